//! An attempt that is retried with its idempotency key: F24, F32 to F34.

use contract::{ApiKey, IdempotencyKey};
use webhook_console::model::wording::lost_secret;
use webhook_console::model::{
    AttemptState, ConfirmReason, CreateForm, InitialValues, NotSent, Notice,
};

use crate::forms::{
    BASE, LABEL, NOW, URL, created, field_values, filled, late_outcomes, mark_sent, new_key,
    no_response, response, secret, submit_and_send_with, text,
};

/// A filled form whose first attempt, with the key 1, has completed with this state.
fn completed_with_key(state: AttemptState) -> CreateForm {
    let mut form = filled();
    let first = submit_and_send_with(&mut form, new_key(1));
    assert_eq!(first.idempotency_key, new_key(1));
    form.complete(first.id, state);
    form
}

/// Submits with a new key, is asked for a confirmation and confirms. Returns the key of the attempt.
#[track_caller]
fn key_after_confirmation(form: &mut CreateForm) -> Option<IdempotencyKey> {
    assert_eq!(form.submit(NOW, new_key(2)), None);
    assert_eq!(form.progress.confirmation(), Some(ConfirmReason::MayExist));
    form.create_again(NOW, new_key(3)).unwrap().idempotency_key
}

fn reused() -> AttemptState {
    response(422, r#"{"error":{"code":"IDEMPOTENCY_KEY_REUSED"}}"#)
}

#[test]
fn same_values_are_retried_with_their_key_without_confirmation() {
    for state in [
        no_response(),
        response(302, ""),
        response(500, ""),
        response(200, "<p>"),
        response(429, ""),
        AttemptState::NotSent(NotSent::Offline),
        AttemptState::NotSent(NotSent::NoKey),
    ] {
        let mut form = completed_with_key(state.clone());
        for number in 2..5 {
            let again = submit_and_send_with(&mut form, new_key(number));
            assert_eq!(again.idempotency_key, new_key(1), "{state:?}");
            form.complete(again.id, state.clone());
        }
    }
}

#[test]
fn attempt_after_a_refused_one_has_a_new_key() {
    for status in [400, 401, 403, 404, 409, 410, 413, 422] {
        let mut form = completed_with_key(response(status, ""));
        let next = submit_and_send_with(&mut form, new_key(2));
        assert_eq!(next.idempotency_key, new_key(2), "{status}");
    }
}

#[test]
fn changed_values_are_a_new_attempt_after_one_confirmation() {
    let changes: [fn(&mut CreateForm); 5] = [
        |form| _ = form.url.set("https://b.example".into()),
        |form| form.label.set("other".into()),
        |form| form.picker.tick(7, true),
        |form| form.connection.set_base("https://b.example".into()),
        |form| form.connection.set_key("sk_sandbox_other".into()),
    ];
    for change in changes {
        let mut form = completed_with_key(no_response());
        change(&mut form);
        assert_eq!(key_after_confirmation(&mut form), new_key(3));
    }
}

fn numbered_api_key(number: usize) -> ApiKey {
    ApiKey::parse(&format!("sk_sandbox_{number:0>10}")).unwrap()
}

/// Found in review: the key of the page is known only after the attempt has started, and an API may scope
/// idempotency keys to an API key. Two subscriptions were created without a confirmation.
#[test]
fn other_api_key_of_the_page_is_a_new_attempt_after_one_confirmation() {
    let mut form = filled();
    let first = form.submit(NOW, new_key(1)).unwrap();
    assert!(form.progress.mark_sent(first.id, &numbered_api_key(1)));
    form.complete(first.id, no_response());
    let again = form.submit(NOW, new_key(2)).unwrap();
    assert_eq!(again.idempotency_key, new_key(1));
    assert!(!form.progress.mark_sent(again.id, &numbered_api_key(2)));
    assert!(!form.is_sending());
    assert_eq!(form.progress.confirmation(), Some(ConfirmReason::MayExist));
    assert!(!form.complete(again.id, no_response()), "it was withdrawn");
    let confirmed = form.create_again(NOW, new_key(3)).unwrap();
    assert_eq!(confirmed.idempotency_key, new_key(3));
    assert!(form.progress.mark_sent(confirmed.id, &numbered_api_key(2)));
    form.complete(confirmed.id, created(&secret(1)));
    assert!(form.attempts().has_unstored_secret());
}

#[test]
fn other_api_key_after_a_refusal_does_not_retry_an_uncertain_attempt() {
    let mut form = filled();
    let first = form.submit(NOW, new_key(1)).unwrap();
    // A 401 has created nothing.
    assert!(form.progress.mark_sent(first.id, &numbered_api_key(1)));
    assert!(form.progress.mark_sent(first.id, &numbered_api_key(2)));
    form.complete(first.id, no_response());
    let again = form.submit(NOW, new_key(2)).unwrap();
    assert!(form.progress.mark_sent(again.id, &numbered_api_key(2)));
    assert!(!form.progress.mark_sent(again.id, &numbered_api_key(1)));
    assert_eq!(form.progress.confirmation(), Some(ConfirmReason::MayExist));
}

/// Found by `machine.rs`: two attempts that were sent with one key were shown as two subscriptions with one secret.
#[test]
fn other_api_key_does_not_separate_earlier_attempts() {
    let mut form = filled();
    let first = form.submit(NOW, new_key(1)).unwrap();
    assert!(form.progress.mark_sent(first.id, &numbered_api_key(1)));
    form.progress.stop_waiting();
    let second = form.submit(NOW, new_key(2)).unwrap();
    assert!(form.progress.mark_sent(second.id, &numbered_api_key(1)));
    form.progress.stop_waiting();
    let third = form.submit(NOW, new_key(3)).unwrap();
    assert!(!form.progress.mark_sent(third.id, &numbered_api_key(2)));
    assert!(form.complete(first.id, created(&secret(1))));
    assert!(!form.complete(second.id, created(&secret(1))));
}

#[test]
fn rate_limited_attempt_is_retried_with_any_api_key() {
    let mut form = filled();
    let first = form.submit(NOW, new_key(1)).unwrap();
    assert!(form.progress.mark_sent(first.id, &numbered_api_key(1)));
    form.complete(first.id, response(429, ""));
    let again = form.submit(NOW, new_key(2)).unwrap();
    assert_eq!(again.idempotency_key, new_key(1));
    assert!(form.progress.mark_sent(again.id, &numbered_api_key(2)));
}

#[test]
fn restored_values_retry_the_earlier_attempt() {
    let mut form = completed_with_key(no_response());
    form.label.set("other".into());
    assert_eq!(form.submit(NOW, new_key(2)), None);
    form.label.set(LABEL.into());
    let again = form.create_again(NOW, new_key(3)).unwrap();
    assert_eq!(again.idempotency_key, new_key(1));
}

#[test]
fn changed_initial_value_is_a_new_attempt() {
    let values = |label: &str| InitialValues {
        url: URL.into(),
        label: label.into(),
        events: "*".into(),
        ..InitialValues::default()
    };
    let mut form = CreateForm::embedded(BASE);
    form.set_initial(&values("one"));
    let first = submit_and_send_with(&mut form, new_key(1));
    form.complete(first.id, no_response());
    form.set_initial(&values("two"));
    assert_eq!(key_after_confirmation(&mut form), new_key(3));
}

#[test]
fn retry_without_a_key_needs_confirmation() {
    let mut form = completed_with_key(no_response());
    assert_eq!(form.submit(NOW, None), None);
    let again = form.create_again(NOW, None).unwrap();
    assert_eq!(again.idempotency_key, None);
}

#[test]
fn attempt_without_a_key_never_gets_one() {
    let mut form = filled();
    let first = submit_and_send_with(&mut form, None);
    form.complete(first.id, no_response());
    assert_eq!(key_after_confirmation(&mut form), new_key(3));
}

#[test]
fn response_to_the_retry_resolves_the_uncertainty() {
    for state in [no_response(), AttemptState::NotSent(NotSent::Offline)] {
        let mut form = completed_with_key(no_response());
        let again = submit_and_send_with(&mut form, new_key(2));
        assert_eq!(late_outcomes(&form), [""; 0], "the retry may resolve it");
        form.complete(again.id, state);
        let again = submit_and_send_with(&mut form, new_key(3));
        form.complete(again.id, created(&secret(1)));
        form.progress.acknowledge();
        form.create_another();
        assert_eq!((form.notice(), late_outcomes(&form)), (None, vec![]));
        let filled = filled();
        (form.url, form.label, form.picker) = (filled.url, filled.label, filled.picker);
        assert_eq!(
            submit_and_send_with(&mut form, new_key(4)).idempotency_key,
            new_key(4)
        );
    }
}

#[test]
fn refused_retry_resolves_nothing() {
    for state in [
        response(401, ""),
        response(422, ""),
        AttemptState::NotSent(NotSent::Offline),
    ] {
        let mut form = completed_with_key(no_response());
        let again = submit_and_send_with(&mut form, new_key(2));
        form.complete(again.id, state);
        let text = "The earlier attempt “ Production rights feed ” got no answer that says what became of it: it may have \
                     been created.";
        assert_eq!(late_outcomes(&form), [text]);
        form.label.set("other".into());
        assert_eq!(key_after_confirmation(&mut form), new_key(3));
    }
}

#[test]
fn uncertain_attempts_with_one_key_are_reported_once() {
    let mut form = completed_with_key(no_response());
    for number in 2..5 {
        let again = submit_and_send_with(&mut form, new_key(number));
        form.complete(again.id, no_response());
    }
    assert!(matches!(form.notice(), Some(Notice::Unknown(..))));
    assert_eq!(late_outcomes(&form), [""; 0]);
}

#[test]
fn uncertainty_about_another_attempt_outlives_a_retry() {
    let mut form = filled();
    submit_and_send_with(&mut form, new_key(1));
    form.progress.stop_waiting();
    form.label.set("other".into());
    assert_eq!(form.submit(NOW, new_key(2)), None);
    let other = form.create_again(NOW, new_key(2)).unwrap();
    assert!(mark_sent(&mut form, &other));
    form.complete(other.id, no_response());
    form.label.set(LABEL.into());
    let again = submit_and_send_with(&mut form, new_key(3));
    assert_eq!(again.idempotency_key, new_key(1));
    form.complete(again.id, created(&secret(1)));
    form.progress.acknowledge();
    form.create_another();
    assert!(
        matches!(form.notice(), Some(Notice::Unknown(..))),
        "about the other attempt"
    );
}

/// Found by `machine.rs`: the person had confirmed another attempt after the first, and stopped it before it was sent. It
/// still has its key, but the API never got it: sent now it may create a second subscription.
#[test]
fn attempt_that_was_never_sent_needs_confirmation_after_an_uncertain_one() {
    let mut form = filled();
    submit_and_send_with(&mut form, new_key(1));
    form.progress.stop_waiting();
    form.label.set("other".into());
    assert_eq!(form.submit(NOW, new_key(2)), None);
    form.create_again(NOW, new_key(2)).unwrap();
    form.progress.stop_waiting();
    assert_eq!(form.submit(NOW, new_key(3)), None);
    assert_eq!(form.progress.confirmation(), Some(ConfirmReason::MayExist));
    let again = form.create_again(NOW, new_key(4)).unwrap();
    assert_eq!(again.idempotency_key, new_key(2));
}

#[test]
fn reused_key_is_replaced_after_one_confirmation() {
    for earlier in [None, Some(no_response())] {
        let mut form = filled();
        if let Some(state) = earlier {
            form = completed_with_key(state);
        }
        let before = field_values(&form);
        let again = submit_and_send_with(&mut form, new_key(1));
        form.complete(again.id, reused());
        assert!(matches!(form.notice(), Some(Notice::NotCreated(_))));
        assert_eq!(
            (field_values(&form), late_outcomes(&form)),
            (before, vec![])
        );
        assert_eq!(key_after_confirmation(&mut form), new_key(3));
    }
}

#[test]
fn unknown_outcome_says_whether_a_retry_is_safe() {
    for (key, is_safe) in [(None, false), (new_key(1), true)] {
        let mut form = filled();
        let first = submit_and_send_with(&mut form, key);
        form.progress.stop_waiting();
        let Some(Notice::Unawaited(sent)) = form.notice() else {
            panic!("{:?}", form.notice());
        };
        assert_eq!(sent.is_safe_to_repeat(), is_safe);
        form.complete(first.id, no_response());
        let Some(Notice::Unknown(_, sent)) = form.notice() else {
            panic!("{:?}", form.notice());
        };
        assert_eq!(sent.is_safe_to_repeat(), is_safe);
    }
}

#[test]
fn replayed_response_without_its_secret_is_created_and_says_so() {
    let mut form = completed_with_key(no_response());
    let again = submit_and_send_with(&mut form, new_key(2));
    let body = r#"{"ok":true,"data":{"subscription":{"subscriptionId":"whk_1"}},"contractVersion":"v1.0"}"#;
    form.complete(again.id, response(201, body));
    let reason = form.secret_status().unwrap().unwrap_err();
    let message = text(lost_secret(reason));
    assert_eq!(message.as_deref(), Some("No secret came with the answer."));
}

#[test]
fn no_state_prints_the_idempotency_key() {
    let form = completed_with_key(no_response());
    let submission = filled().submit(NOW, new_key(1));
    for printed in [format!("{form:?}"), format!("{submission:?}")] {
        assert!(!printed.contains("key-1"), "{printed}");
    }
}
