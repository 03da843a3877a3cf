//! Two requests of one attempt, both answered: the person had stopped to wait and tried again.

use contract::SigningSecret;
use webhook_console::model::{CreateForm, Screen, Submission};

use crate::forms::{
    NOW, answer, created, filled, leave, lost, new_key, secret, sent_by, told_late,
};

/// A filled form whose first attempt, with the key 1, was given up, and whose second is on its way with the same.
fn two_on_their_way() -> (CreateForm, Submission, Submission) {
    let mut form = filled();
    let first = sent_by(&mut form, new_key(1));
    form.stop_waiting();
    let second = sent_by(&mut form, new_key(2));
    assert_eq!(second.idempotency_key, new_key(1));
    (form, first, second)
}

/// The person had stopped to wait and tried again: the API gave both requests the one answer, and each of them showed a
/// subscription.
#[test]
fn second_answer_with_the_same_secret_is_no_second_subscription() {
    for swapped in [false, true] {
        for read in [
            |_: &mut CreateForm| {},
            CreateForm::acknowledge,
            CreateForm::create_another,
        ] {
            let (mut form, first, second) = two_on_their_way();
            let (early, late) = if swapped {
                (second, first)
            } else {
                (first, second)
            };
            assert!(form.end(early.id, created(&secret(1))));
            assert_eq!(form.screen(), Screen::Result(early.id));
            assert!(!form.is_sending() && !form.attempts().in_flight());
            read(&mut form);
            let before = (form.screen(), form.notice(), form.news());
            assert!(!form.end(late.id, created(&secret(1))), "nobody is told");
            assert_eq!((form.screen(), form.notice(), form.news()), before);
            assert_eq!(form.attempts().waiting(), 0);
        }
    }
}

#[test]
fn second_answer_with_another_secret_is_shown_all_the_same() {
    let (mut form, first, second) = two_on_their_way();
    form.end(second.id, created(&secret(2)));
    form.create_another();
    assert!(form.end(first.id, created(&secret(1))));
    let shown = form.secret().map(SigningSecret::expose);
    assert_eq!(shown, Some(secret(1).as_str()));
}

#[test]
fn secret_that_the_first_answer_lacked_comes_with_the_second() {
    for first_answer in [
        answer(204, ""),
        answer(201, "{\"data\":{\"signingSecret\":\"whsec_ha"),
    ] {
        let (mut form, first, second) = two_on_their_way();
        form.end(second.id, first_answer);
        assert!(form.attempts().in_flight(), "a secret may still come");
        assert!(form.end(first.id, created(&secret(1))));
        assert!(!form.attempts().in_flight());
        form.create_another();
        assert!(form.attempts().holds_secret());
    }
}

#[test]
fn second_answer_without_a_secret_is_nothing_new() {
    for state in [lost(), answer(422, ""), answer(204, "")] {
        let (mut form, first, second) = two_on_their_way();
        form.end(second.id, created(&secret(1)));
        assert!(!form.end(first.id, state));
        form.create_another();
        assert_eq!((form.notice(), told_late(&form)), (None, vec![]));
    }
}

/// Found by `machine.rs`: the first request was put off, and the second got no answer. The form went on with the first, which
/// was not in doubt, and asked about the second, which has the same key.
#[test]
fn one_in_doubt_goes_on_before_one_that_was_put_off() {
    let (mut form, first, second) = two_on_their_way();
    form.end(second.id, lost());
    form.end(first.id, answer(429, ""));
    let third = sent_by(&mut form, new_key(3));
    assert_eq!(third.idempotency_key, new_key(1));
    form.end(third.id, answer(401, ""));
    assert_eq!(
        form.submit(NOW, new_key(4)).unwrap().idempotency_key,
        new_key(1)
    );
}

#[test]
fn retry_does_not_leave_once_the_first_is_answered() {
    let mut form = filled();
    let first = sent_by(&mut form, new_key(1));
    form.stop_waiting();
    let second = form.submit(NOW, new_key(2)).unwrap();
    form.end(first.id, created(&secret(1)));
    assert!(!leave(&mut form, &second));
    assert!(!form.attempts().in_flight());
}

#[test]
fn retry_is_repeated_only_while_the_first_is_not_answered() {
    let (mut form, first, second) = two_on_their_way();
    assert!(form.may_repeat(second.id));
    form.end(first.id, created(&secret(1)));
    assert!(!form.may_repeat(second.id));
}

#[test]
fn mark_of_a_secret_is_not_in_what_a_state_prints() {
    let (mut form, _, second) = two_on_their_way();
    form.end(second.id, created(&secret(1)));
    form.acknowledge();
    let printed = format!("{form:?}");
    let (_, mark) = printed.rsplit_once("GivenUp }, ").expect("what is settled");
    assert!(mark.starts_with("Some([REDACTED]))"), "{mark}");
}
