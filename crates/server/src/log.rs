//! One line per request on stderr: method, path, status, time, request id. Never a header, a body,
//! a query or an address that somebody typed.

use std::fmt::Display;
use std::time::Instant;

use axum::extract::Request;
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;

use crate::token::word;

/// The longest piece of a path that is logged.
const MAX_PATH: usize = 120;

/// What names one request in its answer, in the error body and in the log.
#[derive(Clone, Debug, Default)]
pub(crate) struct RequestId(pub(crate) String);

/// Middleware: gives the request its id and logs its end.
pub(crate) async fn requests(mut request: Request, next: Next) -> Response {
    let id = RequestId(word::<8>("req_"));
    let begun = Instant::now();
    let method = request.method().clone();
    let path = presentable(request.uri().path()).to_owned();
    request.extensions_mut().insert(id.clone());

    let mut response = next.run(request).await;

    let RequestId(id) = id;
    let status = response.status().as_u16();
    eprintln!(
        "{method} {path} {status} {} ms {id}",
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

/// A path that cannot forge a log line and is not a key somebody pasted into the address bar.
fn presentable(path: &str) -> &str {
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic()) && path.len() <= MAX_PATH;
    if !plain || path.contains("sk_") || path.contains("whsec_") {
        return "[not shown]";
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_holds_a_key_or_is_odd_is_not_logged() {
        for odd in [
            "/sk_test_1",
            "/v1/whsec_1",
            "/a b",
            "/a\u{1b}[2J",
            "/\u{fc}",
        ] {
            assert_eq!(presentable(odd), "[not shown]", "{odd:?}");
        }
        assert_eq!(presentable(&"/a".repeat(100)), "[not shown]");
        assert_eq!(presentable("/v1/webhooks"), "/v1/webhooks");
    }
}
