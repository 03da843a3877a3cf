//! The wording of the form, byte for byte.

use contract::response::{Anomaly, Reason, Refusal, Unknown};
use contract::wire::Difference;
use webhook_console::model::NoSecret;
use webhook_console::model::wording::{anomaly, duration, lost_secret, refusal, sentence, unknown};

use crate::forms::text;

fn refused(reason: Reason, status: u16) -> String {
    refusal(&Refusal {
        reason,
        status,
        ..Refusal::missing_scope()
    })
    .to_string()
}

#[test]
fn refusal_says_what_can_be_done() {
    for (reason, status, text) in [
        (
            Reason::Invalid,
            422,
            "The API refused the request (422). Nothing was created.",
        ),
        (
            Reason::Refused,
            418,
            "The API refused the request (418). Nothing was created.",
        ),
        (
            Reason::KeyRejected,
            401,
            "The key was not accepted. Check that it is whole and for this API",
        ),
        (
            Reason::KeyLacksScope,
            403,
            "The key is valid but lacks permission: creating a subscription needs the scope *",
        ),
        (
            Reason::NoSuchEndpoint,
            404,
            "The API has no such endpoint. Check its base address.",
        ),
        (
            Reason::Conflict,
            409,
            "Conflict: another request is in the way, or this subscription exists already. Wait a little, and look \
             whether it was created before you try again.",
        ),
        (
            Reason::InFlight(None),
            409,
            "Conflict: another request is in the way, or this subscription exists already. Wait a little, and look \
             whether it was created before you try again.",
        ),
        (
            Reason::IdempotencyKeyReused,
            422,
            "The API knows this attempt with other values. This request created nothing; one before it may have.",
        ),
        (
            Reason::Gone,
            410,
            "This sandbox tenant is gone. Ask for a new one, and use its key.",
        ),
        (
            Reason::Precondition,
            412,
            "The API says that a condition it needs does not hold.",
        ),
        (
            Reason::TooLarge,
            413,
            "The request was too large. Shorten the address or the label.",
        ),
        (
            Reason::TooManyRequests(Some(7)),
            429,
            "Too many requests. Nothing was created. Wait a little.",
        ),
    ] {
        assert_eq!(refused(reason, status), text);
    }
}

#[test]
fn page_may_come_from_something_before_the_api() {
    let text = |title: Option<&str>, media_type: Option<&str>| {
        refusal(&Refusal {
            reason: Reason::Page,
            status: 403,
            message: title.map(str::to_owned),
            media_type: media_type.map(str::to_owned),
            ..Refusal::missing_scope()
        })
        .to_string()
    };
    let rest = "It may come from something before the API, such as a firewall or a sign-on page. Nothing was created. \
                If it comes from the API, check the key and the base address.";
    assert_eq!(
        text(Some("Blocked"), Some("text/html")),
        format!("The answer was a page titled “Blocked” (text/html, status 403). {rest}")
    );
    assert_eq!(
        text(None, None),
        format!("The answer was a page (no content type, status 403). {rest}")
    );
}

#[test]
fn unknown_outcome_claims_nothing() {
    let not_from_api = |content_type: Option<&str>| Unknown::NotFromApi {
        content_type: content_type.map(str::to_owned),
        excerpt: "<p>".into(),
    };
    for (cause, text) in [
        (
            Unknown::NoResponse,
            "No answer came back. The request may have arrived all the same. An answer that this page may not read \
             looks the same.",
        ),
        (
            Unknown::Redirect,
            "The API answered with a redirect, which this client does not follow.",
        ),
        (
            not_from_api(Some("text/html")),
            "The answer did not come from the API (text/html).",
        ),
        (
            not_from_api(None),
            "The answer did not come from the API (no content type).",
        ),
        (
            Unknown::Contradiction {
                status: 201,
                excerpt: "no".into(),
            },
            "The answer contradicts itself: its status says that the request succeeded (201), its body that it did not.",
        ),
        (
            Unknown::Status(502),
            "The API failed on the way (502), perhaps after it had stored it.",
        ),
        (
            Unknown::Status(302),
            "The API answered with a status that does not say what became of it (302).",
        ),
    ] {
        assert_eq!(unknown(&cause).to_string(), text);
    }
}

#[test]
fn odd_response_has_a_remark() {
    for (odd, text) in [
        (
            Anomaly::VersionMismatch(Some("v2.0".into())),
            "The server speaks v2.0, this build knows v1.0.",
        ),
        (
            Anomaly::VersionMismatch(None),
            "The server names no version of its contract, this build knows v1.0.",
        ),
        (
            Anomaly::UnexpectedShape,
            "The answer looked wrong. Check the subscription.",
        ),
        (
            Anomaly::UnexpectedSecretFormat,
            "The secret has an unusual form. It is kept exactly as it was sent.",
        ),
        (
            Anomaly::Differs(Difference::Url {
                sent: "https://a.example/".into(),
                stored: "https://b.example/".into(),
            }),
            "The API stored the URL https://b.example/, but https://a.example/ was sent.",
        ),
        (
            Anomaly::Differs(Difference::Label {
                sent: "a".into(),
                stored: "b".into(),
            }),
            "The API stored the label “b”, but “a” was sent.",
        ),
        (
            Anomaly::Differs(Difference::Events {
                sent: vec!["*".into()],
                stored: vec!["right.issued".into(), "right.revoked".into()],
            }),
            "The API stored the events right.issued, right.revoked, but * was sent.",
        ),
        (
            Anomaly::Differs(Difference::Events {
                sent: vec!["*".into()],
                stored: vec![],
            }),
            "The API stored no events, but * was sent.",
        ),
        (
            Anomaly::Differs(Difference::Paused),
            "The API stored the subscription as paused: no events are delivered while it is.",
        ),
    ] {
        assert_eq!(anomaly(&odd).to_string(), text);
    }
}

#[test]
fn missing_secret_has_its_reason() {
    let cut = "The answer was cut off. The secret is incomplete and cannot be used.";
    assert_eq!(text(lost_secret(NoSecret::Truncated)).as_deref(), Some(cut));
    assert_eq!(
        text(lost_secret(NoSecret::Absent)).as_deref(),
        Some("No secret came with the answer.")
    );
    assert_eq!(lost_secret(NoSecret::Stored), None);
}

#[test]
fn duration_is_in_its_two_largest_units() {
    for (seconds, text) in [
        (0, "0 s"),
        (1, "1 s"),
        (59, "59 s"),
        (60, "1 minute"),
        (61, "1 minute, 1 s"),
        (90, "1 minute, 30 s"),
        (120, "2 minutes"),
        (600, "10 minutes"),
        (3_599, "59 minutes, 59 s"),
        (3_600, "1 hour"),
        (3_601, "1 hour"),
        (3_661, "1 hour, 1 minute"),
        (7_200, "2 hours"),
        (90_061, "25 hours, 1 minute"),
    ] {
        assert_eq!(duration(seconds).to_string(), text);
    }
}

#[test]
fn sentence_begins_with_a_capital_where_it_can() {
    for (clause, expected) in [
        ("a label", "A label"),
        ("\"x\" y", "\"x\" y"),
        ("ü", "ü"),
        ("", ""),
    ] {
        assert_eq!(sentence(&clause).to_string(), expected);
    }
}
