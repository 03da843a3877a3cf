//! Which responses cause a retry, F24, and what a response is compared with.

use contract::IdempotencyKey;
use contract::response::{Anomaly, Received, Response, Unknown};
use contract::wire::Difference;
use serde_json::json;
use webhook_console::model::AttemptState;

use crate::forms::{LABEL, NOW, URL, filled, new_key, response, secret, submit_and_send_with};

fn conflict_in_flight() -> AttemptState {
    response(409, r#"{"error":{"code":"IDEMPOTENCY_IN_FLIGHT"}}"#)
}

fn interpreted(
    key: Option<IdempotencyKey>,
    retry_after: Option<u32>,
    after: f64,
) -> (AttemptState, Option<u32>) {
    let submission = filled().submit(NOW, key).unwrap();
    let response = Response {
        status: 409,
        retry_after,
        body: br#"{"error":{"code":"IDEMPOTENCY_IN_FLIGHT"}}"#.into(),
        ..Response::default()
    };
    submission.interpret(&Received::Response(response), NOW + after)
}

/// Code of the page sends the requests, and may have sent another one.
#[test]
fn success_without_a_secret_counts_as_ours_if_it_says_created_or_repeats_what_was_sent() {
    let submission = filled().submit(NOW, None).unwrap();
    let outcome = |status: u16, data: serde_json::Value| {
        let response = Response {
            status,
            body: json!({ "ok": true, "data": data }).to_string().into(),
            ..Response::default()
        };
        let received = Received::Response(response);
        submission.doubt(&received, submission.interpret(&received, NOW).0)
    };
    let other = AttemptState::Unknown(Unknown::OtherRequest);
    assert_eq!(outcome(200, json!({ "webhooks": [] })), other);
    let of_another = json!({ "subscription": { "url": "https://b.example/" } });
    assert_eq!(outcome(200, of_another), other);
    for (status, data) in [
        (201, json!({})),
        (200, json!({ "subscription": { "url": URL } })),
        (200, json!({ "signingSecret": secret(1) })),
    ] {
        let created = outcome(status, data);
        assert!(matches!(created, AttemptState::Created(_)), "{created:?}");
    }
}

#[test]
fn what_the_api_stored_is_compared_with_what_was_sent() {
    let anomalies = |label: &str| {
        let body = json!({
            "ok": true,
            "data": {
                "subscription": { "subscriptionId": "whk_1", "label": label, "url": URL },
                "signingSecret": secret(1),
            },
            "contractVersion": "v1.0",
        });
        let response = Response {
            status: 201,
            body: body.to_string().into(),
            ..Response::default()
        };
        let submission = filled().submit(NOW, None).unwrap();
        match submission.interpret(&Received::Response(response), NOW) {
            (AttemptState::Created(created), None) => created.anomalies,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(anomalies(LABEL), []);
    let difference = Difference::Label {
        sent: LABEL.into(),
        stored: "other".into(),
    };
    assert_eq!(anomalies("other"), [Anomaly::Differs(difference)]);
}

#[test]
fn conflict_with_a_request_in_flight_is_retried_after_its_delay_for_30_seconds() {
    for (retry_after, after, wait) in [
        (None, 0.0, Some(1)),
        (Some(7), 0.0, Some(7)),
        (Some(30), 0.0, Some(30)),
        (Some(31), 0.0, None),
        (None, 29_000.0, Some(1)),
        (None, 29_001.0, None),
        (None, 60_000.0, None),
    ] {
        let (state, delay) = interpreted(new_key(1), retry_after, after);
        assert_eq!(delay, wait, "{retry_after:?} {after}");
        assert!(
            matches!(state, AttemptState::Unknown(_)),
            "the outcome is not known by then"
        );
    }
}

#[test]
fn conflict_without_an_idempotency_key_is_a_refusal() {
    assert_eq!(interpreted(None, Some(1), 0.0).1, None);
    assert!(matches!(
        interpreted(None, Some(1), 0.0).0,
        AttemptState::NotCreated(_)
    ));
    let mut form = filled();
    let first = submit_and_send_with(&mut form, None);
    form.complete(first.id, conflict_in_flight());
    submit_and_send_with(&mut form, None);
}

#[test]
fn only_a_conflict_with_a_request_in_flight_is_retried() {
    let submission = filled().submit(NOW, new_key(1)).unwrap();
    for status in (0..=999).filter(|status| *status != 409) {
        let response = Response {
            status,
            retry_after: Some(1),
            body: br#"{"error":{"code":"IDEMPOTENCY_IN_FLIGHT"}}"#.into(),
            ..Response::default()
        };
        assert_eq!(
            submission.interpret(&Received::Response(response), NOW).1,
            None
        );
    }
    for received in [Received::NoResponse, Received::Redirect] {
        assert_eq!(submission.interpret(&received, NOW).1, None);
    }
}
