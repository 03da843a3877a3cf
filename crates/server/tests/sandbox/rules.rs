//! The rules of the fields.

use serde_json::{Value, json};

use crate::support::{GOOD, Sandbox};

/// The code and the message for `field` with `value`, when everything else is valid.
async fn refused(sandbox: &Sandbox, field: &str, value: Value) -> (String, String) {
    let mut body: Value = serde_json::from_str(GOOD).unwrap();
    body[field] = value.clone();
    let response = sandbox.create(body.to_string()).send().await;
    assert_eq!(
        response.error(),
        (422, "VALIDATION_FAILED".into()),
        "{value}"
    );
    let json = response.json();
    let fields = json["error"]["fields"].as_array().unwrap();
    assert_eq!(fields.len(), 1, "{value}: {fields:?}");
    assert_eq!(fields[0]["path"], field, "{value}");
    let text = |name: &str| fields[0][name].as_str().unwrap().to_owned();
    (text("code"), text("message"))
}

#[tokio::test]
async fn every_error_of_a_field_has_its_code() {
    let sandbox = Sandbox::start().await;
    let long = format!("https://a.example/{}", "x".repeat(2048));
    for (field, value, code) in [
        ("url", json!(null), "WRONG_TYPE"),
        ("url", json!(7), "WRONG_TYPE"),
        ("url", json!(""), "REQUIRED"),
        ("url", json!(" \t"), "REQUIRED"),
        ("url", json!("hooks"), "NOT_ABSOLUTE"),
        ("url", json!("/hooks"), "NOT_ABSOLUTE"),
        ("url", json!("hooks.example.com/a"), "NOT_ABSOLUTE"),
        ("url", json!("http://a.example"), "NOT_HTTPS"),
        ("url", json!("ftp://a.example"), "NOT_HTTPS"),
        ("url", json!("javascript:alert(1)"), "NOT_HTTPS"),
        ("url", json!("https://me:word@a.example"), "HAS_CREDENTIALS"),
        ("url", json!("https://me@a.example"), "HAS_CREDENTIALS"),
        ("url", json!("https://a.example/a b"), "HAS_SPACE"),
        ("url", json!("https://"), "NO_HOST"),
        ("url", json!("https://a_b!.example"), "BAD_HOST"),
        ("url", json!("https://a.example:99999"), "BAD_PORT"),
        ("url", json!(long), "TOO_LONG"),
        ("label", json!(null), "WRONG_TYPE"),
        ("label", json!(["a"]), "WRONG_TYPE"),
        ("label", json!(""), "REQUIRED"),
        ("label", json!(" \u{a0}\n"), "BLANK"),
        ("label", json!("a".repeat(61)), "TOO_LONG"),
        ("label", json!("🎉".repeat(61)), "TOO_LONG"),
        ("label", json!("e\u{301}".repeat(31)), "TOO_LONG"),
        ("events", json!(null), "WRONG_TYPE"),
        ("events", json!("*"), "WRONG_TYPE"),
        ("events", json!(["right.issued", 1]), "WRONG_TYPE"),
        ("events", json!({"0": "*"}), "WRONG_TYPE"),
        ("events", json!([]), "REQUIRED"),
        ("events", json!(["*", "right.issued"]), "MIXED_WILDCARD"),
        ("events", json!(["*", "*"]), "MIXED_WILDCARD"),
        (
            "events",
            json!(["right.issued", "right.dreamt"]),
            "UNKNOWN_KIND",
        ),
        ("events", json!(["RIGHT.ISSUED"]), "UNKNOWN_KIND"),
        ("events", json!([""]), "UNKNOWN_KIND"),
    ] {
        let (found, message) = refused(&sandbox, field, value.clone()).await;
        assert_eq!(found, code, "{field} {value}: {message}");
    }
}

#[tokio::test]
async fn message_does_not_repeat_a_password() {
    let sandbox = Sandbox::start().await;
    let message = async |field, value| refused(&sandbox, field, value).await.1;
    assert_eq!(
        message("label", json!("a".repeat(61))).await,
        "at most 60 characters, 61 were given"
    );
    assert_eq!(
        message("events", json!(["right.dreamt"])).await,
        "\"right.dreamt\" is not a kind of event; \"*\" alone stands for all kinds"
    );
    assert!(
        !message("url", json!("https://me:hidden@a.example"))
            .await
            .contains("hidden")
    );
    assert!(message("events", json!(["x".repeat(4000)])).await.len() < 200);
}

#[tokio::test]
async fn label_length_is_counted_in_scalar_values() {
    let sandbox = Sandbox::start().await;
    for label in ["a".repeat(60), "🎉".repeat(60), "e\u{301}".repeat(30)] {
        let body = json!({"url": "https://a.example", "events": ["*"], "label": label});
        assert_eq!(
            sandbox.create(body.to_string()).send().await.status,
            201,
            "{label}"
        );
    }
}

#[tokio::test]
async fn all_invalid_fields_are_reported_at_once() {
    let sandbox = Sandbox::start().await;
    for (body, paths) in [
        ("{}", json!(["url", "events", "label"])),
        (
            r#"{"url":"http://a.example","events":["x"],"label":" "}"#,
            json!(["url", "events", "label"]),
        ),
        (
            r#"{"url":"https://a.example","events":[]}"#,
            json!(["events", "label"]),
        ),
        ("[]", json!([""])),
        ("null", json!([""])),
        ("\"text\"", json!([""])),
    ] {
        let response = sandbox.create(body).send().await;
        assert_eq!(response.status, 422, "{body}");
        let json = response.json();
        let fields = json["error"]["fields"].as_array().unwrap();
        let found: Vec<_> = fields.iter().map(|field| field["path"].clone()).collect();
        assert_eq!(Value::from(found), paths, "{body}");
    }
}
