//! One line per request on stderr: method, path, status, time, request id. Never a header, a body,
//! a query or an address that somebody typed: of a path, only what the server knows itself.

use std::fmt::Display;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::token::word;

/// What names one request in its answer, in the error body and in the log.
#[derive(Clone, Debug, Default)]
pub(crate) struct RequestId(pub(crate) String);

/// Middleware: gives the request its id and logs its end.
pub(crate) async fn requests(mut request: Request, next: Next) -> Response {
    let id = RequestId(word::<8>("req_"));
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let path = request.uri().path().to_owned();
    request.extensions_mut().insert(id.clone());

    let mut response = next.run(request).await;

    let RequestId(id) = id;
    let status = response.status();
    let path = match &route {
        Some(route) => route.as_str(),
        None if names_a_file(&method, &path, status) => &path,
        None => "[not shown]",
    };
    eprintln!(
        "{method} {path} {} {} ms {id}",
        status.as_u16(),
        begun.elapsed().as_millis()
    );
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

/// Says why the server failed. Our own errors hold nothing that a caller sent.
pub(crate) fn failure(error: &impl Display) {
    eprintln!("error: {error}");
}

/// Whether a path was the name of a file that is there, and not a key somebody pasted into the address
/// bar; a name that could forge a log line is not shown either.
fn names_a_file(method: &Method, path: &str, status: StatusCode) -> bool {
    let reads = matches!(*method, Method::GET | Method::HEAD);
    let found = status.is_success() || status == StatusCode::NOT_MODIFIED;
    reads && found && path.bytes().all(|byte| byte.is_ascii_graphic())
}
