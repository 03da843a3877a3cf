//! `POST /v1/webhooks`: create a subscription.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use contract::event::WILDCARD;
use contract::{
    EndpointUrl, EndpointUrlError, EventKind, EventSelection, EventSelectionError, Label,
    LabelError,
};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde_json::{Map, Value};

use super::Success;
use super::caller::Caller;
use super::error::{ApiError, FieldError};
use crate::Sandbox;
use crate::idempotency::{Attempt, REPLAYED};
use crate::key::EVERYTHING;
use crate::store::Earlier;
use crate::subscription::{Draft, NewSubscription, Subscription};

/// The one answer that holds a secret.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Created<'a> {
    subscription: &'a Subscription,
    signing_secret: &'a str,
}

/// What is left of it when it is no longer kept.
#[derive(Serialize)]
struct Known {
    subscription: Subscription,
}

pub(super) async fn create(
    State(sandbox): State<Sandbox>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    caller.needs(EVERYTHING)?;
    if !is_json(&headers) {
        return Err(ApiError::NotJson);
    }
    let attempt = Attempt::read(&headers, &caller.0.id, &body)?;
    let body = serde_json::from_slice(&body).map_err(|_| ApiError::UnreadableJson)?;
    let new = read(&body).map_err(ApiError::Invalid)?;
    let flight = attempt
        .map(|attempt| sandbox.in_flight.begin(attempt))
        .transpose()?;

    let new = sandbox.store.draft(new);
    let answer = created(&new);
    let mut response = match sandbox.store.keep(new, attempt, &answer).await? {
        None => answered(&answer),
        Some(Earlier::Answer(answer)) => replayed(answered(&answer)),
        Some(Earlier::Subscription(subscription)) => {
            replayed(Json(Success::of(Known { subscription })).into_response())
        }
        Some(Earlier::OtherBody) => return Err(ApiError::IdempotencyKeyReused),
    };
    response.extensions_mut().insert(flight);
    Ok(response)
}

/// The body that holds the secret.
fn created(draft: &Draft) -> SecretString {
    let created = Success::of(Created {
        subscription: &draft.subscription,
        signing_secret: draft.secret.expose_secret(),
    });
    serde_json::to_string(&created)
        .expect("texts and flags can be written as JSON")
        .into()
}

fn answered(answer: &SecretString) -> Response {
    let kind = [(CONTENT_TYPE, "application/json")];
    let body = answer.expose_secret().to_owned();
    (StatusCode::CREATED, kind, body).into_response()
}

fn replayed(mut response: Response) -> Response {
    let yes = HeaderValue::from_static("true");
    response.headers_mut().insert(REPLAYED, yes);
    response
}

/// `application/json`, as it is or as UTF-8, not compressed.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(Ok(value)) = headers.get(CONTENT_TYPE).map(|value| value.to_str()) else {
        return false;
    };
    let mut parts = value.split(';').map(str::trim);
    parts
        .next()
        .is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"))
        && parts.all(|parameter| {
            ["charset=utf-8", "charset=\"utf-8\"", ""]
                .iter()
                .any(|known| parameter.eq_ignore_ascii_case(known))
        })
        && !headers.contains_key(CONTENT_ENCODING)
}

/// What is asked for, or everything that is wrong with it. Fields nobody knows are left aside.
fn read(body: &Value) -> Result<NewSubscription, Vec<FieldError>> {
    let Some(fields) = body.as_object() else {
        return Err(vec![refused(
            "",
            "WRONG_TYPE",
            "the body must be an object",
        )]);
    };
    match (url(fields), events(fields), label(fields)) {
        (Ok(url), Ok(events), Ok(label)) => Ok(NewSubscription { url, events, label }),
        (url, events, label) => Err([url.err(), events.err(), label.err()]
            .into_iter()
            .flatten()
            .collect()),
    }
}

fn url(fields: &Map<String, Value>) -> Result<String, FieldError> {
    let url = EndpointUrl::parse(text(fields, "url")?).map_err(|error| {
        let code = match error {
            EndpointUrlError::Empty => "REQUIRED",
            EndpointUrlError::TooLong { .. } => "TOO_LONG",
            EndpointUrlError::HasSpace => "HAS_SPACE",
            EndpointUrlError::NotAbsolute => "NOT_ABSOLUTE",
            EndpointUrlError::NotHttps { .. } => "NOT_HTTPS",
            EndpointUrlError::HasCredentials => "HAS_CREDENTIALS",
            EndpointUrlError::NoHost => "NO_HOST",
            EndpointUrlError::BadHost { .. } => "BAD_HOST",
            EndpointUrlError::BadPort { .. } => "BAD_PORT",
        };
        refused("url", code, error.to_string())
    })?;
    Ok(url.as_str().to_owned())
}

fn label(fields: &Map<String, Value>) -> Result<String, FieldError> {
    let label = Label::parse(text(fields, "label")?).map_err(|error| {
        let code = match error {
            LabelError::Empty => "REQUIRED",
            LabelError::Blank => "BLANK",
            LabelError::TooLong { .. } => "TOO_LONG",
        };
        refused("label", code, error.to_string())
    })?;
    Ok(label.as_str().to_owned())
}

fn events(fields: &Map<String, Value>) -> Result<Vec<String>, FieldError> {
    let path = "events";
    let wrong_type = || refused(path, "WRONG_TYPE", "must be a list of strings");
    let listed = fields
        .get(path)
        .ok_or_else(|| missing(path))?
        .as_array()
        .ok_or_else(wrong_type)?;
    let words: Vec<_> = listed
        .iter()
        .map(Value::as_str)
        .collect::<Option<_>>()
        .ok_or_else(wrong_type)?;
    let selection = EventSelection::from_wire(&words).map_err(|error| {
        let code = match error {
            EventSelectionError::Empty => "REQUIRED",
            EventSelectionError::Mixed => "MIXED_WILDCARD",
        };
        refused(path, code, error.to_string())
    })?;
    match selection.kinds().iter().find(|kind| !kind.is_known()) {
        Some(unknown) => Err(refused(path, "UNKNOWN_KIND", unknown_kind(unknown))),
        None => Ok(selection.to_wire().into_iter().map(String::from).collect()),
    }
}

fn unknown_kind(kind: &EventKind) -> String {
    let start: String = kind.id().chars().take(40).collect();
    format!("\"{start}\" is not a kind of event; \"{WILDCARD}\" alone stands for all kinds")
}

fn text<'a>(fields: &'a Map<String, Value>, path: &'static str) -> Result<&'a str, FieldError> {
    let value = fields.get(path).ok_or_else(|| missing(path))?;
    value
        .as_str()
        .ok_or_else(|| refused(path, "WRONG_TYPE", "must be a string"))
}

fn missing(path: &'static str) -> FieldError {
    refused(path, "REQUIRED", "must be given")
}

fn refused(path: &'static str, code: &'static str, message: impl Into<String>) -> FieldError {
    FieldError {
        path,
        code,
        message: message.into(),
    }
}
