//! The log on stderr, one line for each request: method, path, status, time, request id. It never contains a header, a
//! body or a query, and only paths that the server knows.

use std::fmt::Display;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::token::hex_token;

/// The id of a request, in its response, in the error body and in the log.
#[derive(Clone, Debug, Default)]
pub(crate) struct RequestId(pub(crate) String);

/// Middleware: assigns the request id and logs the request when it is done.
pub(crate) async fn log_request(mut request: Request, next: Next) -> Response {
    let id = RequestId(hex_token::<8>("req_"));
    let start = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let path = request.uri().path().to_owned();
    request.extensions_mut().insert(id.clone());

    let mut response = next.run(request).await;

    let RequestId(id) = id;
    let status = response.status();
    let path = match &route {
        Some(route) => route.as_str(),
        None if is_file(&method, &path, status) => &path,
        None => "[not shown]",
    };
    eprintln!(
        "{method} {path} {} {} ms {id}",
        status.as_u16(),
        start.elapsed().as_millis()
    );
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

/// Logs an error of the server. Such errors contain nothing that a client sent.
pub(crate) fn log_error(error: &impl Display) {
    eprintln!("error: {error}");
}

/// Whether a path is the name of an existing file, and not, for example, a key that was pasted into the address bar. A
/// name that could forge a log line does not count either.
fn is_file(method: &Method, path: &str, status: StatusCode) -> bool {
    let is_read = matches!(*method, Method::GET | Method::HEAD);
    let found = status.is_success() || status == StatusCode::NOT_MODIFIED;
    is_read && found && path.bytes().all(|byte| byte.is_ascii_graphic())
}
