//! Responses that mean that nothing was created: F19 to F28.

use contract::ApiKey;
use contract::response::{Field, FieldError, Reason, Received, Refusal, Response, classify};

use crate::responses::{CREATED, outcome, outcome_truncated, refused, response};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn error(field: Field, message: &str) -> FieldError {
    FieldError {
        field,
        message: message.to_owned(),
    }
}

/// A refusal with this message and nothing else.
fn refusal_with(status: u16, reason: Reason, message: &str) -> Refusal {
    Refusal {
        reason,
        code: None,
        message: Some(message.to_owned()).filter(|message| !message.is_empty()),
        request_id: None,
        fields: vec![],
        status,
        media_type: Some("application/json".into()),
    }
}

#[test]
fn each_status_has_its_reason() {
    for (status, reason) in [
        (400, Reason::Invalid),
        (401, Reason::KeyRejected),
        (402, Reason::Refused),
        (403, Reason::KeyLacksScope),
        (404, Reason::NoSuchEndpoint),
        (405, Reason::NoSuchEndpoint),
        (406, Reason::Refused),
        (407, Reason::Refused),
        (409, Reason::Conflict),
        (410, Reason::Gone),
        (411, Reason::Refused),
        (412, Reason::Precondition),
        (413, Reason::TooLarge),
        (414, Reason::Refused),
        (415, Reason::Refused),
        (418, Reason::Refused),
        (421, Reason::Refused),
        (422, Reason::Invalid),
        (423, Reason::Refused),
        (425, Reason::Refused),
        (428, Reason::Refused),
        (429, Reason::TooManyRequests(None)),
        (431, Reason::Refused),
        (451, Reason::Refused),
        (499, Reason::Refused),
    ] {
        assert_eq!(
            refused(outcome(status, "")),
            refusal_with(status, reason, "")
        );
        let text = "no";
        assert_eq!(
            refused(outcome(status, text)),
            refusal_with(status, reason, text)
        );
        assert_eq!(
            refused(outcome_truncated(status, "{\"er")),
            refusal_with(status, reason, "{\"er")
        );
    }
}

const PAGE: &str =
    "<!doctype html>\n<html><head><title>Sign in</title></head><body><h1>Sign in</h1>";

fn page(status: u16, content_type: Option<&str>, body: &str) -> Refusal {
    let response = Response {
        content_type: content_type.map(str::to_owned),
        ..response(status, body)
    };
    refused(classify(&Received::Response(response)))
}

#[test]
fn page_may_come_from_something_before_the_api() {
    for status in [400, 401, 403, 404, 405, 406, 407, 410, 412, 418, 422, 451] {
        for (content_type, media_type) in [
            ("text/html", "text/html"),
            ("Text/HTML; charset=utf-8", "text/html"),
            ("application/xhtml+xml", "application/xhtml+xml"),
            // Also where the type is wrong.
            ("application/json", "application/json"),
            ("text/plain", "text/plain"),
        ] {
            let expected = Refusal {
                media_type: Some(media_type.into()),
                ..refusal_with(status, Reason::Page, "Sign in")
            };
            assert_eq!(page(status, Some(content_type), PAGE), expected);
        }
        let untyped = page(status, None, PAGE);
        assert_eq!((untyped.reason, untyped.media_type), (Reason::Page, None));
        let blocked = page(status, Some("text/html"), "blocked");
        assert_eq!((blocked.reason, blocked.message), (Reason::Page, None));
    }
}

#[test]
fn reason_that_holds_whoever_gives_it_is_kept_for_a_page() {
    for (status, reason) in [
        (409, Reason::Conflict),
        (413, Reason::TooLarge),
        (429, Reason::TooManyRequests(None)),
    ] {
        let refusal = page(status, Some("text/html"), PAGE);
        assert_eq!(refusal.reason, reason);
        assert_eq!(refusal.message.as_deref(), Some("Sign in"));
    }
}

#[test]
fn json_object_is_the_apis_whatever_its_type() {
    let refusal = page(403, Some("text/html"), r#"{"error":{"message":"no"}}"#);
    assert_eq!(refusal.reason, Reason::KeyLacksScope);
    assert_eq!(refusal.message.as_deref(), Some("no"));
}

#[test]
fn nothing_of_a_page_is_quoted_but_its_title() {
    let long = format!("<title>{}</title>", "x".repeat(200));
    let excerpt = "x".repeat(120) + "…";
    for (body, title) in [
        (PAGE, Some("Sign in")),
        (
            "<TITLE lang=en>\n  Access\n denied </TITLE>",
            Some("Access denied"),
        ),
        ("<title>Ünlaut İ</title>", Some("Ünlaut İ")),
        (&*long, Some(&*excerpt)),
        ("<p>no</p>", None),
        ("<title></title>", None),
        ("<title>cut of", None),
        ("<title", None),
        ("<title><img src=x></title>", None),
        ("<title>whsec_0</title>", None),
        ("</title><title>", None),
    ] {
        for status in [401, 403, 429] {
            let refusal = page(status, Some("text/html"), body);
            assert_eq!(refusal.message.as_deref(), title, "{body}");
        }
    }
}

#[test]
fn key_is_rejected_by_a_401_whoever_sends_it() {
    assert!(page(401, Some("text/html"), PAGE).rejects_key());
    assert!(refused(outcome(401, "{}")).rejects_key());
    assert!(!page(403, Some("text/html"), PAGE).rejects_key());
    assert!(!refused(outcome(403, "{}")).rejects_key());
}

#[test]
fn wait_of_the_header_is_part_of_the_reason() {
    for wait in [None, Some(1), Some(3_600)] {
        let response = Response {
            retry_after: wait,
            ..response(429, "{\"message\":\"slow down\"}")
        };
        let refusal = refused(classify(&Received::Response(response)));
        assert_eq!(
            refusal,
            refusal_with(429, Reason::TooManyRequests(wait), "slow down")
        );
    }
}

#[test]
fn not_ok_under_a_200_is_a_refusal() {
    for body in [
        "{\"ok\":false}",
        "{\"ok\":false,\"data\":{}}",
        "{\"ok\":false,\"data\":{\"subscription\":null},\"contractVersion\":\"v9\"}",
    ] {
        assert_eq!(
            refused(outcome(200, body)),
            refusal_with(200, Reason::Invalid, body)
        );
    }
    let body =
        "{\"ok\":false,\"error\":{\"message\":\"no\",\"code\":\"NOPE\",\"requestId\":\"req_2\"}}";
    let expected = Refusal {
        code: Some("NOPE".into()),
        request_id: Some("req_2".into()),
        ..refusal_with(200, Reason::Invalid, "no")
    };
    assert_eq!(refused(outcome(200, body)), expected);
}

#[test]
fn key_of_the_request_is_redacted() {
    let key = ApiKey::parse("sk_test_0123456789").unwrap();
    for (status, body) in [
        (
            401,
            "{\"error\":{\"message\":\"Incorrect API key provided: sk_test_0123456789\",\"code\":\"sk_test_0123456789\"}}",
        ),
        (
            422,
            "{\"errors\":{\"url\":\"sk_test_0123456789\",\"sk_test_0123456789\":\"x\"}}",
        ),
        (
            403,
            "You sent Bearer sk_test_0123456789 twice: sk_test_0123456789",
        ),
        (200, "<p>Bearer sk_test_0123456789"),
    ] {
        let mut response = response(status, body);
        response.redact(&key);
        let printed = format!("{:?}", classify(&Received::Response(response)));
        assert!(!printed.contains("0123456789"), "{printed}");
    }
    // The shortest key that is redacted.
    for (key, is_redacted) in [("0123456789abcdef", true), ("0123456789abcde", false)] {
        let mut response = response(403, format!("<{key}>"));
        response.redact(&ApiKey::parse(key).unwrap());
        let is_unharmed = response.body == format!("<{key}>").into_bytes();
        assert_eq!(is_unharmed, !is_redacted, "{key}");
    }
    // A short key could occur anywhere, and redacting it must not damage a response with a secret.
    let mut unharmed = response(201, CREATED);
    unharmed.redact(&ApiKey::parse("data").unwrap());
    assert_eq!(unharmed.body, CREATED.as_bytes());
}

#[test]
fn messages_of_common_formats_are_parsed() {
    for (body, message) in [
        ("{\"error\":\"text\"}", "text"),
        ("{\"message\":\"text\"}", "text"),
        ("{\"error\":{\"message\":\"text\"}}", "text"),
        ("{\"error\":{\"detail\":\"text\"}}", "text"),
        ("{\"title\":\"Unprocessable\",\"detail\":\"text\"}", "text"),
        ("{\"title\":\"Unprocessable\"}", "Unprocessable"),
        ("{\"message\":\"  \",\"error\":\"text\"}", "text"),
        ("\u{feff}{\"message\":\"text\"}", "text"),
        ("{\"message\":\" two\\nlines\\u0000 \"}", "two lines "),
        ("[]", "[]"),
        ("null", "null"),
        ("{}", "{}"),
        ("plain words", "plain words"),
    ] {
        assert_eq!(
            refused(outcome(422, body)),
            refusal_with(422, Reason::Invalid, message),
            "{body}"
        );
    }
}

#[test]
fn messages_are_limited_to_120_characters() {
    let long = "ü".repeat(121);
    let shown = "ü".repeat(120) + "…";
    assert_eq!(
        refused(outcome(422, long.as_str())).message,
        Some(shown.clone())
    );
    let body = format!(
        "{{\"error\":{{\"code\":\"{long}\",\"message\":\"{long}\",\"requestId\":\"{long}\",\
         \"fields\":[{{\"path\":\"url\",\"message\":\"{long}\"}}]}}}}"
    );
    let refusal = refused(outcome(422, body));
    assert_eq!(refusal.code, Some(shown.clone()));
    assert_eq!(refusal.message, Some(shown.clone()));
    assert_eq!(refusal.request_id, Some(shown.clone()));
    assert_eq!(refusal.fields, [error(Field::Url, &shown)]);
    let whole = "ü".repeat(120);
    assert_eq!(refused(outcome(422, whole.as_str())).message, Some(whole));
}

#[test]
fn field_errors_of_common_formats_are_parsed() {
    for body in [
        r#"{"error":{"fields":[{"path":"url","message":"bad"}]}}"#,
        r#"{"error":{"fields":[{"path":"url","code":"bad"}]}}"#,
        r#"{"error":{"errors":[{"field":"url","message":"bad"}]}}"#,
        r#"{"error":{"details":[{"name":"url","message":"bad"}]}}"#,
        r#"{"errors":[{"pointer":"/url","detail":"bad"}]}"#,
        r##"{"errors":[{"pointer":"#/url","detail":"bad"}]}"##,
        r#"{"errors":[{"path":"$.url","message":"bad"}]}"#,
        r#"{"errors":[null,7,{"path":"url"},{"message":"x"},{"path":"url","message":"bad"}]}"#,
        r#"{"detail":[{"loc":["body","url"],"msg":"bad","type":"value_error"}]}"#,
        r#"{"errors":{"url":["bad","worse"]}}"#,
        r#"{"errors":{"url":"bad"}}"#,
        r#"{"ok":false,"error":{"fields":[]},"errors":{"url":"bad"}}"#,
    ] {
        let refusal = refused(outcome(422, body));
        assert_eq!(refusal.fields, [error(Field::Url, "bad")], "{body}");
    }
}

#[test]
fn field_errors_are_assigned_to_their_fields() {
    for (path, field) in [
        ("url", Field::Url),
        ("#/url", Field::Url),
        ("label", Field::Label),
        ("/label", Field::Label),
        ("events", Field::Events),
        ("events[0]", Field::Events),
        ("events.0", Field::Events),
        ("#/events/3", Field::Events),
        ("Url", Field::Other("Url".into())),
        ("urls", Field::Other("urls".into())),
        ("body.url", Field::Other("body.url".into())),
        ("developerId", Field::Other("developerId".into())),
    ] {
        let body = format!(r#"{{"errors":[{{"path":"{path}","message":"bad"}}]}}"#);
        let refusal = refused(outcome(400, body));
        assert_eq!(refusal.fields, [error(field, "bad")], "{path}");
    }
}

#[test]
fn field_errors_keep_their_order() {
    let body = r#"{"error":{"fields":[{"path":"label","message":"a"},{"path":"x","message":"b"},{"path":"url","message":"c"}]}}"#;
    let fields = refused(outcome(422, body)).fields;
    let expected = [
        error(Field::Label, "a"),
        error(Field::Other("x".into()), "b"),
        error(Field::Url, "c"),
    ];
    assert_eq!(fields, expected);
}

#[test]
fn truncated_secret_does_not_make_a_refusal_a_creation() {
    let body = "{\"data\":{\"signingSecret\":\"whsec_ha";
    assert_eq!(
        refused(outcome_truncated(422, body)).reason,
        Reason::Invalid
    );
}
