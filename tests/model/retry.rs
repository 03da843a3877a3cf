//! An attempt that the API knows again by its key: F24, F32 to F34.

use contract::{ApiKey, IdempotencyKey};
use webhook_console::model::{CreateForm, Doubt, NotSent, Notice, State, lost_secret};

use crate::forms::{
    BASE, LABEL, NOW, URL, answer, created, filled, leave, lost, new_key, secret, sent_by,
    told_late, typed,
};

/// A filled form whose first attempt has the key 1 and ended like this.
fn ended(state: State) -> CreateForm {
    let mut form = filled();
    let first = sent_by(&mut form, new_key(1));
    assert_eq!(first.idempotency_key, new_key(1));
    form.end(first.id, state);
    form
}

/// Submits with a new key, is asked once, means it; the key that it goes with.
#[track_caller]
fn asked(form: &mut CreateForm) -> Option<IdempotencyKey> {
    assert_eq!(form.submit(NOW, new_key(2)), None);
    assert_eq!(form.asked(), Some(Doubt::MayExist));
    form.create_again(NOW, new_key(3)).unwrap().idempotency_key
}

fn reused() -> State {
    answer(422, r#"{"error":{"code":"IDEMPOTENCY_KEY_REUSED"}}"#)
}

#[test]
fn same_once_more_goes_on_with_its_key_and_asks_nothing() {
    for state in [
        lost(),
        answer(302, ""),
        answer(500, ""),
        answer(200, "<p>"),
        answer(429, ""),
        State::NotSent(NotSent::Offline),
        State::NotSent(NotSent::NoKey),
    ] {
        let mut form = ended(state.clone());
        for number in 2..5 {
            let again = sent_by(&mut form, new_key(number));
            assert_eq!(again.idempotency_key, new_key(1), "{state:?}");
            form.end(again.id, state.clone());
        }
    }
}

#[test]
fn refused_attempt_is_over_and_the_next_has_a_key_of_its_own() {
    for status in [400, 401, 403, 404, 409, 410, 413, 422] {
        let mut form = ended(answer(status, ""));
        let next = sent_by(&mut form, new_key(2));
        assert_eq!(next.idempotency_key, new_key(2), "{status}");
    }
}

#[test]
fn anything_changed_is_a_new_attempt_and_asks_once() {
    let changes: [fn(&mut CreateForm); 5] = [
        |form| form.set_url("https://b.example".into()),
        |form| form.set_label("other".into()),
        |form| form.pick(|picker| picker.tick(7, true)),
        |form| form.connection.set_base("https://b.example".into()),
        |form| form.connection.set_key("sk_sandbox_other".into()),
    ];
    for change in changes {
        let mut form = ended(lost());
        change(&mut form);
        assert_eq!(asked(&mut form), new_key(3));
    }
}

fn numbered_api_key(number: usize) -> ApiKey {
    ApiKey::parse(&format!("sk_sandbox_{number:0>10}")).unwrap()
}

/// Found in review: the page's key is known only when the attempt has begun, and an API keeps the idempotency keys of each
/// API key apart. There were two subscriptions, and nothing was asked.
#[test]
fn other_api_key_of_the_page_does_not_go_on_and_asks_once() {
    let mut form = filled();
    let first = form.submit(NOW, new_key(1)).unwrap();
    assert!(form.leave(first.id, &numbered_api_key(1)));
    form.end(first.id, lost());
    let again = form.submit(NOW, new_key(2)).unwrap();
    assert_eq!(again.idempotency_key, new_key(1));
    assert!(!form.leave(again.id, &numbered_api_key(2)));
    assert!(!form.is_sending());
    assert_eq!(form.asked(), Some(Doubt::MayExist));
    assert!(!form.end(again.id, lost()), "it is taken back");
    let meant = form.create_again(NOW, new_key(3)).unwrap();
    assert_eq!(meant.idempotency_key, new_key(3));
    assert!(form.leave(meant.id, &numbered_api_key(2)));
    form.end(meant.id, created(&secret(1)));
    assert!(form.attempts().holds_secret());
}

#[test]
fn other_api_key_after_a_refusal_does_not_go_on_with_one_in_doubt() {
    let mut form = filled();
    let first = form.submit(NOW, new_key(1)).unwrap();
    // A 401 has created nothing.
    assert!(form.leave(first.id, &numbered_api_key(1)));
    assert!(form.leave(first.id, &numbered_api_key(2)));
    form.end(first.id, lost());
    let again = form.submit(NOW, new_key(2)).unwrap();
    assert!(form.leave(again.id, &numbered_api_key(2)));
    assert!(!form.leave(again.id, &numbered_api_key(1)));
    assert_eq!(form.asked(), Some(Doubt::MayExist));
}

/// Found by `machine.rs`: two that had left with one key were told of as two subscriptions, with one secret.
#[test]
fn other_api_key_leaves_those_before_one() {
    let mut form = filled();
    let first = form.submit(NOW, new_key(1)).unwrap();
    assert!(form.leave(first.id, &numbered_api_key(1)));
    form.stop_waiting();
    let second = form.submit(NOW, new_key(2)).unwrap();
    assert!(form.leave(second.id, &numbered_api_key(1)));
    form.stop_waiting();
    let third = form.submit(NOW, new_key(3)).unwrap();
    assert!(!form.leave(third.id, &numbered_api_key(2)));
    assert!(form.end(first.id, created(&secret(1))));
    assert!(!form.end(second.id, created(&secret(1))));
}

#[test]
fn what_was_put_off_goes_on_with_any_api_key() {
    let mut form = filled();
    let first = form.submit(NOW, new_key(1)).unwrap();
    assert!(form.leave(first.id, &numbered_api_key(1)));
    form.end(first.id, answer(429, ""));
    let again = form.submit(NOW, new_key(2)).unwrap();
    assert_eq!(again.idempotency_key, new_key(1));
    assert!(form.leave(again.id, &numbered_api_key(2)));
}

#[test]
fn what_is_typed_back_is_the_same_again() {
    let mut form = ended(lost());
    form.set_label("other".into());
    assert_eq!(form.submit(NOW, new_key(2)), None);
    form.set_label(LABEL.into());
    let again = form.create_again(NOW, new_key(3)).unwrap();
    assert_eq!(again.idempotency_key, new_key(1));
}

#[test]
fn start_value_that_the_page_changed_makes_another_attempt() {
    let start = |label: &str| webhook_console::model::Start {
        url: URL.into(),
        label: label.into(),
        events: "*".into(),
        ..Default::default()
    };
    let mut form = CreateForm::embedded(BASE);
    form.start_with(start("one"));
    let first = sent_by(&mut form, new_key(1));
    form.end(first.id, lost());
    form.start_with(start("two"));
    assert_eq!(asked(&mut form), new_key(3));
}

#[test]
fn page_that_wants_no_keys_any_more_is_asked_about_the_doubt() {
    let mut form = ended(lost());
    assert_eq!(form.submit(NOW, None), None);
    let again = form.create_again(NOW, None).unwrap();
    assert_eq!(again.idempotency_key, None);
}

#[test]
fn attempt_without_a_key_does_not_become_one_with() {
    let mut form = filled();
    let first = sent_by(&mut form, None);
    form.end(first.id, lost());
    assert_eq!(asked(&mut form), new_key(3));
}

#[test]
fn answer_to_the_retry_settles_the_doubt() {
    for state in [lost(), State::NotSent(NotSent::Offline)] {
        let mut form = ended(lost());
        let again = sent_by(&mut form, new_key(2));
        assert_eq!(told_late(&form), [""; 0], "it is being settled");
        form.end(again.id, state);
        let again = sent_by(&mut form, new_key(3));
        form.end(again.id, created(&secret(1)));
        form.acknowledge();
        form.create_another();
        assert_eq!((form.notice(), told_late(&form)), (None, vec![]));
        let filled = filled();
        (form.url, form.label, form.picker) = (filled.url, filled.label, filled.picker);
        assert_eq!(sent_by(&mut form, new_key(4)).idempotency_key, new_key(4));
    }
}

#[test]
fn retry_that_was_refused_settles_nothing() {
    for state in [
        answer(401, ""),
        answer(422, ""),
        State::NotSent(NotSent::Offline),
    ] {
        let mut form = ended(lost());
        let again = sent_by(&mut form, new_key(2));
        form.end(again.id, state);
        let words = "The earlier attempt “ Production rights feed ” got no answer that says what became of it: it may have \
                     been created.";
        assert_eq!(told_late(&form), [words]);
        form.set_label("other".into());
        assert_eq!(asked(&mut form), new_key(3));
    }
}

#[test]
fn doubts_about_one_key_are_told_once() {
    let mut form = ended(lost());
    for number in 2..5 {
        let again = sent_by(&mut form, new_key(number));
        form.end(again.id, lost());
    }
    assert!(matches!(form.notice(), Some(Notice::Unknown(..))));
    assert_eq!(told_late(&form), [""; 0]);
}

#[test]
fn doubt_about_another_attempt_outlives_a_retry() {
    let mut form = filled();
    sent_by(&mut form, new_key(1));
    form.stop_waiting();
    form.set_label("other".into());
    assert_eq!(form.submit(NOW, new_key(2)), None);
    let other = form.create_again(NOW, new_key(2)).unwrap();
    assert!(leave(&mut form, &other));
    form.end(other.id, lost());
    form.set_label(LABEL.into());
    let again = sent_by(&mut form, new_key(3));
    assert_eq!(again.idempotency_key, new_key(1));
    form.end(again.id, created(&secret(1)));
    form.acknowledge();
    form.create_another();
    assert!(
        matches!(form.notice(), Some(Notice::Unknown(..))),
        "of the other"
    );
}

/// Found by `machine.rs`: the person had said yes to another one beside the first, and stopped it before it left. It has
/// its key still, but it never was at the API: sent now it may be the second.
#[test]
fn attempt_that_never_left_is_asked_about_beside_one_in_doubt() {
    let mut form = filled();
    sent_by(&mut form, new_key(1));
    form.stop_waiting();
    form.set_label("other".into());
    assert_eq!(form.submit(NOW, new_key(2)), None);
    form.create_again(NOW, new_key(2)).unwrap();
    form.stop_waiting();
    assert_eq!(form.submit(NOW, new_key(3)), None);
    assert_eq!(form.asked(), Some(Doubt::MayExist));
    let again = form.create_again(NOW, new_key(4)).unwrap();
    assert_eq!(again.idempotency_key, new_key(2));
}

#[test]
fn key_that_stands_for_other_values_is_given_up_and_asked_about() {
    for earlier in [None, Some(lost())] {
        let mut form = filled();
        if let Some(state) = earlier {
            form = ended(state);
        }
        let before = typed(&form);
        let again = sent_by(&mut form, new_key(1));
        form.end(again.id, reused());
        assert!(matches!(form.notice(), Some(Notice::NotCreated(_))));
        assert_eq!((typed(&form), told_late(&form)), (before, vec![]));
        assert_eq!(asked(&mut form), new_key(3));
    }
}

#[test]
fn unknown_end_says_whether_the_same_is_safe() {
    for (key, safe) in [(None, false), (new_key(1), true)] {
        let mut form = filled();
        let first = sent_by(&mut form, key);
        form.stop_waiting();
        let Some(Notice::GivenUp(sent)) = form.notice() else {
            panic!("{:?}", form.notice());
        };
        assert_eq!(sent.is_safe_to_repeat(), safe);
        form.end(first.id, lost());
        let Some(Notice::Unknown(_, sent)) = form.notice() else {
            panic!("{:?}", form.notice());
        };
        assert_eq!(sent.is_safe_to_repeat(), safe);
    }
}

#[test]
fn replay_without_its_secret_is_created_and_says_what_to_do() {
    let mut form = ended(lost());
    let again = sent_by(&mut form, new_key(2));
    let body = r#"{"ok":true,"data":{"subscription":{"subscriptionId":"whk_1"}},"contractVersion":"v1.0"}"#;
    form.end(again.id, answer(201, body));
    let fate = form.fate().unwrap();
    let words = lost_secret(fate);
    assert_eq!(words.as_deref(), Some("No secret came with the answer."));
}

#[test]
fn no_key_is_in_what_a_state_prints() {
    let form = ended(lost());
    let submission = filled().submit(NOW, new_key(1));
    for printed in [format!("{form:?}"), format!("{submission:?}")] {
        assert!(!printed.contains("key-1"), "{printed}");
    }
}
