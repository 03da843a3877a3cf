//! Two requests with one idempotency key, both with a response: the person had stopped waiting and submitted again.

use contract::SigningSecret;
use webhook_console::model::{CreateForm, Screen, Submission};

use crate::forms::{
    NOW, created, filled, late_outcomes, mark_sent, new_key, no_response, response, secret,
    submit_and_send_with,
};

/// A filled form whose first attempt, with the key 1, is unawaited, and whose second is in flight with the same key.
fn two_in_flight() -> (CreateForm, Submission, Submission) {
    let mut form = filled();
    let first = submit_and_send_with(&mut form, new_key(1));
    form.progress.stop_waiting();
    let second = submit_and_send_with(&mut form, new_key(2));
    assert_eq!(second.idempotency_key, new_key(1));
    (form, first, second)
}

/// The person had stopped waiting and submitted again: the API gave both requests the same response, and each of them
/// showed a subscription.
#[test]
fn second_response_with_the_same_secret_is_no_second_subscription() {
    for swapped in [false, true] {
        for next in [
            |_: &mut CreateForm| {},
            |form: &mut CreateForm| form.progress.acknowledge(),
            CreateForm::create_another,
        ] {
            let (mut form, first, second) = two_in_flight();
            let (earlier, later) = if swapped {
                (second, first)
            } else {
                (first, second)
            };
            assert!(form.complete(earlier.id, created(&secret(1))));
            assert_eq!(form.screen(), Screen::Result(earlier.id));
            assert!(!form.is_sending() && !form.attempts().is_pending());
            next(&mut form);
            let before = (form.screen(), form.notice(), form.progress.announcements());
            assert!(
                !form.complete(later.id, created(&secret(1))),
                "it is nothing new"
            );
            assert_eq!(
                (form.screen(), form.notice(), form.progress.announcements()),
                before
            );
            assert_eq!(form.attempts().queued_results(), 0);
        }
    }
}

#[test]
fn second_response_with_another_secret_is_shown_too() {
    let (mut form, first, second) = two_in_flight();
    form.complete(second.id, created(&secret(2)));
    form.create_another();
    assert!(form.complete(first.id, created(&secret(1))));
    let shown = form.secret().map(SigningSecret::expose);
    assert_eq!(shown, Some(secret(1).as_str()));
}

#[test]
fn secret_missing_in_the_first_response_comes_with_the_second() {
    for first_response in [
        response(201, ""),
        response(201, "{\"data\":{\"signingSecret\":\"whsec_ha"),
    ] {
        let (mut form, first, second) = two_in_flight();
        form.complete(second.id, first_response);
        assert!(form.attempts().is_pending(), "a secret may still come");
        assert!(form.complete(first.id, created(&secret(1))));
        assert!(!form.attempts().is_pending());
        form.create_another();
        assert!(form.attempts().has_unstored_secret());
    }
}

#[test]
fn second_response_without_a_secret_is_ignored() {
    for state in [no_response(), response(422, ""), response(201, "")] {
        let (mut form, first, second) = two_in_flight();
        form.complete(second.id, created(&secret(1)));
        assert!(!form.complete(first.id, state));
        form.create_another();
        assert_eq!((form.notice(), late_outcomes(&form)), (None, vec![]));
    }
}

/// Found by `machine.rs`: the first request was rate limited, and the second got no response. The form retried the first,
/// which was not uncertain, and asked for a confirmation because of the second, which has the same key.
#[test]
fn uncertain_attempt_is_retried_before_a_rate_limited_one() {
    let (mut form, first, second) = two_in_flight();
    form.complete(second.id, no_response());
    form.complete(first.id, response(429, ""));
    let third = submit_and_send_with(&mut form, new_key(3));
    assert_eq!(third.idempotency_key, new_key(1));
    form.complete(third.id, response(401, ""));
    assert_eq!(
        form.submit(NOW, new_key(4)).unwrap().idempotency_key,
        new_key(1)
    );
}

#[test]
fn retry_is_not_sent_once_the_first_has_a_response() {
    let mut form = filled();
    let first = submit_and_send_with(&mut form, new_key(1));
    form.progress.stop_waiting();
    let second = form.submit(NOW, new_key(2)).unwrap();
    form.complete(first.id, created(&secret(1)));
    assert!(!mark_sent(&mut form, &second));
    assert!(!form.attempts().is_pending());
}

#[test]
fn retry_is_sent_again_only_while_the_first_has_no_response() {
    let (mut form, first, second) = two_in_flight();
    assert!(form.progress.may_retry(second.id));
    form.complete(first.id, created(&secret(1)));
    assert!(!form.progress.may_retry(second.id));
}

#[test]
fn no_state_prints_the_fingerprint_of_a_secret() {
    let (mut form, _, second) = two_in_flight();
    form.complete(second.id, created(&secret(1)));
    form.progress.acknowledge();
    let printed = format!("{form:?}");
    let (_, fingerprint) = printed
        .rsplit_once("Unawaited }, ")
        .expect("the first attempt");
    assert!(
        fingerprint.starts_with("Some([REDACTED]))"),
        "{fingerprint}"
    );
}
