//! P10: the values of the fields survive every outcome of a create.

use contract::response::{Received, classify};
use proptest::prelude::*;
use webhook_console::model::{AttemptState, CreateForm, NoSecret, NotSent, Notice, Screen};

use crate::forms::{
    LABEL, NOW, completed, created, field_values, filled, in_flight, mark_sent, no_response,
    response, secret, submit_and_send,
};

/// Every kind of outcome.
fn outcomes() -> Vec<AttemptState> {
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
    let uncertain = [0, 100, 302, 408, 500, 502, 503, 504, 999];
    let mut outcomes: Vec<AttemptState> = success.iter().map(|body| response(200, body)).collect();
    for status in refused.into_iter().chain(uncertain) {
        outcomes.push(response(status, ""));
        outcomes.push(response(status, fields));
    }
    outcomes.extend([
        no_response(),
        classify(&Received::Redirect).into(),
        created(&secret(1)),
        response(201, "{\"data\":{\"signingSecret\":\"whsec_ha"),
        AttemptState::NotSent(NotSent::Offline),
        AttemptState::NotSent(NotSent::Unreachable),
        AttemptState::NotSent(NotSent::Stopped),
    ]);
    outcomes
}

#[test]
fn field_values_survive_every_outcome() {
    let before = field_values(&filled());
    for state in outcomes() {
        let mut form = completed(state.clone());
        assert_eq!(field_values(&form), before, "{state:?}");
        assert!(!form.is_sending());
        form.progress.acknowledge();
        assert_eq!(field_values(&form), before, "{state:?}");
    }
}

proptest! {
    #[test]
    fn any_field_values_survive_any_number_of_outcomes(
        label in "\\PC{0,59}x",
        path in "[a-z0-9/]{0,40}",
        kinds in prop::collection::vec(0..19_usize, 1..6),
        outcomes in prop::collection::vec(prop::sample::select(outcomes()), 1..5),
    ) {
        let mut form = filled();
        form.label.set(label);
        form.url.set(format!("https://hooks.example.com/{path}"));
        for kind in kinds {
            form.picker.tick(kind, true);
        }
        let before = field_values(&form);
        for outcome in outcomes {
            let submission = form.submit(NOW, None).or_else(|| form.create_again(NOW, None));
            let submission = submission.expect("something to send");
            let id = submission.id;
            prop_assert!(mark_sent(&mut form, &submission));
            form.complete(id, outcome);
            prop_assert_eq!(&field_values(&form), &before);
        }
    }
}

#[test]
fn field_values_survive_stopped_waiting() {
    let (mut form, submission) = in_flight();
    let before = field_values(&form);
    form.progress.stop_waiting();
    assert_eq!(field_values(&form), before);
    form.complete(submission.id, no_response());
    assert_eq!(field_values(&form), before);
}

#[test]
fn every_outcome_shows_either_a_result_or_a_notice() {
    for state in outcomes() {
        let form = completed(state.clone());
        match (form.screen(), form.notice()) {
            (Screen::Result(_), None) => assert!(matches!(state, AttemptState::Created(_))),
            (Screen::Form, Some(_)) => assert!(!matches!(state, AttemptState::Created(_))),
            other => panic!("{state:?}: {other:?}"),
        }
    }
}

#[test]
fn every_outcome_is_announced() {
    for state in outcomes() {
        let mut form = filled();
        let unsent = form.progress.announcements();
        let submission = submit_and_send(&mut form);
        let sent = form.progress.announcements();
        form.complete(submission.id, state.clone());
        let completed = form.progress.announcements();
        assert!(![unsent, sent].contains(&completed), "{state:?}");
    }
}

#[test]
fn unknown_outcome_names_the_sent_request() {
    let form = completed(no_response());
    let Some(Notice::Unknown(_, sent)) = form.notice() else {
        panic!("{:?}", form.notice());
    };
    assert_eq!(sent.api_host, "api.example");
    assert_eq!(sent.request.label.as_str(), LABEL);
    assert_eq!(Some(sent.at), Some(NOW));
}

#[test]
fn secret_status_says_why_no_secret_is_here() {
    let status = |state: AttemptState| completed(state).secret_status();
    assert_eq!(status(created("x")), Some(Ok(())));
    assert_eq!(
        status(response(201, "{\"ok\":")),
        Some(Err(NoSecret::Truncated))
    );
    assert_eq!(status(response(201, "")), Some(Err(NoSecret::Absent)));
    assert_eq!(status(no_response()), None);
    let form = completed(created("odd secret "));
    assert_eq!(
        form.secret().map(contract::SigningSecret::expose),
        Some("odd secret ")
    );
    assert!(completed(response(201, "")).secret().is_none());
    assert_eq!(CreateForm::default().secret_status(), None);
}
