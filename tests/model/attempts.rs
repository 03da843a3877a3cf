//! F4, F5 and F44: a form has a list of attempts, and no secret replaces another.

use contract::SigningSecret;
use webhook_console::model::{
    AttemptState, CreateForm, EventPicker, NoSecret, NotSent, Notice, Screen, Submission,
};

use crate::forms::{
    NOW, completed, confirm_and_send, created, field_values, filled, in_flight, late_outcomes,
    mark_sent, no_response, response, secret, submit_and_send,
};

/// Stops waiting, submits again and confirms.
fn stop_and_send_again(form: &mut CreateForm) -> Submission {
    form.progress.stop_waiting();
    confirm_and_send(form)
}

fn shown(form: &CreateForm) -> Option<&str> {
    form.secret().map(SigningSecret::expose)
}

#[test]
fn stopped_waiting_unlocks_the_form_and_cancels_no_request() {
    let (mut form, _) = in_flight();
    let announcements = form.progress.announcements();
    form.progress.stop_waiting();
    assert!(!form.is_sending());
    assert!(form.attempts().is_pending());
    assert_ne!(form.progress.announcements(), announcements);
    assert!(matches!(form.notice(), Some(Notice::Unawaited(_))));
}

#[test]
fn late_response_still_shows_its_secret() {
    let (mut form, submission) = in_flight();
    form.progress.stop_waiting();
    form.complete(submission.id, created(&secret(1)));
    assert_eq!(form.screen(), Screen::Result(submission.id));
    assert_eq!(shown(&form), Some(secret(1).as_str()));
    assert!(!form.attempts().is_pending());
}

#[test]
fn secrets_of_several_attempts_are_shown_one_after_the_other() {
    let (mut form, first) = in_flight();
    let second = stop_and_send_again(&mut form);
    let third = stop_and_send_again(&mut form);
    assert_ne!((first.id, second.id), (second.id, third.id));
    form.complete(third.id, created(&secret(3)));
    assert_eq!(form.attempts().queued_results(), 0);
    form.complete(first.id, created(&secret(1)));
    form.complete(second.id, created(&secret(2)));
    assert_eq!(form.attempts().queued_results(), 2);
    for (at, number) in [3, 1, 2].into_iter().enumerate() {
        assert_eq!(shown(&form), Some(secret(number).as_str()));
        assert!(form.attempts().has_unstored_secret());
        form.progress.acknowledge();
        assert_eq!(
            (shown(&form), form.secret_status()),
            (None, Some(Err(NoSecret::Stored)))
        );
        assert_eq!(form.attempts().queued_results(), 2 - at);
        form.create_another();
    }
    assert_eq!(form.screen(), Screen::Form);
    assert!(!form.attempts().has_unstored_secret());
}

#[test]
fn secret_that_is_shown_stays_when_another_arrives() {
    let (mut form, first) = in_flight();
    let second = stop_and_send_again(&mut form);
    form.complete(first.id, created(&secret(1)));
    let screen = form.screen();
    form.complete(second.id, created(&secret(2)));
    assert_eq!(form.screen(), screen);
    assert_eq!(shown(&form), Some(secret(1).as_str()));
    form.progress.acknowledge();
    form.complete(second.id, created(&secret(2)));
    assert_eq!(form.secret_status(), Some(Err(NoSecret::Stored)));
}

#[test]
fn secret_of_an_earlier_attempt_survives_a_new_one() {
    let (mut form, first) = in_flight();
    let second = stop_and_send_again(&mut form);
    form.complete(second.id, response(422, ""));
    form.complete(first.id, created(&secret(1)));
    let third = submit_and_send(&mut form);
    form.complete(third.id, no_response());
    assert_eq!(shown(&form), Some(secret(1).as_str()));
    assert_eq!(form.screen(), Screen::Result(first.id));
}

#[test]
fn acknowledging_drops_the_secret_and_keeps_the_screen() {
    let mut form = completed(created(&secret(1)));
    let screen = form.screen();
    form.progress.acknowledge();
    assert!(form.secret().is_none());
    assert!(!form.attempts().has_unstored_secret());
    assert_eq!(form.screen(), screen);
    form.progress.acknowledge();
    assert_eq!(form.secret_status(), Some(Err(NoSecret::Stored)));
}

#[test]
fn acknowledging_a_result_without_a_secret_changes_nothing() {
    for (state, status) in [
        (response(201, ""), Some(Err(NoSecret::Absent))),
        (response(201, "{"), Some(Err(NoSecret::Truncated))),
        (no_response(), None),
    ] {
        let mut form = completed(state);
        let before = form.clone();
        form.progress.acknowledge();
        assert_eq!(form.secret_status(), status);
        assert_eq!(form, before);
    }
}

#[test]
fn create_another_resets_fields_that_were_not_edited_since_the_submit() {
    let mut form = completed(created(&secret(1)));
    let connection = form.connection.clone();
    form.progress.acknowledge();
    form.create_another();
    assert_eq!(form.screen(), Screen::Form);
    assert_eq!((form.url.text(), form.label.text()), ("", ""));
    let initial = EventPicker::default();
    assert_eq!(form.picker.taxonomy(), initial.taxonomy());
    assert_eq!(
        field_values(&form),
        field_values(&CreateForm {
            picker: initial,
            ..form.clone()
        })
    );
    assert!((0..19).all(|at| form.picker.is_shown(at)));
    assert_eq!(form.connection, connection);
    assert_eq!((form.problems(), form.notice()), (vec![], None));
    assert!(!form.url.scheme_was_added());
}

#[test]
fn create_another_keeps_fields_that_were_edited_since_the_submit() {
    type Change = fn(&mut CreateForm);
    let changes: [Change; 3] = [
        |form| _ = form.url.set("https://b.example".into()),
        |form| form.label.set("Second".into()),
        |form| form.picker.tick(7, true),
    ];
    for change in changes {
        let (mut form, submission) = in_flight();
        form.progress.stop_waiting();
        change(&mut form);
        let before = field_values(&form);
        form.complete(submission.id, created(&secret(1)));
        form.progress.acknowledge();
        form.create_another();
        assert_eq!(field_values(&form), before);
    }
}

#[test]
fn create_another_without_acknowledging_drops_that_secret_alone() {
    let (mut form, first) = in_flight();
    let second = stop_and_send_again(&mut form);
    form.complete(first.id, created(&secret(1)));
    form.complete(second.id, created(&secret(2)));
    form.create_another();
    assert_eq!(shown(&form), Some(secret(2).as_str()));
}

#[test]
fn results_of_an_earlier_form_are_shown_and_leave_the_fields_alone() {
    let (mut before, submission) = in_flight();
    before.complete(submission.id, created(&secret(1)));
    let results: Vec<_> = before.attempts().unstored().cloned().collect();
    let mut form = filled();
    let values = field_values(&form);
    form.progress.adopt(results);
    assert_eq!(shown(&form), Some(secret(1).as_str()));
    assert!(form.attempts().has_unstored_secret());
    form.progress.acknowledge();
    form.create_another();
    assert_eq!(field_values(&form), values, "they were not sent");
}

#[test]
fn create_another_without_a_result_changes_nothing() {
    let mut form = completed(no_response());
    let before = form.clone();
    form.create_another();
    form.progress.acknowledge();
    assert_eq!(form, before);
}

#[test]
fn completed_attempt_is_removed_by_the_next_submit() {
    let (mut form, first) = in_flight();
    form.complete(first.id, response(422, ""));
    let second = submit_and_send(&mut form);
    let latest = form.attempts().latest().expect("the second");
    assert_eq!(
        (latest.id, &latest.state),
        (second.id, &AttemptState::InFlight)
    );
    assert_eq!(form.attempts().earlier().count(), 0);
    let before = form.clone();
    form.complete(first.id, created(&secret(9)));
    assert_eq!(form, before, "an attempt completes once");
}

#[test]
fn stopping_before_anything_was_sent_sends_nothing() {
    let mut form = filled();
    let submission = form.submit(NOW, None).expect("something to send");
    assert!(form.is_sending() && form.attempts().is_pending());
    form.progress.stop_waiting();
    assert!(!mark_sent(&mut form, &submission));
    assert!(!form.is_sending() && !form.attempts().is_pending());
    let notice = form.notice();
    assert!(
        matches!(&notice, Some(Notice::NotSent(NotSent::Stopped, _))),
        "{notice:?}"
    );
    submit_and_send(&mut form);
}

#[test]
fn attempt_is_sent_again_only_while_it_is_awaited() {
    let mut form = filled();
    let submission = form.submit(NOW, None).expect("something to send");
    assert!(mark_sent(&mut form, &submission));
    assert!(
        mark_sent(&mut form, &submission),
        "after a 401, with another key"
    );
    form.progress.stop_waiting();
    assert!(!mark_sent(&mut form, &submission));
}

#[test]
fn late_outcome_without_a_secret_is_reported_and_interrupts_nobody() {
    for (state, text) in [
        (
            response(422, ""),
            "The earlier attempt “ Production rights feed ” came to nothing: it was not created.",
        ),
        (
            no_response(),
            "The earlier attempt “ Production rights feed ” got no answer that says what became of it: it may have been \
             created.",
        ),
    ] {
        let (mut form, first) = in_flight();
        stop_and_send_again(&mut form);
        let announcements = form.progress.announcements();
        form.complete(first.id, state);
        assert!(form.is_sending());
        assert_eq!(
            (form.progress.announcements(), form.problems()),
            (announcements, vec![])
        );
        assert_eq!(late_outcomes(&form), [text]);
    }
}

#[test]
fn outcome_of_an_unawaited_attempt_replaces_its_notice() {
    let (mut form, first) = in_flight();
    form.progress.stop_waiting();
    form.complete(first.id, no_response());
    assert!(matches!(form.notice(), Some(Notice::Unknown(..))));
}

#[test]
fn late_outcome_is_reported_after_a_submit_that_the_fields_blocked() {
    let (mut form, first) = in_flight();
    form.progress.stop_waiting();
    form.label.set(String::new());
    assert_eq!(form.submit(NOW, None), None);
    form.complete(first.id, no_response());
    form.label.set("Corrected".into());
    let reported = late_outcomes(&form).len();
    assert!(reported == 1 || matches!(form.notice(), Some(Notice::Unknown(..))));
}
