//! P3: a response truncated at every byte.

use contract::response::Outcome;
use serde_json::{Value, json};

use crate::responses::{CREATED, SECRET, outcome, outcome_truncated, secret_of};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A valid response and the secret in it.
struct Valid {
    body: String,
    secret: String,
}

fn valid(body: impl Into<String>) -> Valid {
    Valid {
        body: body.into(),
        secret: SECRET.to_owned(),
    }
}

fn golden() -> Value {
    serde_json::from_str(CREATED).unwrap()
}

fn with_label(label: &str) -> Valid {
    let mut body = golden();
    body["data"]["subscription"]["label"] = json!(label);
    valid(body.to_string())
}

fn with_secret(secret: &str) -> Valid {
    let mut body = golden();
    body["data"]["signingSecret"] = json!(secret);
    Valid {
        body: body.to_string(),
        secret: secret.to_owned(),
    }
}

fn variants() -> Vec<Valid> {
    let subscription = golden()["data"]["subscription"].to_string();
    let every_escape = SECRET.bytes().fold(String::new(), |escaped, byte| {
        escaped + &format!("\\u{byte:04x}")
    });
    vec![
        valid(CREATED),
        valid(serde_json::to_string_pretty(&golden()).unwrap()),
        valid(CREATED.replace("\":", "\" \t:\r\n ")),
        valid(format!("\u{feff}{CREATED}")),
        valid(format!(
            "{{\"data\":{{\"signingSecret\":\"{SECRET}\",\"subscription\":{subscription}}},\"ok\":true,\"contractVersion\":\"v1.0\"}}"
        )),
        valid(format!(
            "{{\"contractVersion\":\"v1.0\",\"ok\":true,\"signingSecret\":\"{SECRET}\",\"data\":{{\"subscription\":{subscription}}}}}"
        )),
        valid(CREATED.replace(SECRET, &every_escape)),
        valid(CREATED.replace("v1.0", "v2.0")),
        with_label("\"signingSecret\":\"x\""),
        with_label("{\"signingSecret\":\"whsec_notThisOne\"}"),
        with_label("\\\"signingSecret\\\":\\\"x\\\"\\"),
        with_label("signingSecret"),
        with_label("𝄞 ü \u{202e} \u{0} </script>"),
        with_secret("whsec_\"quoted\"\\and\\\\back😀"),
        with_secret("\"signingSecret\":\"x\""),
        with_secret(" \n"),
    ]
}

#[test]
fn every_prefix_has_the_complete_secret_or_none_and_is_never_a_refusal() {
    for Valid { body, secret } in variants() {
        let mut first_with_secret = None;
        for end in 0..=body.len() {
            let prefix = &body.as_bytes()[..end];
            for outcome in [outcome(201, prefix), outcome_truncated(201, prefix)] {
                assert!(
                    !matches!(outcome, Outcome::NotCreated(_)),
                    "{end} bytes of {body}"
                );
                match secret_of(&outcome) {
                    Some(shown) => assert_eq!(shown, secret, "{end} bytes of {body}"),
                    None => assert_eq!(first_with_secret, None, "{end} bytes of {body}"),
                }
            }
            if secret_of(&outcome(201, prefix)).is_some() {
                first_with_secret.get_or_insert(end);
            }
        }
        let first = first_with_secret.expect("the whole response holds the secret");
        assert_eq!(body.as_bytes()[first - 1], b'"', "{body}");
        assert!(
            body[..first].contains("signingSecret"),
            "{first} bytes of {body}"
        );
    }
}

#[test]
fn every_prefix_that_starts_an_object_is_created() {
    for Valid { body, .. } in variants() {
        let begins = body.find('{').unwrap() + 1;
        for end in begins..=body.len() {
            // Also without the flag: some browsers do not detect the truncation.
            for outcome in [outcome, outcome_truncated] {
                assert!(
                    matches!(outcome(200, &body.as_bytes()[..end]), Outcome::Created(_)),
                    "{end} bytes of {body}"
                );
            }
        }
    }
}

#[test]
fn every_prefix_under_another_status_has_the_complete_secret_or_none() {
    for Valid { body, secret } in variants() {
        for end in 0..=body.len() {
            for status in [422, 502] {
                let outcome = outcome_truncated(status, &body.as_bytes()[..end]);
                let shown = secret_of(&outcome);
                assert!(
                    shown.is_none_or(|shown| shown == secret),
                    "{end} bytes of {body}"
                );
            }
        }
    }
}

#[test]
fn subscription_is_parsed_as_soon_as_it_is_complete() {
    let end = CREATED.find("},\"signingSecret\"").unwrap() + 1;
    let subscription = |end: usize| match outcome_truncated(201, &CREATED.as_bytes()[..end]) {
        Outcome::Created(created) => created.subscription,
        other => panic!("{other:?}"),
    };
    assert_eq!(subscription(end - 1), None);
    let read = subscription(end).expect("a whole subscription");
    assert_eq!(read.label.as_deref(), Some("Production rights feed"));
}

/// P5: a part of a secret was shown as the server's message.
#[test]
fn no_prefix_is_quoted_with_a_part_of_the_secret() {
    let responses = ["", "[", "<p>"]
        .map(|before| format!("{before}{{\"data\":{{\"signingSecret\":\"{SECRET}\"}}}}"));
    let short = format!("{{\"signingSecret\":\"{SECRET}\"}}");
    let in_a_string = json!(short).to_string();
    let in_words = json!({ "error": { "message": short, "fields": { "url": short } } }).to_string();
    let named = json!({ "message": format!("conflict with {SECRET}") }).to_string();
    for body in responses.into_iter().chain([in_a_string, in_words, named]) {
        let odd = body
            .replace("whsec_", "odd_")
            .replace("conflict with", "signingSecret");
        for (body, start) in [(odd, "odd_"), (body, "whsec_")] {
            for end in 0..=body.len() {
                for status in [200, 422, 502] {
                    // The secret itself is not printed.
                    let printed = format!("{:?}", outcome(status, &body.as_bytes()[..end]));
                    assert!(!printed.contains(start), "{printed}");
                }
            }
        }
    }
}
