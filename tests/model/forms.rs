//! A small language for forms and what happens to them.

use contract::response::{Received, Response, classify};
use contract::{ApiKey, IdempotencyKey};
use webhook_console::model::{CreateForm, FieldId, Problem, State, Submission, late};

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
    form.set_url(URL.into());
    form.set_label(LABEL.into());
    form.pick(|picker| {
        picker.tick(REVOKED, true);
        picker.tick(ISSUED, true);
    });
    form
}

/// Submits, and lets the create leave.
#[track_caller]
pub fn sent(form: &mut CreateForm) -> Submission {
    sent_by(form, None)
}

/// Submits, is asked, means it, and lets the create leave.
#[track_caller]
pub fn sent_again(form: &mut CreateForm) -> Submission {
    assert_eq!(form.submit(NOW, None), None);
    assert!(form.asked().is_some());
    let submission = form.create_again(NOW, None).expect("something to send");
    assert!(leave(form, &submission));
    submission
}

/// The API key of [`filled`].
pub fn api_key() -> ApiKey {
    ApiKey::parse(KEY).unwrap()
}

/// Lets the create leave, if it may.
pub fn leave(form: &mut CreateForm, submission: &Submission) -> bool {
    form.leave(submission.id, &api_key())
}

/// A new idempotency key that differs by its number.
pub fn new_key(number: usize) -> Option<IdempotencyKey> {
    IdempotencyKey::new(format!("key-{number}"))
}

/// Submits where the page wants keys, and lets the create leave.
#[track_caller]
pub fn sent_by(form: &mut CreateForm, key: Option<IdempotencyKey>) -> Submission {
    let submission = form.submit(NOW, key).expect("something to send");
    assert!(leave(form, &submission));
    submission
}

/// What is said of attempts before the latest.
pub fn told_late(form: &CreateForm) -> Vec<String> {
    form.attempts().late().filter_map(late).collect()
}

/// A filled form on its way.
pub fn sending() -> (CreateForm, Submission) {
    let mut form = filled();
    let submission = sent(&mut form);
    (form, submission)
}

/// A filled form that was answered like this.
pub fn answered(state: State) -> CreateForm {
    let (mut form, submission) = sending();
    form.end(submission.id, state);
    form
}

/// What an answer means.
pub fn answer(status: u16, body: &str) -> State {
    let answer = Response {
        status,
        content_type: Some("application/json".into()),
        body: body.into(),
        ..Response::default()
    };
    classify(&Received::Response(answer)).into()
}

/// A created subscription with this secret.
pub fn created(secret: &str) -> State {
    let body = serde_json::json!({
        "ok": true,
        "data": {
            "subscription": { "subscriptionId": "whk_1", "label": LABEL, "url": URL },
            "signingSecret": secret,
        },
        "contractVersion": "v1.0",
    });
    answer(201, &body.to_string())
}

/// A usual secret that differs by its number.
pub fn secret(number: usize) -> String {
    format!("whsec_{number:0>30}")
}

/// No answer to a create.
pub fn lost() -> State {
    classify(&Received::NoResponse).into()
}

/// Everything that was typed or chosen.
pub fn typed(form: &CreateForm) -> impl PartialEq + std::fmt::Debug + use<> {
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

/// A problem of a field.
pub fn at(field: FieldId, message: &str) -> Problem {
    Problem {
        field: Some(field),
        message: message.into(),
    }
}
