//! Fault injection: makes responses fail on purpose. Nothing here is reachable without `--faults`.

mod definition;
mod handlers;
mod response;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::CONNECTION;
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;

use self::definition::Fault;
use crate::paths;

pub(crate) use self::handlers::routes;

/// A response extension: the connection is closed instead of sending the response.
#[derive(Clone, Copy)]
pub(crate) struct DropConnection;

/// The active faults, and the requests to the API.
#[derive(Default)]
pub(crate) struct Faults {
    active: Mutex<Vec<Fault>>,
    requests: Mutex<Vec<RecordedRequest>>,
    /// Not reset with the list: a request in flight must not be confused with a later one.
    next_request_id: AtomicU64,
    violations: Mutex<Vec<String>>,
}

/// A request to the API. The status is `None` without a response, or before it.
#[derive(Clone, Serialize)]
struct RecordedRequest {
    #[serde(skip)]
    id: u64,
    method: String,
    path: String,
    status: Option<u16>,
}

impl Faults {
    fn active(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.active.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn requests(&self) -> MutexGuard<'_, Vec<RecordedRequest>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn violations(&self) -> MutexGuard<'_, Vec<String>> {
        self.violations
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The oldest active fault for this request, which counts as used.
    fn next_for(&self, request: &Request) -> Option<Fault> {
        let mut active = self.active();
        active.retain(|fault| fault.times > 0);
        let fault = active
            .iter_mut()
            .find(|fault| fault.route.matches(request))?;
        fault.times -= 1;
        Some(fault.clone())
    }

    /// Adds a request to the API to the list, and returns its id.
    fn record(&self, request: &Request) -> u64 {
        let id = self.next_request_id.fetch_add(1, Ordering::Relaxed);
        self.requests().push(RecordedRequest {
            id,
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            status: None,
        });
        id
    }
}

/// Middleware: records the requests to the API, including rejected ones, and the reports of violations.
pub(crate) async fn record(
    State(faults): State<Option<Arc<Faults>>>,
    request: Request,
    next: Next,
) -> Response {
    let Some(faults) = faults else {
        return next.run(request).await;
    };
    if handlers::is_violation_report(&request) {
        return handlers::record_violation(&faults, request).await;
    }
    let id = paths::is_api(request.uri().path()).then(|| faults.record(&request));
    let mut response = next.run(request).await;
    if response.extensions().get::<DropConnection>().is_none() {
        let mut requests = faults.requests();
        if let Some(request) = requests.iter_mut().find(|request| Some(request.id) == id) {
            request.status = Some(response.status().as_u16());
        }
    }
    // A browser retries a request by itself when a reused connection closes without a response. With a new connection
    // for each request, tests see the dropped one.
    response
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Middleware: replaces a response by that of an active fault.
pub(crate) async fn inject(
    State(faults): State<Option<Arc<Faults>>>,
    request: Request,
    next: Next,
) -> Response {
    let Some(fault) = faults.and_then(|faults| faults.next_for(&request)) else {
        return next.run(request).await;
    };
    let original = if fault.runs_handler() {
        Some(next.run(request).await)
    } else {
        None
    };
    tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
    if fault.drop {
        let mut response = Response::default();
        response.extensions_mut().insert(DropConnection);
        return response;
    }
    fault.apply_to(original).await
}
