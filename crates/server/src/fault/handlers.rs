//! The handlers under `/__`: faults, keys, recorded requests and violations.

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::json;

use super::definition::Fault;
use super::{Faults, RecordedRequest};
use crate::api_error::ApiError;
use crate::paths::{FAULT, VIOLATIONS};
use crate::state::AppState;

const MAX_REPORT_BYTES: usize = 16 * 1024;

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(FAULT, post(add_fault).delete(remove_faults))
        .route("/__key", post(create_key))
        .route("/__requests", get(list_requests).delete(clear_requests))
        .route(VIOLATIONS, get(list_violations))
}

async fn add_fault(State(state): State<AppState>, Json(fault): Json<Fault>) -> Response {
    if let Err(message) = fault.validate() {
        return (StatusCode::BAD_REQUEST, message).into_response();
    }
    if let Some(faults) = &state.faults {
        faults.active().push(fault);
    }
    StatusCode::NO_CONTENT.into_response()
}

async fn remove_faults(State(state): State<AppState>) -> StatusCode {
    if let Some(faults) = &state.faults {
        faults.active().clear();
    }
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewKey {
    scopes: Vec<String>,
}

async fn create_key(
    State(state): State<AppState>,
    Json(new): Json<NewKey>,
) -> Result<impl IntoResponse, ApiError> {
    let key = state.store.create_key("test", new.scopes).await?;
    Ok((
        StatusCode::CREATED,
        Json(json!({ "key": key.expose_secret() })),
    ))
}

async fn list_requests(State(state): State<AppState>) -> Json<Vec<RecordedRequest>> {
    Json(
        state
            .faults
            .map(|faults| faults.requests().clone())
            .unwrap_or_default(),
    )
}

async fn clear_requests(State(state): State<AppState>) -> StatusCode {
    if let Some(faults) = &state.faults {
        faults.requests().clear();
    }
    StatusCode::NO_CONTENT
}

/// Whether a browser reports a violation of the content security policy.
pub(super) fn is_violation_report(request: &Request) -> bool {
    request.method() == Method::POST && request.uri().path() == VIOLATIONS
}

/// Stores a report. A middleware calls this before the origin is checked: the origin of a report is `null`, because the
/// pages send no referrer.
pub(super) async fn record_violation(faults: &Faults, request: Request) -> Response {
    let Ok(report) = to_bytes(request.into_body(), MAX_REPORT_BYTES).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let report = String::from_utf8_lossy(&report).into_owned();
    faults.violations().push(report);
    StatusCode::NO_CONTENT.into_response()
}

async fn list_violations(State(state): State<AppState>) -> Json<Vec<String>> {
    Json(
        state
            .faults
            .map(|faults| faults.violations().clone())
            .unwrap_or_default(),
    )
}
