//! Attempts with a name, and what an API that knows them again answers: F24 and F33.

use contract::IdempotencyKey;
use contract::answer::{Answer, Reason, Received, classify};

use crate::answers::{answer, outcome, refused};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn reason(status: u16, code: &str) -> Reason {
    let body = serde_json::json!({ "ok": false, "error": { "code": code } });
    refused(outcome(status, body.to_string())).reason
}

#[test]
fn name_goes_into_the_header_in_quotes_and_is_not_printed() {
    let name = "0b9cd2a1-5c3e-4f6a-8f10-2d4b7a9c1e55";
    let key = IdempotencyKey::new(name.into()).unwrap();
    assert_eq!(key.to_header(), format!("\"{name}\""));
    assert_eq!(format!("{key:?}"), "[REDACTED]");
}

#[test]
fn what_could_end_the_header_or_its_quotes_is_no_name() {
    for text in ["", " ", "a b", "a\"b", "a\\", "a\r\nb", "a\0", "ä", "a;b"] {
        assert_eq!(IdempotencyKey::new(text.into()), None, "{text:?}");
    }
}

#[test]
fn request_before_that_is_not_answered_yet_is_told_with_its_wait() {
    for wait in [None, Some(1), Some(3_600)] {
        let answer = Answer {
            retry_after: wait,
            ..answer(409, r#"{"error":{"code":"IDEMPOTENCY_IN_FLIGHT"}}"#)
        };
        let refusal = refused(classify(&Received::Answer(answer)));
        assert_eq!(refusal.reason, Reason::InFlight(wait));
        assert_eq!(refusal.status, 409);
    }
}

#[test]
fn name_that_was_used_for_another_body_is_told() {
    assert_eq!(
        reason(422, "IDEMPOTENCY_KEY_REUSED"),
        Reason::IdempotencyKeyReused
    );
}

#[test]
fn code_counts_under_its_own_status_alone() {
    assert_eq!(reason(409, "IDEMPOTENCY_KEY_REUSED"), Reason::Conflict);
    assert_eq!(reason(422, "IDEMPOTENCY_IN_FLIGHT"), Reason::Invalid);
    assert_eq!(reason(409, "CONFLICT"), Reason::Conflict);
    assert_eq!(reason(403, "IDEMPOTENCY_IN_FLIGHT"), Reason::KeyLacksScope);
}
