//! P10: what was typed survives whatever comes of a create.

use contract::response::{Received, classify};
use proptest::prelude::*;
use webhook_console::model::{CreateForm, Fate, NotSent, Notice, Screen, State};

use crate::forms::{
    LABEL, NOW, answer, answered, created, filled, leave, lost, secret, sending, typed,
};

/// Every kind of end there is.
fn ends() -> Vec<State> {
    let fields = r#"{"errors":{"url":"u","label":"l","events":"e","other":"o"}}"#;
    let success = [
        "",
        "{",
        "{\"ok\":false}",
        "{\"ok\":true}",
        "[]",
        "null",
        "7",
        "<p>",
        "{\"signingSecret\":\"x\"}",
        "{\"ok\":true,\"data\":{},\"contractVersion\":\"v2\"}",
    ];
    let refused = [400, 401, 403, 404, 405, 409, 410, 412, 413, 418, 422, 429];
    let doubtful = [0, 100, 302, 408, 500, 502, 503, 504, 999];
    let mut ends: Vec<State> = success.iter().map(|body| answer(200, body)).collect();
    for status in refused.into_iter().chain(doubtful) {
        ends.push(answer(status, ""));
        ends.push(answer(status, fields));
    }
    ends.extend([
        lost(),
        classify(&Received::Redirect).into(),
        created(&secret(1)),
        answer(201, "{\"data\":{\"signingSecret\":\"whsec_ha"),
        State::NotSent(NotSent::Offline),
        State::NotSent(NotSent::Unreachable),
        State::NotSent(NotSent::Stopped),
    ]);
    ends
}

#[test]
fn what_was_typed_survives_every_end() {
    let before = typed(&filled());
    for state in ends() {
        let mut form = answered(state.clone());
        assert_eq!(typed(&form), before, "{state:?}");
        assert!(!form.is_sending());
        form.acknowledge();
        assert_eq!(typed(&form), before, "{state:?}");
    }
}

proptest! {
    #[test]
    fn whatever_was_typed_survives_any_number_of_ends(
        label in "\\PC{0,59}x",
        path in "[a-z0-9/]{0,40}",
        kinds in prop::collection::vec(0..19_usize, 1..6),
        ends in prop::collection::vec(prop::sample::select(ends()), 1..5),
    ) {
        let mut form = filled();
        form.set_label(label);
        form.set_url(format!("https://hooks.example.com/{path}"));
        form.pick(|picker| kinds.iter().for_each(|kind| picker.tick(*kind, true)));
        let before = typed(&form);
        for end in ends {
            let submission = form.submit(NOW, None).or_else(|| form.create_again(NOW, None));
            let submission = submission.expect("something to send");
            let id = submission.id;
            prop_assert!(leave(&mut form, &submission));
            form.end(id, end);
            prop_assert_eq!(&typed(&form), &before);
        }
    }
}

#[test]
fn what_was_typed_survives_a_wait_that_was_given_up() {
    let (mut form, submission) = sending();
    let before = typed(&form);
    form.stop_waiting();
    assert_eq!(typed(&form), before);
    form.end(submission.id, lost());
    assert_eq!(typed(&form), before);
}

#[test]
fn every_submit_ends_in_one_outcome() {
    for state in ends() {
        let form = answered(state.clone());
        match (form.screen(), form.notice()) {
            (Screen::Result(_), None) => assert!(matches!(state, State::Created(_))),
            (Screen::Form, Some(_)) => assert!(!matches!(state, State::Created(_))),
            other => panic!("{state:?}: {other:?}"),
        }
    }
}

#[test]
fn every_end_is_news() {
    for state in ends() {
        let (mut form, submission) = sending();
        let before = form.news();
        form.end(submission.id, state.clone());
        assert_ne!(form.news(), before, "{state:?}");
    }
}

#[test]
fn unknown_end_says_what_to_look_for() {
    let form = answered(lost());
    let Some(Notice::Unknown(_, sent)) = form.notice() else {
        panic!("{:?}", form.notice());
    };
    assert_eq!(sent.api_host, "api.example");
    assert_eq!(sent.request.label.as_str(), LABEL);
    assert_eq!(Some(sent.at), Some(NOW));
}

#[test]
fn fate_of_the_secret_is_told() {
    let fate = |state: State| answered(state).fate();
    assert_eq!(fate(created("x")), Some(Fate::Here));
    assert_eq!(fate(answer(201, "{\"ok\":")), Some(Fate::CutOff));
    assert_eq!(fate(answer(204, "")), Some(Fate::Absent));
    assert_eq!(fate(lost()), None);
    let form = answered(created("odd secret "));
    assert_eq!(
        form.secret().map(contract::SigningSecret::expose),
        Some("odd secret ")
    );
    assert!(answered(answer(204, "")).secret().is_none());
    assert_eq!(CreateForm::default().fate(), None);
}
