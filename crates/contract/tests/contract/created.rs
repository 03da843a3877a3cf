//! Responses that mean that the subscription exists: F9 to F15 and F17.

use contract::SigningSecret;
use contract::extract::{BodyProgress, ExtractedSecret, body_progress};
use contract::response::{Anomaly, Outcome};
use serde_json::{Value, json};

use crate::responses::{CREATED, SECRET, created, outcome, outcome_truncated, secret_of};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The golden response with a change.
pub fn golden_with(change: impl FnOnce(&mut Value)) -> String {
    let mut body = serde_json::from_str(CREATED).unwrap();
    change(&mut body);
    body.to_string()
}

#[track_caller]
pub fn has_secret(outcome: Outcome, secret: &str, anomalies: &[Anomaly]) {
    assert_eq!(secret_of(&outcome), Some(secret));
    assert_eq!(created(outcome).anomalies, anomalies);
}

#[track_caller]
pub fn has_no_secret(outcome: Outcome, secret: &ExtractedSecret, anomalies: &[Anomaly]) {
    let created = created(outcome);
    assert_eq!(&created.secret, secret);
    assert_eq!(created.anomalies, anomalies);
}

#[test]
fn every_success_status_is_created() {
    for status in 200..300 {
        has_secret(outcome(status, CREATED), SECRET, &[]);
    }
}

#[test]
fn unknown_fields_and_kinds_and_missing_values_change_nothing() {
    let body = golden_with(|body| {
        body["later"] = json!({"signingSecrets": ["no"]});
        body["data"]["more"] = json!([1, null]);
        let subscription = &mut body["data"]["subscription"];
        subscription["colour"] = json!("red");
        subscription["events"] = json!(["right.issued", "screen.exploded", 7]);
        for field in ["developerId", "active", "createdAt", "label"] {
            subscription[field] = Value::Null;
        }
        subscription
            .as_object_mut()
            .unwrap()
            .remove("lastDeliveredAt");
        subscription["url"] = json!(5);
    });
    let outcome = outcome(201, body);
    assert_eq!(secret_of(&outcome), Some(SECRET));
    let created = created(outcome);
    assert_eq!(created.anomalies, []);
    let subscription = created.subscription.unwrap();
    assert_eq!(
        subscription.events.unwrap(),
        ["right.issued", "screen.exploded"]
    );
    assert_eq!(
        subscription.subscription_id.as_deref(),
        Some("whk_5f1d3c9a7b2e4860")
    );
    assert_eq!((subscription.url, subscription.label), (None, None));
    assert_eq!((subscription.active, subscription.created_at), (None, None));
}

#[test]
fn version_mismatch_is_reported_with_the_secret() {
    let other = |version: Option<&str>| [Anomaly::VersionMismatch(version.map(str::to_owned))];
    for (version, anomaly) in [
        (json!("v2.0"), other(Some("v2.0"))),
        (json!("v1.00"), other(Some("v1.00"))),
        (json!(1.0), other(None)),
        (Value::Null, other(None)),
    ] {
        let body = golden_with(|body| body["contractVersion"] = version);
        has_secret(outcome(201, body), SECRET, &anomaly);
    }
    let body = golden_with(|body| drop(body.as_object_mut().unwrap().remove("contractVersion")));
    has_secret(outcome(201, body), SECRET, &other(None));
}

#[test]
fn secret_is_extracted_whatever_else_is_wrong() {
    let wrong = [Anomaly::UnexpectedShape];
    has_secret(
        outcome(201, golden_with(|body| body["ok"] = json!(false))),
        SECRET,
        &wrong,
    );
    has_secret(
        outcome(201, golden_with(|body| body["ok"] = json!("true"))),
        SECRET,
        &wrong,
    );
    let without_id = golden_with(|body| body["data"]["subscription"] = json!({}));
    has_secret(outcome(201, without_id), SECRET, &wrong);
    let odd_data = golden_with(|body| body["data"] = json!([{ "signingSecret": SECRET }]));
    has_secret(outcome(201, odd_data), SECRET, &wrong);
    let nested = json!({"result": {"deep": [{"signingSecret": SECRET}]}}).to_string();
    has_secret(
        outcome(201, nested),
        SECRET,
        &[Anomaly::UnexpectedShape, Anomaly::VersionMismatch(None)],
    );
    has_secret(outcome(201, format!("{CREATED}}}")), SECRET, &wrong);
    has_secret(outcome(201, format!("{CREATED}<!-- x -->")), SECRET, &wrong);
    has_secret(outcome_truncated(201, CREATED), SECRET, &wrong);
}

#[test]
fn secret_under_an_error_status_is_extracted() {
    for status in [0, 100, 302, 400, 401, 404, 422, 429, 500, 502, 999] {
        has_secret(
            outcome(status, CREATED),
            SECRET,
            &[Anomaly::UnexpectedShape],
        );
    }
}

#[test]
fn secret_under_another_key_is_extracted() {
    for data in [
        json!({ "secret": SECRET }),
        json!({ "signing_secret": SECRET }),
        json!({ "signingSecret": { "value": SECRET } }),
        json!({ "signingSecret": [SECRET] }),
        json!([SECRET]),
    ] {
        let body = golden_with(|body| body["data"] = data);
        has_secret(outcome(201, body), SECRET, &[Anomaly::UnexpectedShape]);
    }
    let body = golden_with(|body| {
        body["data"] = json!({ "secret": "whsec_short", "text": format!("a {SECRET}") });
    });
    has_no_secret(outcome(201, body), &ExtractedSecret::Absent, &[]);
    // Found by fuzzing: user input, and a part of another text, are not secrets.
    for label in [SECRET.to_owned(), format!("a \"{SECRET}")] {
        let body = golden_with(|body| {
            body["data"]["subscription"]["label"] = json!(label);
            body["data"]["signingSecret"] = Value::Null;
            body["data"]["text"] = json!(format!("a \"{SECRET}"));
        });
        has_no_secret(outcome(201, body), &ExtractedSecret::Absent, &[]);
    }
    // The rest of a truncated response is not known.
    let body = golden_with(|body| body["data"]["subscription"]["label"] = json!(SECRET));
    let truncated = &body[..body.find("signingSecret").unwrap()];
    has_no_secret(outcome(201, truncated), &ExtractedSecret::Truncated, &[]);
}

#[test]
fn secret_is_redacted_in_the_subscription() {
    let body = golden_with(|body| {
        let subscription = &mut body["data"]["subscription"];
        subscription["label"] = json!(format!("of {SECRET}"));
        subscription["url"] = json!(format!("https://example.com/{SECRET}"));
        subscription["events"] = json!([SECRET]);
    });
    let created = created(outcome(201, body));
    assert_eq!(
        created.secret,
        ExtractedSecret::Complete(SigningSecret::new(SECRET.into()).unwrap())
    );
    assert!(created.subscription.is_some());
    assert!(!format!("{created:?}").contains(SECRET), "{created:?}");
}

#[test]
fn body_is_complete_when_its_object_is() {
    let end_of_secret = CREATED.find(SECRET).unwrap() + SECRET.len() + 1;
    let end = CREATED.trim_end().len();
    for at in 0..=CREATED.len() {
        let expected = match at {
            _ if at >= end => BodyProgress::Complete,
            _ if at >= end_of_secret => BodyProgress::HasSecret,
            _ => BodyProgress::Incomplete,
        };
        assert_eq!(
            body_progress(&CREATED.as_bytes()[..at]),
            expected,
            "{at} bytes"
        );
    }
    for body in ["", "1", "null", "\"{}\"", "[{}]", "<p>"] {
        assert_eq!(
            body_progress(body.as_bytes()),
            BodyProgress::Incomplete,
            "{body}"
        );
    }
}

#[test]
fn unexpected_secret_format_is_reported_and_the_secret_unchanged() {
    let long = format!("whsec_{}", "x".repeat(507));
    for secret in [
        "x",
        " ",
        "whsec_",
        "whsec_aaaaaaaaaaaaaaaaa",
        "whsec aaaaaaaaaaaaaaaaaaaaaaa",
        " whsec_aaaaaaaaaaaaaaaaaaaaaaa",
        "whsec_aaaaaaaaaaaaaaaaaaaaaaa ",
        "whsec_aaaaaaaaaaaaaaa\taaaaaaaa",
        "whsec_aaaaaaaaaaaaaaa\naaaaaaaa",
        "WHSEC_aaaaaaaaaaaaaaaaaaaaaaaaa",
        "secret-aaaaaaaaaaaaaaaaaaaaaaaaa",
        "whsec_äöüäöüäöüäöüäöüäöü",
        "whsec_\"\\/😀{}[]:,aaaaaaaaaaaa",
        "whsec_\u{0}aaaaaaaaaaaaaaaaaaaaaaaa",
        &long,
    ] {
        let body = golden_with(|body| body["data"]["signingSecret"] = json!(secret));
        has_secret(
            outcome(201, body),
            secret,
            &[Anomaly::UnexpectedSecretFormat],
        );
    }
}

#[test]
fn expected_secret_format_is_not_reported() {
    let most = format!("whsec_{}", "x".repeat(506));
    for secret in [
        "whsec_aaaaaaaaaaaaaaaaaa",
        "whsec_+/=_-~!aaaaaaaaaaaaaa",
        &most,
    ] {
        let body = golden_with(|body| body["data"]["signingSecret"] = json!(secret));
        has_secret(outcome(201, body), secret, &[]);
        assert!(
            SigningSecret::new(secret.to_owned())
                .unwrap()
                .has_expected_format()
        );
    }
}

#[test]
fn equal_secrets_are_those_with_equal_text() {
    let secret = |text: &str| SigningSecret::new(text.to_owned()).unwrap();
    assert_eq!(secret(SECRET), secret(SECRET));
    assert_ne!(secret(SECRET), secret(&SECRET[1..]));
}

#[test]
fn success_without_a_secret_is_created_without_one() {
    let body = |secret: Value| golden_with(|body| body["data"]["signingSecret"] = secret);
    for secret in [Value::Null, json!(""), json!(7), json!([]), json!({"a": 1})] {
        has_no_secret(outcome(201, body(secret)), &ExtractedSecret::Absent, &[]);
    }
    for status in [200, 201] {
        for empty in ["", "  \r\n", "\u{feff}"] {
            has_no_secret(outcome(status, empty), &ExtractedSecret::Absent, &[]);
        }
    }
    has_no_secret(
        outcome(202, "{\"ok\":true}"),
        &ExtractedSecret::Absent,
        &[Anomaly::VersionMismatch(None)],
    );
    has_no_secret(
        outcome(202, "{\"data\":{},\"contractVersion\":\"v3\"}"),
        &ExtractedSecret::Absent,
        &[Anomaly::VersionMismatch(Some("v3".into()))],
    );
}

#[test]
fn subscription_is_parsed_without_a_secret() {
    let body = golden_with(|body| body["data"]["signingSecret"] = Value::Null);
    let subscription = created(outcome(201, body)).subscription.unwrap();
    assert_eq!(
        subscription.subscription_id.as_deref(),
        Some("whk_5f1d3c9a7b2e4860")
    );
}

#[test]
fn truncated_response_without_a_secret_is_created_with_a_truncated_one() {
    for body in ["", " \n"] {
        has_no_secret(
            outcome_truncated(201, body),
            &ExtractedSecret::Truncated,
            &[],
        );
    }
    for body in [
        "{",
        " {\"ok\":true",
        "{\"ok\":true,\"data\":{\"signingSecret\":",
        "{\"ok\":true,\"data\":{\"signingSecret\":\"whsec_half",
        "{\"ok\":true,\"data\":{\"signingSecret\":\"whsec_half\\\"",
    ] {
        has_no_secret(outcome(201, body), &ExtractedSecret::Truncated, &[]);
        has_no_secret(
            outcome_truncated(201, body),
            &ExtractedSecret::Truncated,
            &[],
        );
    }
}

#[test]
fn text_that_contains_the_secret_key_is_not_a_secret() {
    for label in [
        "\"signingSecret\":\"x\"",
        "signingSecret",
        "\\\"signingSecret\\\":\\\"x\\\"",
        "{\"signingSecret\":\"x\"}",
        "\\",
    ] {
        let body = golden_with(|body| {
            body["data"]["subscription"]["label"] = json!(label);
            body["data"]["signingSecret"] = Value::Null;
        });
        has_no_secret(outcome(201, body), &ExtractedSecret::Absent, &[]);
        let body = golden_with(|body| body["data"]["subscription"]["label"] = json!(label));
        has_secret(outcome(201, body), SECRET, &[]);
    }
}
