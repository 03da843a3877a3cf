//! Which answers make a create leave once more, F24.

use contract::IdempotencyKey;
use contract::response::{Received, Response};
use webhook_console::model::State;

use crate::forms::{NOW, answer, filled, new_key, sent_by};

fn in_flight() -> State {
    answer(409, r#"{"error":{"code":"IDEMPOTENCY_IN_FLIGHT"}}"#)
}

fn judged(
    key: Option<IdempotencyKey>,
    retry_after: Option<u32>,
    after: f64,
) -> (State, Option<u32>) {
    let submission = filled().submit(NOW, key).unwrap();
    let answer = Response {
        status: 409,
        retry_after,
        body: br#"{"error":{"code":"IDEMPOTENCY_IN_FLIGHT"}}"#.into(),
        ..Response::default()
    };
    submission.judge(&Received::Response(answer), NOW + after)
}

#[test]
fn request_in_flight_is_waited_for_as_the_api_says_and_half_a_minute_in_all() {
    for (retry_after, after, wait) in [
        (None, 0.0, Some(1)),
        (Some(7), 0.0, Some(7)),
        (Some(30), 0.0, Some(30)),
        (Some(31), 0.0, None),
        (None, 29_000.0, Some(1)),
        (None, 29_001.0, None),
        (None, 60_000.0, None),
    ] {
        let (state, waits) = judged(new_key(1), retry_after, after);
        assert_eq!(waits, wait, "{retry_after:?} {after}");
        assert!(matches!(state, State::Unknown(_)), "nobody knows by then");
    }
}

#[test]
fn conflict_without_a_key_is_a_refusal_as_any_other() {
    assert_eq!(judged(None, Some(1), 0.0).1, None);
    assert!(matches!(judged(None, Some(1), 0.0).0, State::NotCreated(_)));
    let mut form = filled();
    let first = sent_by(&mut form, None);
    form.end(first.id, in_flight());
    sent_by(&mut form, None);
}

#[test]
fn nothing_but_a_request_in_flight_is_repeated() {
    let submission = filled().submit(NOW, new_key(1)).unwrap();
    for status in (0..=999).filter(|status| *status != 409) {
        let answer = Response {
            status,
            retry_after: Some(1),
            body: br#"{"error":{"code":"IDEMPOTENCY_IN_FLIGHT"}}"#.into(),
            ..Response::default()
        };
        assert_eq!(submission.judge(&Received::Response(answer), NOW).1, None);
    }
    for received in [Received::NoResponse, Received::Redirect] {
        assert_eq!(submission.judge(&received, NOW).1, None);
    }
}
