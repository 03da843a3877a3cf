//! What the API refused is put to where it can be mended.

use contract::response::{KeyCheck, Reason, Refusal};
use contract::wire::Tenant;
use webhook_console::model::{CreateForm, FieldId, NotSent, Notice, Problem, State};

use crate::forms::{NOW, answer, answered, at, filled, sending, sent};

fn foreign(message: &str) -> Problem {
    Problem {
        field: None,
        message: message.into(),
    }
}

#[track_caller]
fn is_told(form: &CreateForm, problems: &[Problem]) {
    assert_eq!(form.problems(), problems);
    assert_eq!(form.notice(), Some(Notice::Problems));
}

const KEY_REJECTED: &str = "The key was not accepted. Check that it is whole and for this API";
const LACKS_SCOPE: &str =
    "The key is valid but lacks permission: creating a subscription needs the scope *";

#[test]
fn rejected_key_is_told_at_the_key() {
    is_told(
        &answered(answer(401, "<p>")),
        &[at(FieldId::ApiKey, KEY_REJECTED)],
    );
    let refusal = Refusal {
        reason: Reason::KeyRejected,
        status: 401,
        ..Refusal::missing_scope()
    };
    let of_the_probe = State::NotSent(NotSent::Refused(refusal));
    is_told(
        &answered(of_the_probe),
        &[at(FieldId::ApiKey, KEY_REJECTED)],
    );
}

#[test]
fn lacking_scope_is_told_at_the_key() {
    is_told(
        &answered(answer(403, "")),
        &[at(FieldId::ApiKey, LACKS_SCOPE)],
    );
    let check = KeyCheck::Accepted(Tenant {
        email: None,
        scopes: Some(vec![]),
    });
    let not_sent = NotSent::after(&check, true).unwrap();
    let NotSent::Refused(refusal) = &not_sent else {
        panic!("{not_sent:?}");
    };
    assert_eq!(refusal.status, 200, "what the API answered");
    is_told(
        &answered(State::NotSent(not_sent)),
        &[at(FieldId::ApiKey, LACKS_SCOPE)],
    );
}

#[test]
fn missing_endpoint_is_told_at_the_base_address() {
    for status in [404, 405] {
        is_told(
            &answered(answer(status, "Not Found")),
            &[at(
                FieldId::ApiBase,
                "No such endpoint at https://api.example",
            )],
        );
    }
}

#[test]
fn field_errors_are_told_at_their_fields_in_the_order_of_the_page() {
    let bodies = [
        r#"{"ok":false,"error":{"code":"VALIDATION_FAILED","fields":[{"path":"events","message":"e"},{"path":"label","message":"l"},{"path":"url","message":"u"}]}}"#,
        r##"{"errors":[{"pointer":"#/events/0","detail":"e"},{"pointer":"#/label","detail":"l"},{"pointer":"#/url","detail":"u"}]}"##,
        r#"{"detail":[{"loc":["body","events",0],"msg":"e"},{"loc":["body","label"],"msg":"l"},{"loc":["body","url"],"msg":"u"}]}"#,
        r#"{"errors":{"url":["u"],"label":["l"],"events":["e"]}}"#,
    ];
    for body in bodies {
        for status in [400, 422] {
            is_told(
                &answered(answer(status, body)),
                &[
                    at(FieldId::Url, "u"),
                    at(FieldId::Label, "l"),
                    at(FieldId::Events, "e"),
                ],
            );
        }
    }
}

#[test]
fn too_large_request_names_the_field_where_the_server_does() {
    let body = r#"{"error":{"fields":[{"path":"label","message":"too large"}]}}"#;
    is_told(
        &answered(answer(413, body)),
        &[at(FieldId::Label, "too large")],
    );
}

#[test]
fn error_of_a_foreign_field_is_told_too() {
    let body = r#"{"error":{"fields":[{"path":"developerId","message":"unknown"},{"path":"url","message":"u"}]}}"#;
    is_told(
        &answered(answer(422, body)),
        &[at(FieldId::Url, "u"), foreign("developerId: unknown")],
    );
}

#[test]
fn refusal_that_no_field_can_mend_stands_above_the_form() {
    for status in [400, 409, 410, 412, 413, 418, 422, 429] {
        let state = answer(status, "{\"message\":\"no\"}");
        let form = answered(state.clone());
        assert_eq!(form.problems(), []);
        let State::NotCreated(refusal) = state else {
            panic!("{state:?}");
        };
        assert_eq!(refusal.message.as_deref(), Some("no"));
        assert_eq!(form.notice(), Some(Notice::NotCreated(refusal)));
    }
}

#[test]
fn refusal_of_a_field_goes_with_its_next_change() {
    let body = r#"{"errors":{"url":"u","label":"l"}}"#;
    let mut form = answered(answer(422, body));
    form.set_url("https://b.example".into());
    is_told(&form, &[at(FieldId::Label, "l")]);
    form.set_label("other".into());
    assert_eq!((form.problems(), form.notice()), (vec![], None));
}

#[test]
fn refused_values_can_be_sent_again_unchanged() {
    let mut form = answered(answer(422, r#"{"errors":{"url":"u"}}"#));
    sent(&mut form);
    assert_eq!((form.problems(), form.notice()), (vec![], None));
}

#[test]
fn refusal_of_what_was_changed_meanwhile_is_told_above_the_form() {
    let (mut form, submission) = sending();
    form.set_url("https://b.example".into());
    let state = answer(422, r#"{"errors":{"url":"u"}}"#);
    form.end(submission.id, state.clone());
    assert_eq!(form.problems(), []);
    let State::NotCreated(refusal) = state else {
        panic!("{state:?}");
    };
    assert_eq!(form.notice(), Some(Notice::NotCreated(refusal)));
}

#[test]
fn refusal_of_a_key_that_was_changed_meanwhile_is_not_told_at_the_new_one() {
    let (mut form, submission) = sending();
    form.connection.set_key("sk_sandbox_other".into());
    form.end(submission.id, answer(401, ""));
    assert_eq!(form.problems(), []);
    assert!(matches!(form.notice(), Some(Notice::NotCreated(_))));
}

#[test]
fn silence_before_a_create_is_told_above_the_form() {
    for reason in [NotSent::Offline, NotSent::Unreachable] {
        let form = answered(State::NotSent(reason.clone()));
        match form.notice() {
            Some(Notice::NotSent(told, sent)) => {
                assert_eq!(told, reason);
                assert_eq!((sent.api_host.as_str(), sent.at), ("api.example", NOW));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(filled().notice(), None);
}
