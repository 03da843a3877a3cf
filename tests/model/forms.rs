//! Forms, their inputs and outcomes, and what they show.

use contract::response::{Received, Response, classify};
use contract::{ApiKey, IdempotencyKey};
use webhook_console::model::{AttemptState, CreateForm, FieldId, Message, Submission, wording};

pub const BASE: &str = "https://api.example";
pub const KEY: &str = "sk_sandbox_0123456789";
pub const URL: &str = "https://hooks.example.com/enfinitos";
pub const LABEL: &str = " Production rights feed ";

/// The positions of kinds in the taxonomy.
pub const ISSUED: usize = 0;
pub const REVOKED: usize = 3;

/// Some moment, in milliseconds since 1970.
pub const NOW: f64 = 1_800_000_000_000.0;

/// A form with everything in it that a create needs.
pub fn filled() -> CreateForm {
    let mut form = CreateForm::new(BASE);
    form.connection.set_key(KEY.into());
    form.url.set(URL.into());
    form.label.set(LABEL.into());
    form.picker.tick(REVOKED, true);
    form.picker.tick(ISSUED, true);
    form
}

/// Submits without an idempotency key, and marks the attempt as sent.
#[track_caller]
pub fn submit_and_send(form: &mut CreateForm) -> Submission {
    submit_and_send_with(form, None)
}

/// Submits, is asked for a confirmation, confirms, and marks the attempt as sent.
#[track_caller]
pub fn confirm_and_send(form: &mut CreateForm) -> Submission {
    assert_eq!(form.submit(NOW, None), None);
    assert!(form.progress.confirmation().is_some());
    let submission = form.create_again(NOW, None).expect("something to send");
    assert!(mark_sent(form, &submission));
    submission
}

/// The API key of [`filled`].
pub fn api_key() -> ApiKey {
    ApiKey::parse(KEY).unwrap()
}

/// Marks an attempt as sent, if it may be sent.
pub fn mark_sent(form: &mut CreateForm, submission: &Submission) -> bool {
    form.progress.mark_sent(submission.id, &api_key())
}

/// A new idempotency key that differs by its number.
pub fn new_key(number: usize) -> Option<IdempotencyKey> {
    IdempotencyKey::new(format!("key-{number}"))
}

/// Submits with an idempotency key, and marks the attempt as sent.
#[track_caller]
pub fn submit_and_send_with(form: &mut CreateForm, key: Option<IdempotencyKey>) -> Submission {
    let submission = form.submit(NOW, key).expect("something to send");
    assert!(mark_sent(form, &submission));
    submission
}

/// What is reported of attempts before the latest.
pub fn late_outcomes(form: &CreateForm) -> Vec<String> {
    let earlier = form.attempts().earlier();
    let outcomes = earlier.filter_map(wording::late_outcome);
    outcomes.map(|outcome| outcome.to_string()).collect()
}

/// A filled form whose request is in flight.
pub fn in_flight() -> (CreateForm, Submission) {
    let mut form = filled();
    let submission = submit_and_send(&mut form);
    (form, submission)
}

/// A filled form whose attempt has completed with this state.
pub fn completed(state: AttemptState) -> CreateForm {
    let (mut form, submission) = in_flight();
    form.complete(submission.id, state);
    form
}

/// The state that a response leads to.
pub fn response(status: u16, body: &str) -> AttemptState {
    let response = Response {
        status,
        content_type: Some("application/json".into()),
        body: body.into(),
        ..Response::default()
    };
    classify(&Received::Response(response)).into()
}

/// A created subscription with this secret.
pub fn created(secret: &str) -> AttemptState {
    let body = serde_json::json!({
        "ok": true,
        "data": {
            "subscription": { "subscriptionId": "whk_1", "label": LABEL, "url": URL },
            "signingSecret": secret,
        },
        "contractVersion": "v1.0",
    });
    response(201, &body.to_string())
}

/// A usual secret that differs by its number.
pub fn secret(number: usize) -> String {
    format!("whsec_{number:0>30}")
}

/// The state of a create without a response.
pub fn no_response() -> AttemptState {
    classify(&Received::NoResponse).into()
}

/// Everything that was typed or chosen.
pub fn field_values(form: &CreateForm) -> impl PartialEq + std::fmt::Debug + use<> {
    (
        [
            form.connection.base.text(),
            form.connection.key.text(),
            form.url.text(),
            form.label.text(),
            form.picker.filter(),
        ]
        .map(str::to_owned),
        form.picker.scope(),
        (0..19)
            .filter(|at| form.picker.is_ticked(*at))
            .collect::<Vec<_>>(),
    )
}

/// A message in English.
pub fn text(message: Option<Message>) -> Option<String> {
    message.map(|message| message.to_string())
}

/// What must be corrected, in English, and where.
pub type Problem = (Option<FieldId>, String);

/// The problems of a form, in their order.
pub fn problems(form: &CreateForm) -> Vec<Problem> {
    let problems = form.problems().into_iter();
    problems
        .map(|problem| (problem.field, problem.message.to_string()))
        .collect()
}

/// A problem of a field.
pub fn problem_at(field: FieldId, message: &str) -> Problem {
    (Some(field), message.into())
}
