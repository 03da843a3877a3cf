//! `POST /v1/webhooks`: creates a subscription.

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

use super::SuccessBody;
use super::authenticated::Authenticated;
use crate::api_error::{ApiError, FieldError};
use crate::idempotency::{IdempotentRequest, REPLAYED_HEADER};
use crate::key::ALL_SCOPES;
use crate::state::AppState;
use crate::store::PreviousRequest;
use crate::subscription::{Draft, NewSubscription, Subscription};

/// The data of a create. No other response contains a secret.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CreatedData<'a> {
    subscription: &'a Subscription,
    signing_secret: &'a str,
}

/// The data of a retry whose original response is no longer stored.
#[derive(Serialize)]
struct CreatedBeforeData {
    subscription: Subscription,
}

pub(super) async fn create(
    State(state): State<AppState>,
    authenticated: Authenticated,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    authenticated.require_scope(ALL_SCOPES)?;
    if !is_json(&headers) {
        return Err(ApiError::NotJson);
    }
    let idempotent = IdempotentRequest::from_headers(&headers, &authenticated.0.id, &body)?;
    let body = serde_json::from_slice(&body).map_err(|_| ApiError::UnreadableJson)?;
    let new = validate(&body).map_err(ApiError::Invalid)?;
    let guard = idempotent
        .map(|request| state.in_flight.insert(request))
        .transpose()?;

    let draft = state.store.draft(new);
    let body = created_body(&draft);
    let mut response = match state.store.insert(draft, idempotent, &body).await? {
        None => created_response(&body),
        Some(PreviousRequest::Response(body)) => with_replayed_header(created_response(&body)),
        Some(PreviousRequest::Subscription(subscription)) => with_replayed_header(
            Json(SuccessBody::new(CreatedBeforeData { subscription })).into_response(),
        ),
        Some(PreviousRequest::OtherBody) => return Err(ApiError::IdempotencyKeyReused),
    };
    response.extensions_mut().insert(guard);
    Ok(response)
}

/// The body with the secret.
fn created_body(draft: &Draft) -> SecretString {
    let created = SuccessBody::new(CreatedData {
        subscription: &draft.subscription,
        signing_secret: draft.secret.expose_secret(),
    });
    serde_json::to_string(&created)
        .expect("strings and booleans can be serialized")
        .into()
}

fn created_response(body: &SecretString) -> Response {
    let headers = [(CONTENT_TYPE, "application/json")];
    let body = body.expose_secret().to_owned();
    (StatusCode::CREATED, headers, body).into_response()
}

fn with_replayed_header(mut response: Response) -> Response {
    let value = HeaderValue::from_static("true");
    response.headers_mut().insert(REPLAYED_HEADER, value);
    response
}

/// Whether the body is `application/json` in UTF-8, without a content encoding.
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
                .any(|allowed| parameter.eq_ignore_ascii_case(allowed))
        })
        && !headers.contains_key(CONTENT_ENCODING)
}

/// The create request, or the errors of all its fields. Unknown fields are ignored.
fn validate(body: &Value) -> Result<NewSubscription, Vec<FieldError>> {
    let Some(fields) = body.as_object() else {
        return Err(vec![field_error(
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
    let url = EndpointUrl::parse(string(fields, "url")?).map_err(|error| {
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
        field_error("url", code, error.to_string())
    })?;
    Ok(url.as_str().to_owned())
}

fn label(fields: &Map<String, Value>) -> Result<String, FieldError> {
    let label = Label::parse(string(fields, "label")?).map_err(|error| {
        let code = match error {
            LabelError::Empty => "REQUIRED",
            LabelError::Blank => "BLANK",
            LabelError::TooLong { .. } => "TOO_LONG",
        };
        field_error("label", code, error.to_string())
    })?;
    Ok(label.as_str().to_owned())
}

fn events(fields: &Map<String, Value>) -> Result<Vec<String>, FieldError> {
    let path = "events";
    let wrong_type = || field_error(path, "WRONG_TYPE", "must be a list of strings");
    let entries = fields
        .get(path)
        .ok_or_else(|| missing_field(path))?
        .as_array()
        .ok_or_else(wrong_type)?;
    let ids: Vec<_> = entries
        .iter()
        .map(Value::as_str)
        .collect::<Option<_>>()
        .ok_or_else(wrong_type)?;
    let selection = EventSelection::from_wire(&ids).map_err(|error| {
        let code = match error {
            EventSelectionError::Empty => "REQUIRED",
            EventSelectionError::Mixed => "MIXED_WILDCARD",
        };
        field_error(path, code, error.to_string())
    })?;
    match selection.kinds().iter().find(|kind| !kind.is_known()) {
        Some(unknown) => Err(field_error(path, "UNKNOWN_KIND", unknown_kind(unknown))),
        None => Ok(selection.to_wire().into_iter().map(String::from).collect()),
    }
}

fn unknown_kind(kind: &EventKind) -> String {
    let start: String = kind.id().chars().take(40).collect();
    format!("\"{start}\" is not a kind of event; \"{WILDCARD}\" alone stands for all kinds")
}

fn string<'a>(fields: &'a Map<String, Value>, path: &'static str) -> Result<&'a str, FieldError> {
    let value = fields.get(path).ok_or_else(|| missing_field(path))?;
    value
        .as_str()
        .ok_or_else(|| field_error(path, "WRONG_TYPE", "must be a string"))
}

fn missing_field(path: &'static str) -> FieldError {
    field_error(path, "REQUIRED", "must be given")
}

fn field_error(path: &'static str, code: &'static str, message: impl Into<String>) -> FieldError {
    FieldError {
        path,
        code,
        message: message.into(),
    }
}
