//! The errors of the API, and their responses.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contract::CONTRACT_VERSION;
use serde::Serialize;

use crate::host::HostName;
use crate::idempotency::IdempotencyError;
use crate::log::RequestId;
use crate::store::StoreError;

/// The error of one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct FieldError {
    pub(crate) path: &'static str,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

/// The body of every error.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ErrorBody<'a> {
    ok: bool,
    error: ErrorData<'a>,
    contract_version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ErrorData<'a> {
    code: &'static str,
    message: String,
    fields: &'a [FieldError],
    request_id: &'a str,
}

/// Why a request is rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ApiError {
    UnreadableJson,
    BadIdempotencyKey,
    Unauthenticated,
    MissingScope { scope: &'static str },
    ForeignOrigin,
    NotFound,
    MethodNotAllowed,
    BodyTooSlow,
    IdempotencyInFlight,
    BodyTooLarge { max: usize },
    BodyBroken,
    NotJson,
    WrongHost { host: Option<HostName> },
    Invalid(Vec<FieldError>),
    IdempotencyKeyReused,
    TooManyRequests { retry_after: u64 },
    Internal,
    TooSlow,
}

impl ApiError {
    fn status(&self) -> StatusCode {
        match self {
            Self::UnreadableJson | Self::BadIdempotencyKey | Self::BodyBroken => {
                StatusCode::BAD_REQUEST
            }
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::MissingScope { .. } | Self::ForeignOrigin => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::BodyTooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::IdempotencyInFlight => StatusCode::CONFLICT,
            Self::BodyTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::WrongHost { .. } => StatusCode::MISDIRECTED_REQUEST,
            Self::Invalid(_) | Self::IdempotencyKeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::UnreadableJson => "UNREADABLE_JSON",
            Self::BadIdempotencyKey => "BAD_IDEMPOTENCY_KEY",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::MissingScope { .. } => "MISSING_SCOPE",
            Self::ForeignOrigin => "FOREIGN_ORIGIN",
            Self::NotFound => "NOT_FOUND",
            Self::MethodNotAllowed => "METHOD_NOT_ALLOWED",
            Self::BodyTooSlow => "BODY_TOO_SLOW",
            Self::IdempotencyInFlight => "IDEMPOTENCY_IN_FLIGHT",
            Self::BodyTooLarge { .. } => "BODY_TOO_LARGE",
            Self::BodyBroken => "BODY_BROKEN",
            Self::NotJson => "NOT_JSON",
            Self::WrongHost { .. } => "WRONG_HOST",
            Self::Invalid(_) => "VALIDATION_FAILED",
            Self::IdempotencyKeyReused => "IDEMPOTENCY_KEY_REUSED",
            Self::TooManyRequests { .. } => "TOO_MANY_REQUESTS",
            Self::Internal => "INTERNAL",
            Self::TooSlow => "TOO_SLOW",
        }
    }

    fn message(&self) -> String {
        match self {
            Self::UnreadableJson => "the body is not readable JSON".into(),
            Self::BadIdempotencyKey => {
                "Idempotency-Key takes one value of 1 to 255 visible ASCII characters, with or without quotes"
                    .into()
            }
            Self::Unauthenticated => {
                "a valid key is needed: Authorization: Bearer <api-key>".into()
            }
            Self::MissingScope { scope } => format!("the key does not hold the scope {scope}"),
            Self::ForeignOrigin => "pages of this origin may not call the sandbox".into(),
            Self::NotFound => "there is nothing at this path".into(),
            Self::MethodNotAllowed => "this path does not take this method".into(),
            Self::BodyTooSlow => "the body did not arrive in time".into(),
            Self::IdempotencyInFlight => {
                "the create with this Idempotency-Key is not answered yet".into()
            }
            Self::BodyTooLarge { max } => format!("the body is larger than {max} bytes"),
            Self::BodyBroken => "the body did not arrive whole".into(),
            Self::NotJson => "the body must be sent as application/json in UTF-8".into(),
            Self::WrongHost { host: Some(host) } => {
                let host = host.as_str();
                format!("the sandbox does not answer to {host} unless it is started with --host {host}")
            }
            Self::WrongHost { host: None } => {
                "a request needs one Host header, with a host that the sandbox answers to: --host NAME".into()
            }
            Self::Invalid(_) => "the subscription was not created".into(),
            Self::IdempotencyKeyReused => {
                "another create was sent with this Idempotency-Key".into()
            }
            Self::TooManyRequests { retry_after } => {
                format!("too many requests, the next one is taken in {retry_after} s")
            }
            Self::Internal => "the server failed, its log says why".into(),
            Self::TooSlow => "the server did not finish in time".into(),
        }
    }

    fn fields(&self) -> &[FieldError] {
        if let Self::Invalid(fields) = self {
            fields
        } else {
            &[]
        }
    }

    fn body(&self, RequestId(id): &RequestId) -> Body {
        let body = ErrorBody {
            ok: false,
            error: ErrorData {
                code: self.code(),
                message: self.message(),
                fields: self.fields(),
                request_id: id,
            },
            contract_version: CONTRACT_VERSION,
        };
        serde_json::to_vec(&body).unwrap_or_default().into()
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        crate::log::log_error(&error);
        Self::Internal
    }
}

impl From<IdempotencyError> for ApiError {
    fn from(error: IdempotencyError) -> Self {
        match error {
            IdempotencyError::BadKey => Self::BadIdempotencyKey,
            IdempotencyError::InFlight => Self::IdempotencyInFlight,
        }
    }
}

/// The status and the headers. [`write_error_body`] adds the body, which contains the request id.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        let headers = response.headers_mut();
        match self {
            Self::Unauthenticated => {
                headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            Self::TooManyRequests { retry_after } => {
                headers.insert(RETRY_AFTER, retry_after.into());
            }
            Self::IdempotencyInFlight => {
                headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
            }
            _ => {}
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Middleware: writes the body of every [`ApiError`].
pub(crate) async fn write_error_body(request: Request, next: Next) -> Response {
    let id = request
        .extensions()
        .get::<RequestId>()
        .cloned()
        .unwrap_or_default();
    let mut response = next.run(request).await;
    if let Some(error) = response.extensions_mut().remove::<ApiError>() {
        *response.body_mut() = error.body(&id);
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(CONTENT_TYPE, json);
    }
    response
}
