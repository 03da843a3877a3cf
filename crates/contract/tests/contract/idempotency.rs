//! Idempotency keys, and the responses of an API that supports them: F24 and F33.

use contract::IdempotencyKey;
use contract::response::{Reason, Received, Response, classify};

use crate::responses::{outcome, refused, response};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn reason(status: u16, code: &str) -> Reason {
    let body = serde_json::json!({ "ok": false, "error": { "code": code } });
    refused(outcome(status, body.to_string())).reason
}

#[test]
fn key_is_quoted_in_the_header_and_redacted_in_debug() {
    let text = "0b9cd2a1-5c3e-4f6a-8f10-2d4b7a9c1e55";
    let key = IdempotencyKey::new(text.into()).unwrap();
    assert_eq!(key.to_header(), format!("\"{text}\""));
    assert_eq!(format!("{key:?}"), "[REDACTED]");
}

#[test]
fn text_that_could_end_the_header_or_its_quotes_is_not_a_key() {
    for text in ["", " ", "a b", "a\"b", "a\\", "a\r\nb", "a\0", "ä", "a;b"] {
        assert_eq!(IdempotencyKey::new(text.into()), None, "{text:?}");
    }
}

#[test]
fn earlier_request_in_flight_is_reported_with_its_wait() {
    for wait in [None, Some(1), Some(3_600)] {
        let response = Response {
            retry_after: wait,
            ..response(409, r#"{"error":{"code":"IDEMPOTENCY_IN_FLIGHT"}}"#)
        };
        let refusal = refused(classify(&Received::Response(response)));
        assert_eq!(refusal.reason, Reason::InFlight(wait));
        assert_eq!(refusal.status, 409);
    }
}

#[test]
fn key_used_with_another_body_is_reported() {
    assert_eq!(
        reason(422, "IDEMPOTENCY_KEY_REUSED"),
        Reason::IdempotencyKeyReused
    );
}

#[test]
fn error_code_counts_only_under_its_own_status() {
    assert_eq!(reason(409, "IDEMPOTENCY_KEY_REUSED"), Reason::Conflict);
    assert_eq!(reason(422, "IDEMPOTENCY_IN_FLIGHT"), Reason::Invalid);
    assert_eq!(reason(409, "CONFLICT"), Reason::Conflict);
    assert_eq!(reason(403, "IDEMPOTENCY_IN_FLIGHT"), Reason::KeyLacksScope);
}
