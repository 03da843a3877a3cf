//! What browsers report of pages that broke their policy.

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::Sandbox;

/// Where they report it.
pub(crate) const PATH: &str = "/__violations";

/// The most bytes of a report.
const MAX_REPORT: usize = 16 * 1024;

/// Whether a request is such a report.
pub(super) fn is_report(request: &Request) -> bool {
    request.method() == Method::POST && request.uri().path() == PATH
}

/// Takes one in. It comes with the origin `null`, since a page sends no referrer, and so past the guard.
pub(super) async fn take(sandbox: &Sandbox, request: Request) -> Response {
    let Ok(report) = to_bytes(request.into_body(), MAX_REPORT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    if let Some(faults) = &sandbox.faults {
        let report = String::from_utf8_lossy(&report).into_owned();
        faults.violations().push(report);
    }
    StatusCode::NO_CONTENT.into_response()
}

/// All that came.
pub(super) async fn list(State(sandbox): State<Sandbox>) -> Json<Vec<String>> {
    Json(
        sandbox
            .faults
            .map(|faults| faults.violations().clone())
            .unwrap_or_default(),
    )
}
