//! When a create before may have made a subscription, the next one asks once.

use webhook_console::model::{CreateForm, Notice, State};

use crate::forms::{NOW, answer, answered, created, filled, lost, secret, sending, sent};

#[track_caller]
fn asks_once(form: &mut CreateForm) {
    assert!(!form.asks_again());
    assert_eq!(form.submit(NOW), None);
    assert!(form.asks_again());
    assert!(!form.is_sending());
    sent(form);
    assert!(!form.asks_again());
}

#[track_caller]
fn does_not_ask(form: &mut CreateForm) {
    sent(form);
    assert!(!form.asks_again());
}

fn other_version() -> State {
    let body = r#"{"ok":true,"data":{"subscription":{"subscriptionId":"whk_1"},"signingSecret":"whsec_012345678901234567890"},"contractVersion":"v2.0"}"#;
    answer(201, body)
}

#[test]
fn create_after_an_unknown_end_asks_once() {
    for state in [
        lost(),
        answer(302, ""),
        answer(500, ""),
        answer(200, "<p>"),
        answer(0, ""),
    ] {
        asks_once(&mut answered(state));
    }
}

#[test]
fn create_after_a_certain_end_does_not_ask() {
    for state in [
        answer(401, ""),
        answer(422, ""),
        answer(429, ""),
        answer(200, "{\"ok\":false}"),
        created(&secret(1)),
    ] {
        does_not_ask(&mut answered(state));
    }
    does_not_ask(&mut filled());
}

#[test]
fn create_after_an_answer_of_another_version_asks_once() {
    let mut form = answered(other_version());
    form.acknowledge();
    form.set_label("Second".into());
    form.create_another();
    asks_once(&mut form);
}

#[test]
fn create_after_a_wait_that_was_given_up_asks_once() {
    let (mut form, _) = sending();
    form.stop_waiting();
    assert!(matches!(form.notice(), Some(Notice::GivenUp(_))));
    asks_once(&mut form);
}

#[test]
fn who_does_not_want_it_is_asked_again_next_time() {
    let mut form = answered(lost());
    assert_eq!(form.submit(NOW), None);
    form.cancel_again();
    assert!(!form.asks_again());
    assert_eq!(form.submit(NOW), None);
    assert!(form.asks_again());
}

#[test]
fn question_waits_until_the_fields_are_good() {
    let mut form = answered(lost());
    form.set_label(String::new());
    assert_eq!(form.submit(NOW), None);
    assert!(!form.asks_again());
    assert_eq!(form.notice(), Some(Notice::Problems));
    form.set_label("x".into());
    asks_once(&mut form);
}
