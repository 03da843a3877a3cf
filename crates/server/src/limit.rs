//! How much, how long, how often.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt;

use crate::api::error::ApiError;
use crate::{Sandbox, fault};

/// The largest body of the API.
pub(crate) const MAX_BODY: usize = 16 * 1024;

/// What is read of a larger body before it is refused: a sender that is cut off while it still
/// sends never reads the refusal.
const MAX_DRAINED: usize = 1024 * 1024;

/// How long a body may take to arrive, and how long its answer may take.
pub(crate) const REQUEST_TIME: Duration = Duration::from_secs(10);

/// How many requests a key may make in one [`WINDOW`].
pub(crate) const REQUESTS_PER_WINDOW: u32 = 600;

/// How long requests are counted together.
pub(crate) const WINDOW: Duration = Duration::from_mins(1);

/// Middleware: has the whole body in hand before anything is decided.
pub(crate) async fn read_body(
    State(sandbox): State<Sandbox>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let long_enough_to_fault = sandbox.faults.is_some() && request.uri().path() == fault::PATH;
    let max = if long_enough_to_fault {
        MAX_DRAINED
    } else {
        MAX_BODY
    };
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(REQUEST_TIME, read(body, max)).await {
        Ok(Ok(Some(body))) => Ok(next.run(Request::from_parts(parts, body.into())).await),
        Ok(Ok(None)) => Err(ApiError::BodyTooLarge { max }),
        Ok(Err(_)) => Err(ApiError::BodyBroken),
        Err(_) => Err(ApiError::BodyTooSlow),
    }
}

/// The body, or nothing when it is larger than `max`.
async fn read(mut body: Body, max: usize) -> Result<Option<Bytes>, axum::Error> {
    let mut kept = Vec::new();
    let mut seen: usize = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else {
            continue;
        };
        seen = seen.saturating_add(data.len());
        if seen <= max {
            kept.extend_from_slice(&data);
        } else if seen > MAX_DRAINED {
            break;
        }
    }
    Ok((seen <= max).then(|| kept.into()))
}

/// Middleware: gives up on an answer that takes too long. What it began is finished all the same.
pub(crate) async fn answer_in_time(request: Request, next: Next) -> Result<Response, ApiError> {
    tokio::time::timeout(REQUEST_TIME, next.run(request))
        .await
        .map_err(|_| ApiError::TooSlow)
}

/// Counts requests, per key.
#[derive(Default)]
pub(crate) struct Counter(Mutex<HashMap<String, (Instant, u32)>>);

impl Counter {
    /// Takes one request of `who`, or says in how many seconds the next one is taken.
    pub(crate) fn take(&self, who: &str, now: Instant) -> Result<(), ApiError> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (begun, count) = counts.entry(who.to_owned()).or_insert((now, 0));
        let past = now.saturating_duration_since(*begun);
        if past >= WINDOW {
            (*begun, *count) = (now, 0);
        }
        if *count >= REQUESTS_PER_WINDOW {
            let left = WINDOW.saturating_sub(past);
            return Err(ApiError::TooManyRequests {
                retry_after: left.as_secs().max(1),
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
    async fn an_answer_that_takes_too_long_is_given_up() {
        let slow = Router::new()
            .route(
                "/",
                get(async || tokio::time::sleep(REQUEST_TIME * 2).await),
            )
            .layer(from_fn(answer_in_time));
        let request: Request = Request::default();
        let Ok(answer) = slow.oneshot(request).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    }

    #[test]
    fn a_key_has_its_own_count_and_a_new_one_each_minute() {
        let counter = Counter::default();
        let begin = Instant::now();
        for _ in 0..REQUESTS_PER_WINDOW {
            counter.take("a", begin).unwrap();
        }
        let later = begin + Duration::from_secs(20);
        assert_eq!(
            counter.take("a", later),
            Err(ApiError::TooManyRequests { retry_after: 40 })
        );
        assert_eq!(counter.take("b", later), Ok(()));
        assert_eq!(counter.take("a", begin + WINDOW), Ok(()));
    }
}
