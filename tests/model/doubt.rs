//! When a create before may have made a subscription, or the API is not the one that this build knows, the next asks.

use webhook_console::model::{CreateForm, Doubt, NotSent, Notice, State, question};

use crate::forms::{
    NOW, answer, answered, created, filled, leave, lost, secret, sending, sent, sent_again,
};

#[track_caller]
fn asks_once(form: &mut CreateForm, doubt: Doubt) {
    assert_eq!(form.asked(), None);
    assert_eq!(form.submit(NOW, None), None);
    assert_eq!(form.asked(), Some(doubt));
    assert!(!form.is_sending());
    let again = form.create_again(NOW, None).expect("something to send");
    assert_eq!(form.asked(), None);
    assert!(leave(form, &again));
    form.end(again.id, answer(422, ""));
    sent(form);
    assert_eq!(form.asked(), None);
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
        asks_once(&mut answered(state), Doubt::MayExist);
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
        State::NotSent(NotSent::Unreachable),
    ] {
        sent(&mut answered(state));
    }
    sent(&mut filled());
}

#[test]
fn create_after_an_answer_of_another_version_asks_once() {
    let mut form = answered(other_version());
    form.acknowledge();
    form.create_another();
    let (typed, connection) = (filled(), form.connection.clone());
    (form.url, form.label, form.picker) = (typed.url, typed.label, typed.picker);
    assert_eq!(form.connection, connection);
    asks_once(&mut form, Doubt::OtherVersion);
}

#[test]
fn create_beside_one_that_was_given_up_asks() {
    let (mut form, first) = sending();
    form.stop_waiting();
    assert!(matches!(form.notice(), Some(Notice::GivenUp(_))));
    let second = sent_again(&mut form);
    form.end(second.id, answer(422, ""));
    assert_eq!(form.submit(NOW, None), None, "the first may still arrive");
    assert_eq!(form.asked(), Some(Doubt::MayExist));
    form.end(first.id, answer(422, ""));
    sent(&mut form);
}

#[test]
fn who_does_not_want_it_is_asked_again_next_time() {
    let mut form = answered(lost());
    assert_eq!(form.submit(NOW, None), None);
    form.cancel_again();
    assert_eq!(form.asked(), None);
    assert_eq!(form.create_again(NOW, None), None, "nobody was asked");
    assert_eq!(form.submit(NOW, None), None);
    assert_eq!(form.asked(), Some(Doubt::MayExist));
}

#[test]
fn question_waits_until_the_fields_are_good() {
    let mut form = answered(lost());
    form.set_label(String::new());
    assert_eq!(form.submit(NOW, None), None);
    assert_eq!(form.asked(), None);
    assert_eq!(form.notice(), Some(Notice::Problems));
    form.set_label("x".into());
    asks_once(&mut form, Doubt::MayExist);
}

#[test]
fn yes_is_not_taken_for_fields_that_are_bad() {
    let mut form = answered(lost());
    assert_eq!(form.submit(NOW, None), None);
    form.set_label(String::new());
    assert_eq!(form.create_again(NOW, None), None);
    assert_eq!(form.notice(), Some(Notice::Problems));
}

#[test]
fn question_says_what_the_doubt_is() {
    assert_eq!(
        question(Doubt::MayExist),
        "An attempt before this one may have created a subscription. Creating again may make a second one."
    );
    assert_eq!(
        question(Doubt::OtherVersion),
        "The API speaks another version of its contract than this page knows. Create another subscription with it?"
    );
}
