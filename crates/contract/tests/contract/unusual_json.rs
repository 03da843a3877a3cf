//! Responses with a secret whose body is unusual or invalid JSON.

use contract::extract::ExtractedSecret;
use contract::response::Anomaly;
use serde_json::json;

use crate::created::{golden_with, has_no_secret, has_secret};
use crate::responses::{CREATED, SECRET, created, outcome, secret_of};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn number_never_makes_a_response_unreadable() {
    for number in ["-0", "1e999", "3.25", "123456789012345678901234567890"] {
        let body = CREATED.replacen('{', &format!("{{\"number\":{number},"), 1);
        has_secret(outcome(201, body), SECRET, &[]);
    }
}

#[test]
fn last_of_two_equal_keys_counts() {
    let body = CREATED.replacen('{', "{\"ok\":false,\"contractVersion\":\"v9\",", 1);
    has_secret(outcome(201, body), SECRET, &[]);
}

/// `serde_json` rejects an object that has this key together with others.
#[test]
fn reserved_key_of_serde_json_hides_no_secret() {
    let body = CREATED.replacen('{', "{\"$serde_json::private::Number\":\"1\",", 1);
    has_secret(outcome(201, body), SECRET, &[Anomaly::UnexpectedShape]);
}

#[test]
fn secret_nested_more_than_128_levels_is_extracted() {
    let deep = format!(
        "{{\"ok\":true,\"data\":{{\"signingSecret\":\"{SECRET}\",\"x\":{}{}}}}}",
        "[".repeat(300),
        "]".repeat(300)
    );
    has_secret(outcome(201, deep), SECRET, &[Anomaly::UnexpectedShape]);
    let buried = format!(
        "{}{{\"signingSecret\":\"{SECRET}\"}}{}",
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    has_secret(outcome(201, buried), SECRET, &[Anomaly::UnexpectedShape]);
}

#[test]
fn byte_order_mark_is_ignored() {
    has_secret(outcome(201, format!("\u{feff}{CREATED}")), SECRET, &[]);
}

#[test]
fn invalid_utf8_does_not_hide_the_secret() {
    let mut body = CREATED.as_bytes().to_vec();
    let at = CREATED.find("Production").unwrap();
    body[at] = 0xff;
    let outcome = outcome(201, body);
    assert_eq!(secret_of(&outcome), Some(SECRET));
    let label = created(outcome).subscription.unwrap().label.unwrap();
    assert_eq!(label, "\u{fffd}roduction rights feed");
}

/// Found by fuzzing: a secret in Latin-1 was returned as complete, with a replacement character in it.
#[test]
fn secret_with_invalid_utf8_is_not_complete() {
    for (secret, lost) in [("whsec_ü", true), ("whsec_\u{fffd}", false)] {
        let body = golden_with(|body| body["data"]["signingSecret"] = json!(secret));
        let mut body = body.replace("Production", "Büro").into_bytes();
        body.retain(|byte| *byte != 0xc3);
        if lost {
            has_no_secret(outcome(201, body), &ExtractedSecret::Truncated, &[]);
        } else {
            has_secret(
                outcome(201, body),
                secret,
                &[Anomaly::UnexpectedSecretFormat],
            );
        }
    }
}

/// A warning that an interpreter or a proxy printed before the JSON shifted the pairs of quotes. The secret was not found,
/// and was shown in the excerpt.
#[test]
fn quotes_before_the_response_hide_nothing() {
    for before in [
        "Undefined array key \"tier in a.php\n",
        "\"",
        "\\\"",
        "bel\":\"a\",",
    ] {
        has_secret(
            outcome(201, [before, CREATED].concat()),
            SECRET,
            &[Anomaly::UnexpectedShape],
        );
    }
    let without_its_start = CREATED.find("iption\":{").unwrap();
    has_secret(
        outcome(201, &CREATED[without_its_start..]),
        SECRET,
        &[Anomaly::UnexpectedShape],
    );
}

#[test]
fn response_encoded_as_a_json_string_is_parsed() {
    let once = json!(CREATED).to_string();
    let twice = json!(once).to_string();
    for body in [once, twice] {
        has_secret(outcome(201, body.clone()), SECRET, &[]);
        has_secret(outcome(502, body), SECRET, &[Anomaly::UnexpectedShape]);
    }
}

/// JSON allows escapes in keys too. A secret under such a key was lost.
#[test]
fn escapes_in_keys_hide_nothing() {
    let body = CREATED
        .replace("signingSecret", r"signing\u0053ecret")
        .replace("subscription\"", r#"\u0073ubscription""#);
    has_secret(outcome(201, body), SECRET, &[]);
}

#[test]
fn key_of_escapes_alone_hides_nothing() {
    let escaped = |key: &str| {
        let escapes = key.bytes().map(|byte| format!("\\u{byte:04x}"));
        escapes.collect::<String>()
    };
    let body = CREATED.replace(
        "\"signingSecret",
        &format!("\"{}", escaped("signingSecret")),
    );
    has_secret(outcome(201, &*body), SECRET, &[]);
    // Where the JSON as a whole is not valid, the search alone finds it.
    has_secret(
        outcome(201, format!("<!-- \" -->{body}")),
        SECRET,
        &[Anomaly::UnexpectedShape],
    );
}

#[test]
fn backslash_before_the_last_quote_is_the_end_of_the_secret() {
    let body = r#"{"ok":true,"data":{"signingSecret":"whsec_aaaaaaaaaaaaaaaaaa\\""#;
    let secret = r"whsec_aaaaaaaaaaaaaaaaaa\";
    has_secret(outcome(201, body), secret, &[Anomaly::UnexpectedShape]);
}

#[test]
fn secret_with_an_invalid_escape_is_returned_unparsed() {
    let body = r#"{"ok":true,"data":{"signingSecret":"whsec_\q\ud800aaaaaaaaaaaaaaaaaa"}}"#;
    let outcome = outcome(201, body);
    assert_eq!(
        secret_of(&outcome),
        Some(r"whsec_\q\ud800aaaaaaaaaaaaaaaaaa")
    );
}
