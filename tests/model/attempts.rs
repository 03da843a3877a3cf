//! F4, F5 and F44: attempts are a list, and no secret replaces another.

use contract::SigningSecret;
use webhook_console::model::{
    CreateForm, EventPicker, Fate, NotSent, Notice, Screen, State, Submission, late,
};

use crate::forms::{
    NOW, answer, answered, created, filled, leave, lost, secret, sending, sent, sent_again, typed,
};

/// Stops to wait and submits again, meaning it.
fn again(form: &mut CreateForm) -> Submission {
    form.stop_waiting();
    sent_again(form)
}

fn shown(form: &CreateForm) -> Option<&str> {
    form.secret().map(SigningSecret::expose)
}

#[test]
fn giving_up_frees_the_form_and_ends_nothing() {
    let (mut form, _) = sending();
    let news = form.news();
    form.stop_waiting();
    assert!(!form.is_sending());
    assert!(form.attempts().in_flight());
    assert_ne!(form.news(), news);
    assert!(matches!(form.notice(), Some(Notice::GivenUp(_))));
}

#[test]
fn late_answer_still_shows_its_secret() {
    let (mut form, submission) = sending();
    form.stop_waiting();
    form.end(submission.id, created(&secret(1)));
    assert_eq!(form.screen(), Screen::Result(submission.id));
    assert_eq!(shown(&form), Some(secret(1).as_str()));
    assert!(!form.attempts().in_flight());
}

#[test]
fn secrets_of_several_attempts_are_shown_one_after_the_other() {
    let (mut form, first) = sending();
    let second = again(&mut form);
    let third = again(&mut form);
    assert_ne!((first.id, second.id), (second.id, third.id));
    form.end(third.id, created(&secret(3)));
    assert_eq!(form.attempts().waiting(), 0);
    form.end(first.id, created(&secret(1)));
    form.end(second.id, created(&secret(2)));
    assert_eq!(form.attempts().waiting(), 2);
    for (at, number) in [3, 1, 2].into_iter().enumerate() {
        assert_eq!(shown(&form), Some(secret(number).as_str()));
        assert!(form.attempts().holds_secret());
        form.acknowledge();
        assert_eq!((shown(&form), form.fate()), (None, Some(Fate::Stored)));
        assert_eq!(form.attempts().waiting(), 2 - at);
        form.create_another();
    }
    assert_eq!(form.screen(), Screen::Form);
    assert!(!form.attempts().holds_secret());
}

#[test]
fn secret_that_is_shown_stays_when_another_arrives() {
    let (mut form, first) = sending();
    let second = again(&mut form);
    form.end(first.id, created(&secret(1)));
    let screen = form.screen();
    form.end(second.id, created(&secret(2)));
    assert_eq!(form.screen(), screen);
    assert_eq!(shown(&form), Some(secret(1).as_str()));
    form.acknowledge();
    form.end(second.id, created(&secret(2)));
    assert_eq!(form.fate(), Some(Fate::Stored));
}

#[test]
fn secret_of_an_earlier_attempt_survives_a_new_one() {
    let (mut form, first) = sending();
    let second = again(&mut form);
    form.end(second.id, answer(422, ""));
    form.end(first.id, created(&secret(1)));
    let third = sent(&mut form);
    form.end(third.id, lost());
    assert_eq!(shown(&form), Some(secret(1).as_str()));
    assert_eq!(form.screen(), Screen::Result(first.id));
}

#[test]
fn acknowledging_drops_the_secret_and_keeps_the_page() {
    let mut form = answered(created(&secret(1)));
    let screen = form.screen();
    form.acknowledge();
    assert!(form.secret().is_none());
    assert!(!form.attempts().holds_secret());
    assert_eq!(form.screen(), screen);
    form.acknowledge();
    assert_eq!(form.fate(), Some(Fate::Stored));
}

#[test]
fn acknowledging_what_has_no_secret_changes_nothing() {
    for (state, fate) in [
        (answer(204, ""), Some(Fate::Absent)),
        (answer(201, "{"), Some(Fate::CutOff)),
        (lost(), None),
    ] {
        let mut form = answered(state);
        let before = form.clone();
        form.acknowledge();
        assert_eq!(form.fate(), fate);
        assert_eq!(form, before);
    }
}

#[test]
fn going_on_empties_the_form_when_nothing_was_typed_since() {
    let mut form = answered(created(&secret(1)));
    let connection = form.connection.clone();
    form.acknowledge();
    form.create_another();
    assert_eq!(form.screen(), Screen::Form);
    assert_eq!((form.url.text(), form.label.text()), ("", ""));
    assert_eq!(form.picker, EventPicker::default());
    assert_eq!(form.connection, connection);
    assert_eq!((form.problems(), form.notice()), (vec![], None));
    assert!(!form.scheme_was_added());
}

#[test]
fn going_on_keeps_what_was_typed_since() {
    type Change = fn(&mut CreateForm);
    let changes: [Change; 3] = [
        |form| form.set_url("https://b.example".into()),
        |form| form.set_label("Second".into()),
        |form| form.pick(|picker| picker.tick(7, true)),
    ];
    for change in changes {
        let (mut form, submission) = sending();
        form.stop_waiting();
        change(&mut form);
        let before = typed(&form);
        form.end(submission.id, created(&secret(1)));
        form.acknowledge();
        form.create_another();
        assert_eq!(typed(&form), before);
    }
}

#[test]
fn going_on_without_storing_drops_that_secret_alone() {
    let (mut form, first) = sending();
    let second = again(&mut form);
    form.end(first.id, created(&secret(1)));
    form.end(second.id, created(&secret(2)));
    form.create_another();
    assert_eq!(shown(&form), Some(secret(2).as_str()));
}

#[test]
fn going_on_from_nothing_changes_nothing() {
    let mut form = answered(lost());
    let before = form.clone();
    form.create_another();
    form.acknowledge();
    assert_eq!(form, before);
}

#[test]
fn ends_that_were_seen_are_not_kept_for_ever() {
    let (mut form, first) = sending();
    form.end(first.id, answer(422, ""));
    let second = sent(&mut form);
    let latest = form.attempts().latest().expect("the second");
    assert_eq!((latest.id, &latest.state), (second.id, &State::Sending));
    assert_eq!(form.attempts().late().count(), 0);
    let before = form.clone();
    form.end(first.id, created(&secret(9)));
    assert_eq!(form, before, "an attempt ends once");
}

#[test]
fn stopping_before_anything_was_sent_sends_nothing() {
    let mut form = filled();
    let submission = form.submit(NOW, None).expect("something to send");
    assert!(form.is_sending() && form.attempts().in_flight());
    form.stop_waiting();
    assert!(!leave(&mut form, &submission));
    assert!(!form.is_sending() && !form.attempts().in_flight());
    let told = form.notice();
    assert!(
        matches!(&told, Some(Notice::NotSent(NotSent::Stopped, _))),
        "{told:?}"
    );
    sent(&mut form);
}

#[test]
fn create_leaves_again_only_while_it_is_waited_for() {
    let mut form = filled();
    let submission = form.submit(NOW, None).expect("something to send");
    assert!(leave(&mut form, &submission));
    assert!(
        leave(&mut form, &submission),
        "after a 401, with another key"
    );
    form.stop_waiting();
    assert!(!leave(&mut form, &submission));
}

#[test]
fn late_end_without_a_secret_is_told_and_interrupts_nobody() {
    for (state, words) in [
        (
            answer(422, ""),
            "The earlier attempt “ Production rights feed ” came to nothing: it was not created.",
        ),
        (
            lost(),
            "The earlier attempt “ Production rights feed ” got no answer that says what became of it: it may have been \
             created.",
        ),
    ] {
        let (mut form, first) = sending();
        again(&mut form);
        let news = form.news();
        form.end(first.id, state);
        assert!(form.is_sending());
        assert_eq!((form.news(), form.problems()), (news, vec![]));
        let told: Vec<_> = form.attempts().late().filter_map(late).collect();
        assert_eq!(told, [words]);
    }
}

#[test]
fn end_of_the_wait_that_was_given_up_replaces_its_notice() {
    let (mut form, first) = sending();
    form.stop_waiting();
    form.end(first.id, lost());
    assert!(matches!(form.notice(), Some(Notice::Unknown(..))));
}

#[test]
fn late_end_is_told_after_a_submit_that_the_fields_stopped() {
    let (mut form, first) = sending();
    form.stop_waiting();
    form.set_label(String::new());
    assert_eq!(form.submit(NOW, None), None);
    form.end(first.id, lost());
    form.set_label("Mended".into());
    let told = form.attempts().late().filter_map(late).count();
    assert!(told == 1 || matches!(form.notice(), Some(Notice::Unknown(..))));
}
