//! A create needs a confirmation when an earlier one may have created a subscription, or when the API speaks another
//! version than this build knows.

use webhook_console::model::wording::question;
use webhook_console::model::{AttemptState, ConfirmReason, CreateForm, NotSent, Notice};

use crate::forms::{
    NOW, completed, confirm_and_send, created, filled, in_flight, mark_sent, no_response, response,
    secret, submit_and_send,
};

#[track_caller]
fn needs_one_confirmation(form: &mut CreateForm, reason: ConfirmReason) {
    assert_eq!(form.progress.confirmation(), None);
    assert_eq!(form.submit(NOW, None), None);
    assert_eq!(form.progress.confirmation(), Some(reason));
    assert!(!form.is_sending());
    let again = form.create_again(NOW, None).expect("something to send");
    assert_eq!(form.progress.confirmation(), None);
    assert!(mark_sent(form, &again));
    form.complete(again.id, response(422, ""));
    submit_and_send(form);
    assert_eq!(form.progress.confirmation(), None);
}

fn other_version() -> AttemptState {
    let body = r#"{"ok":true,"data":{"subscription":{"subscriptionId":"whk_1"},"signingSecret":"whsec_012345678901234567890"},"contractVersion":"v2.0"}"#;
    response(201, body)
}

#[test]
fn create_after_an_unknown_outcome_needs_one_confirmation() {
    for state in [
        no_response(),
        response(302, ""),
        response(500, ""),
        response(200, "<p>"),
        response(0, ""),
    ] {
        needs_one_confirmation(&mut completed(state), ConfirmReason::MayExist);
    }
}

#[test]
fn create_after_a_certain_outcome_needs_no_confirmation() {
    for state in [
        response(401, ""),
        response(422, ""),
        response(429, ""),
        response(200, "{\"ok\":false}"),
        created(&secret(1)),
        AttemptState::NotSent(NotSent::Unreachable),
    ] {
        submit_and_send(&mut completed(state));
    }
    submit_and_send(&mut filled());
}

#[test]
fn create_after_a_response_of_another_version_needs_one_confirmation() {
    let mut form = completed(other_version());
    form.progress.acknowledge();
    form.create_another();
    let (filled, connection) = (filled(), form.connection.clone());
    (form.url, form.label, form.picker) = (filled.url, filled.label, filled.picker);
    assert_eq!(form.connection, connection);
    needs_one_confirmation(&mut form, ConfirmReason::OtherVersion);
}

#[test]
fn create_beside_an_unawaited_attempt_needs_confirmation() {
    let (mut form, first) = in_flight();
    form.progress.stop_waiting();
    assert!(matches!(form.notice(), Some(Notice::Unawaited(_))));
    let second = confirm_and_send(&mut form);
    form.complete(second.id, response(422, ""));
    assert_eq!(form.submit(NOW, None), None, "the first may still arrive");
    assert_eq!(form.progress.confirmation(), Some(ConfirmReason::MayExist));
    form.complete(first.id, response(422, ""));
    submit_and_send(&mut form);
}

#[test]
fn declined_confirmation_is_required_again_at_the_next_submit() {
    let mut form = completed(no_response());
    assert_eq!(form.submit(NOW, None), None);
    form.progress.decline();
    assert_eq!(form.progress.confirmation(), None);
    assert_eq!(
        form.create_again(NOW, None),
        None,
        "there is nothing to confirm"
    );
    assert_eq!(form.submit(NOW, None), None);
    assert_eq!(form.progress.confirmation(), Some(ConfirmReason::MayExist));
}

#[test]
fn confirmation_is_required_once_the_fields_are_valid() {
    let mut form = completed(no_response());
    form.label.set(String::new());
    assert_eq!(form.submit(NOW, None), None);
    assert_eq!(form.progress.confirmation(), None);
    assert_eq!(form.notice(), Some(Notice::Problems));
    form.label.set("x".into());
    needs_one_confirmation(&mut form, ConfirmReason::MayExist);
}

#[test]
fn confirmation_does_not_submit_invalid_fields() {
    let mut form = completed(no_response());
    assert_eq!(form.submit(NOW, None), None);
    form.label.set(String::new());
    assert_eq!(form.create_again(NOW, None), None);
    assert_eq!(form.notice(), Some(Notice::Problems));
}

#[test]
fn question_names_the_reason() {
    assert_eq!(
        question(ConfirmReason::MayExist).to_string(),
        "An attempt before this one may have created a subscription. Creating again may make a second one."
    );
    assert_eq!(
        question(ConfirmReason::OtherVersion).to_string(),
        "The API speaks another version of its contract than this page knows. Create another subscription with it?"
    );
}
