//! Answers that go wrong on purpose. Nothing here is reachable without `--faults`.

mod answer;
mod plan;
pub(crate) mod violations;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::json;

use self::plan::Fault;
use crate::api::error::ApiError;
use crate::{Sandbox, api};

/// Where faults are planned.
pub(crate) const PATH: &str = "/__fault";

/// Whether `path` is one of these, or would be if there were more.
pub(crate) fn owns(path: &str) -> bool {
    path.starts_with("/__")
}

/// Marks an answer that is never sent: the connection is closed instead.
#[derive(Clone, Copy)]
pub(crate) struct NoAnswer;

/// What is planned, and what was asked.
#[derive(Default)]
pub(crate) struct Faults {
    planned: Mutex<Vec<Fault>>,
    seen: Mutex<Vec<Seen>>,
    /// Counts on when the list is emptied: a request that is still on its way must not be taken for a later one.
    next_id: AtomicU64,
    violations: Mutex<Vec<String>>,
}

/// One request to the API; no status when there was no answer, or none yet.
#[derive(Clone, Serialize)]
struct Seen {
    #[serde(skip)]
    id: u64,
    method: String,
    path: String,
    status: Option<u16>,
}

impl Faults {
    fn planned(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.planned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn seen(&self) -> MutexGuard<'_, Vec<Seen>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn violations(&self) -> MutexGuard<'_, Vec<String>> {
        self.violations
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The fault that was planned first for this request, used once more.
    fn next_for(&self, request: &Request) -> Option<Fault> {
        let mut planned = self.planned();
        planned.retain(|fault| fault.times > 0);
        let fault = planned.iter_mut().find(|fault| fault.route.is(request))?;
        fault.times -= 1;
        Some(fault.clone())
    }
}

pub(crate) fn routes() -> Router<Sandbox> {
    Router::new()
        .route(PATH, post(plan).delete(clear))
        .route("/__key", post(mint))
        .route("/__requests", get(requests).delete(forget))
        .route(violations::PATH, get(violations::list))
}

async fn plan(State(sandbox): State<Sandbox>, Json(fault): Json<Fault>) -> Response {
    if let Err(reason) = fault.check() {
        return (StatusCode::BAD_REQUEST, reason).into_response();
    }
    if let Some(faults) = &sandbox.faults {
        faults.planned().push(fault);
    }
    StatusCode::NO_CONTENT.into_response()
}

async fn clear(State(sandbox): State<Sandbox>) -> StatusCode {
    if let Some(faults) = &sandbox.faults {
        faults.planned().clear();
    }
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    scopes: Vec<String>,
}

async fn mint(
    State(sandbox): State<Sandbox>,
    Json(wanted): Json<Wanted>,
) -> Result<impl IntoResponse, ApiError> {
    let key = sandbox.store.mint_key("test", wanted.scopes).await?;
    Ok((
        StatusCode::CREATED,
        Json(json!({ "key": key.expose_secret() })),
    ))
}

async fn requests(State(sandbox): State<Sandbox>) -> Json<Vec<Seen>> {
    Json(
        sandbox
            .faults
            .map(|faults| faults.seen().clone())
            .unwrap_or_default(),
    )
}

async fn forget(State(sandbox): State<Sandbox>) -> StatusCode {
    if let Some(faults) = &sandbox.faults {
        faults.seen().clear();
    }
    StatusCode::NO_CONTENT
}

/// Middleware: keeps a list of what was asked, refusals included.
pub(crate) async fn record(
    State(sandbox): State<Sandbox>,
    request: Request,
    next: Next,
) -> Response {
    let Some(faults) = &sandbox.faults else {
        return next.run(request).await;
    };
    if violations::is_report(&request) {
        return violations::take(&sandbox, request).await;
    }
    let path = request.uri().path();
    let id = api::owns(path).then(|| {
        let id = faults.next_id.fetch_add(1, Ordering::Relaxed);
        let (method, path) = (request.method().to_string(), path.to_owned());
        faults.seen().push(Seen {
            id,
            method,
            path,
            status: None,
        });
        id
    });
    let mut response = next.run(request).await;
    if response.extensions().get::<NoAnswer>().is_none() {
        let mut seen = faults.seen();
        if let Some(seen) = seen.iter_mut().find(|seen| Some(seen.id) == id) {
            seen.status = Some(response.status().as_u16());
        }
    }
    // A browser sends a request again by itself when a used connection closes without an answer:
    // with a new connection each time a dropped answer is seen as one.
    response
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Middleware: the planned answer in place of the real one.
pub(crate) async fn inject(
    State(sandbox): State<Sandbox>,
    request: Request,
    next: Next,
) -> Response {
    let fault = sandbox
        .faults
        .as_ref()
        .and_then(|faults| faults.next_for(&request));
    let Some(fault) = fault else {
        return next.run(request).await;
    };
    let real = if fault.commits() {
        Some(next.run(request).await)
    } else {
        None
    };
    tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
    if fault.drop {
        let mut response = Response::default();
        response.extensions_mut().insert(NoAnswer);
        return response;
    }
    fault.answer(real).await
}
