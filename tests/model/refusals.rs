//! A refusal is shown where it can be corrected.

use contract::response::{KeyCheck, Reason, Refusal};
use contract::wire::Tenant;
use webhook_console::model::{AttemptState, CreateForm, FieldId, NotSent, Notice};

use crate::forms::{
    NOW, Problem, completed, filled, in_flight, problem_at, problems, response, submit_and_send,
};

fn problem_elsewhere(message: &str) -> Problem {
    (None, message.into())
}

#[track_caller]
fn shows(form: &CreateForm, expected: &[Problem]) {
    assert_eq!(problems(form), expected);
    assert_eq!(form.notice(), Some(Notice::Problems));
}

const KEY_REJECTED: &str = "The key was not accepted. Check that it is whole and for this API";
const LACKS_SCOPE: &str =
    "The key is valid but lacks permission: creating a subscription needs the scope *";

#[test]
fn rejected_key_is_shown_at_the_key() {
    shows(
        &completed(response(401, "")),
        &[problem_at(FieldId::ApiKey, KEY_REJECTED)],
    );
    let refusal = Refusal {
        reason: Reason::KeyRejected,
        status: 401,
        ..Refusal::missing_scope()
    };
    let of_the_key_check = AttemptState::NotSent(NotSent::Refused(refusal));
    shows(
        &completed(of_the_key_check),
        &[problem_at(FieldId::ApiKey, KEY_REJECTED)],
    );
}

#[test]
fn missing_scope_is_shown_at_the_key() {
    shows(
        &completed(response(403, "")),
        &[problem_at(FieldId::ApiKey, LACKS_SCOPE)],
    );
    let check = KeyCheck::Accepted(Tenant {
        email: None,
        scopes: Some(vec![]),
    });
    let not_sent = NotSent::after(&check, true).unwrap();
    let NotSent::Refused(refusal) = &not_sent else {
        panic!("{not_sent:?}");
    };
    assert_eq!(refusal.status, 200, "the status of the response");
    shows(
        &completed(AttemptState::NotSent(not_sent)),
        &[problem_at(FieldId::ApiKey, LACKS_SCOPE)],
    );
}

/// A firewall or a sign-on page may have sent it, and no field can correct that.
#[test]
fn page_is_a_notice_and_blames_no_field() {
    for status in [401, 403, 404, 406] {
        let state = response(status, "<html><title>Blocked</title>");
        let form = completed(state.clone());
        assert_eq!(form.problems(), []);
        let AttemptState::NotCreated(refusal) = state else {
            panic!("{state:?}");
        };
        assert_eq!(form.notice(), Some(Notice::NotCreated(refusal.clone())));
        let not_sent = NotSent::after(&KeyCheck::Refused(refusal.clone()), true);
        let refused = (status == 401).then_some(NotSent::Refused(refusal));
        assert_eq!(not_sent, refused, "a 401 of the check prevents the create");
    }
}

#[test]
fn missing_endpoint_is_shown_at_the_base_address() {
    for status in [404, 405] {
        shows(
            &completed(response(status, "Not Found")),
            &[problem_at(
                FieldId::ApiBase,
                "No such endpoint at https://api.example",
            )],
        );
    }
}

#[test]
fn field_errors_are_shown_at_their_fields_in_the_order_of_the_page() {
    let bodies = [
        r#"{"ok":false,"error":{"code":"VALIDATION_FAILED","fields":[{"path":"events","message":"e"},{"path":"label","message":"l"},{"path":"url","message":"u"}]}}"#,
        r##"{"errors":[{"pointer":"#/events/0","detail":"e"},{"pointer":"#/label","detail":"l"},{"pointer":"#/url","detail":"u"}]}"##,
        r#"{"detail":[{"loc":["body","events",0],"msg":"e"},{"loc":["body","label"],"msg":"l"},{"loc":["body","url"],"msg":"u"}]}"#,
        r#"{"errors":{"url":["u"],"label":["l"],"events":["e"]}}"#,
    ];
    for body in bodies {
        for status in [400, 422] {
            shows(
                &completed(response(status, body)),
                &[
                    problem_at(FieldId::Url, "u"),
                    problem_at(FieldId::Label, "l"),
                    problem_at(FieldId::Events, "e"),
                ],
            );
        }
    }
}

#[test]
fn too_large_request_is_shown_at_the_field_that_the_server_names() {
    let body = r#"{"error":{"fields":[{"path":"label","message":"too large"}]}}"#;
    shows(
        &completed(response(413, body)),
        &[problem_at(FieldId::Label, "too large")],
    );
}

#[test]
fn error_of_an_unknown_field_is_shown_too() {
    let body = r#"{"error":{"fields":[{"path":"developerId","message":"unknown"},{"path":"url","message":"u"}]}}"#;
    shows(
        &completed(response(422, body)),
        &[
            problem_at(FieldId::Url, "u"),
            problem_elsewhere("developerId: unknown"),
        ],
    );
}

#[test]
fn refusal_that_no_field_can_correct_is_a_notice() {
    for status in [400, 409, 410, 412, 413, 418, 422, 429] {
        let state = response(status, "{\"message\":\"no\"}");
        let form = completed(state.clone());
        assert_eq!(form.problems(), []);
        let AttemptState::NotCreated(refusal) = state else {
            panic!("{state:?}");
        };
        assert_eq!(refusal.message.as_deref(), Some("no"));
        assert_eq!(form.notice(), Some(Notice::NotCreated(refusal)));
    }
}

#[test]
fn refusal_of_a_field_is_cleared_by_its_next_change() {
    let body = r#"{"errors":{"url":"u","label":"l"}}"#;
    let mut form = completed(response(422, body));
    form.url.set("https://b.example".into());
    shows(&form, &[problem_at(FieldId::Label, "l")]);
    form.label.set("other".into());
    assert_eq!((form.problems(), form.notice()), (vec![], None));
}

#[test]
fn refused_values_can_be_submitted_again_unchanged() {
    let mut form = completed(response(422, r#"{"errors":{"url":"u"}}"#));
    submit_and_send(&mut form);
    assert_eq!((form.problems(), form.notice()), (vec![], None));
}

#[test]
fn refusal_of_values_that_were_edited_meanwhile_is_a_notice() {
    let (mut form, submission) = in_flight();
    form.url.set("https://b.example".into());
    let state = response(422, r#"{"errors":{"url":"u"}}"#);
    form.complete(submission.id, state.clone());
    assert_eq!(form.problems(), []);
    let AttemptState::NotCreated(refusal) = state else {
        panic!("{state:?}");
    };
    assert_eq!(form.notice(), Some(Notice::NotCreated(refusal)));
}

#[test]
fn refusal_of_a_key_that_was_edited_meanwhile_is_not_shown_at_the_new_one() {
    let (mut form, submission) = in_flight();
    form.connection.set_key("sk_sandbox_other".into());
    form.complete(submission.id, response(401, ""));
    assert_eq!(form.problems(), []);
    assert!(matches!(form.notice(), Some(Notice::NotCreated(_))));
}

#[test]
fn key_check_without_a_response_is_a_notice() {
    for reason in [NotSent::Offline, NotSent::Unreachable] {
        let form = completed(AttemptState::NotSent(reason.clone()));
        match form.notice() {
            Some(Notice::NotSent(shown, sent)) => {
                assert_eq!(shown, reason);
                assert_eq!((sent.api_host.as_str(), sent.at), ("api.example", NOW));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(filled().notice(), None);
}
