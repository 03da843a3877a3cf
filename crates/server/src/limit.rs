//! Limits: the size of a body, the time of a request, and the rate of requests.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt;

use crate::api_error::ApiError;
use crate::paths;

/// The maximum size of a request body.
pub(crate) const MAX_BODY_BYTES: usize = 16 * 1024;

/// How much of a larger body is read before it is rejected. A client whose connection closes while it is sending does
/// not read the response.
const MAX_DRAINED_BYTES: usize = 1024 * 1024;

/// The timeout of reading a body, and of the response.
pub(crate) const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);

/// The maximum number of requests of a key in one [`WINDOW`].
pub(crate) const REQUESTS_PER_WINDOW: u32 = 600;

/// The window of the rate limit.
pub(crate) const WINDOW: Duration = Duration::from_mins(1);

/// The configuration of [`buffer_body`].
#[derive(Clone, Copy)]
pub(crate) struct BodyLimit {
    /// Whether the definition of a fault may be larger than other bodies.
    pub(crate) large_fault_definitions: bool,
}

/// Middleware: reads the whole body before the request is handled.
pub(crate) async fn buffer_body(
    State(limit): State<BodyLimit>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let is_fault_definition = request.uri().path() == paths::FAULT;
    let max = if limit.large_fault_definitions && is_fault_definition {
        MAX_DRAINED_BYTES
    } else {
        MAX_BODY_BYTES
    };
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(REQUEST_TIMEOUT, read(body, max)).await {
        Ok(Ok(Some(body))) => Ok(next.run(Request::from_parts(parts, body.into())).await),
        Ok(Ok(None)) => Err(ApiError::BodyTooLarge { max }),
        Ok(Err(_)) => Err(ApiError::BodyBroken),
        Err(_) => Err(ApiError::BodyTooSlow),
    }
}

/// The body, or `None` when it is larger than `max`.
async fn read(mut body: Body, max: usize) -> Result<Option<Bytes>, axum::Error> {
    let mut bytes = Vec::new();
    let mut len: usize = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else {
            continue;
        };
        len = len.saturating_add(data.len());
        if len <= max {
            bytes.extend_from_slice(&data);
        } else if len > MAX_DRAINED_BYTES {
            break;
        }
    }
    Ok((len <= max).then(|| bytes.into()))
}

/// Middleware: responds with an error when the handler takes too long. Its database transaction continues.
pub(crate) async fn time_out_response(request: Request, next: Next) -> Result<Response, ApiError> {
    tokio::time::timeout(REQUEST_TIMEOUT, next.run(request))
        .await
        .map_err(|_| ApiError::TooSlow)
}

/// Counts the requests of each key in fixed windows.
#[derive(Default)]
pub(crate) struct RateLimiter(Mutex<HashMap<String, (Instant, u32)>>);

impl RateLimiter {
    /// Counts one request of `key_id`.
    ///
    /// # Errors
    ///
    /// [`ApiError::TooManyRequests`] with the seconds to wait, for the request 601 in one minute.
    pub(crate) fn check(&self, key_id: &str, now: Instant) -> Result<(), ApiError> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (start, count) = counts.entry(key_id.to_owned()).or_insert((now, 0));
        let elapsed = now.saturating_duration_since(*start);
        if elapsed >= WINDOW {
            (*start, *count) = (now, 0);
        }
        if *count >= REQUESTS_PER_WINDOW {
            let remaining = WINDOW.saturating_sub(elapsed);
            return Err(ApiError::TooManyRequests {
                retry_after: remaining.as_secs().max(1),
            });
        }
        *count += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::http::StatusCode;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn slow_response_times_out() {
        let slow = Router::new()
            .route(
                "/",
                get(async || tokio::time::sleep(REQUEST_TIMEOUT * 2).await),
            )
            .layer(from_fn(time_out_response));
        let request: Request = Request::default();
        let Ok(response) = slow.oneshot(request).await;
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    }

    #[test]
    fn each_key_has_its_own_count_in_each_minute() {
        let limiter = RateLimiter::default();
        let begin = Instant::now();
        for _ in 0..REQUESTS_PER_WINDOW {
            limiter.check("a", begin).unwrap();
        }
        let later = begin + Duration::from_secs(20);
        assert_eq!(
            limiter.check("a", later),
            Err(ApiError::TooManyRequests { retry_after: 40 })
        );
        assert_eq!(limiter.check("b", later), Ok(()));
        assert_eq!(limiter.check("a", begin + WINDOW), Ok(()));
    }
}
