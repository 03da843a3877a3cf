use serde_json::Value;

use super::page::{is_page, media_type, title};
use super::{FieldError, Response};
use crate::error_body::{ErrorBody, excerpt};

/// A create that certainly did not create anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The reason, one for each thing that the user can do about it.
    pub reason: Reason,
    /// The server's error code.
    pub code: Option<String>,
    /// The server's message, or the title of a page; at most 120 characters.
    pub message: Option<String>,
    /// The request id, for the API's support.
    pub request_id: Option<String>,
    /// The errors of single fields.
    pub fields: Vec<FieldError>,
    /// The HTTP status.
    pub status: u16,
    /// The media type of the response, without parameters.
    pub media_type: Option<String>,
}

/// Why nothing was created: a variant for each thing that the user can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// 400, 422, or `ok: false` under a 200.
    Invalid,
    /// 401: the key is not accepted.
    KeyRejected,
    /// 403: the key does not have the scope.
    KeyLacksScope,
    /// 404, 405: the base URL is wrong.
    NoSuchEndpoint,
    /// 409: a conflict with another request or an existing subscription.
    Conflict,
    /// 409: an earlier request with the same idempotency key is in flight. The value is the seconds to wait, if the
    /// server sent them.
    InFlight(Option<u32>),
    /// 422: the idempotency key was used before with another body.
    IdempotencyKeyReused,
    /// 410: the sandbox tenant is deleted.
    Gone,
    /// 412: a precondition failed.
    Precondition,
    /// 413: the body is too large.
    TooLarge,
    /// 429: too many requests. The value is the seconds to wait, if the server sent them.
    TooManyRequests(Option<u32>),
    /// A 4xx with a page. It may come from something before the API, such as a firewall or a sign-on page, and then says
    /// nothing about the key or the base URL.
    Page,
    /// Any other 4xx.
    Refused,
}

impl Reason {
    /// The more specific reason that the server's error code gives, or the same one.
    fn refined_by(self, code: Option<&str>, response: &Response) -> Self {
        match (self, code) {
            (Self::Conflict, Some("IDEMPOTENCY_IN_FLIGHT")) => Self::InFlight(response.retry_after),
            (Self::Invalid, Some("IDEMPOTENCY_KEY_REUSED")) => Self::IdempotencyKeyReused,
            _ => self,
        }
    }

    /// The reason when a page came in place of the API's error. Too large and too many requests are so whoever says it, and
    /// who meets a conflict is asked to look anyway.
    fn of_page(self) -> Self {
        match self {
            Self::Conflict
            | Self::InFlight(_)
            | Self::IdempotencyKeyReused
            | Self::TooLarge
            | Self::TooManyRequests(_) => self,
            Self::Invalid
            | Self::KeyRejected
            | Self::KeyLacksScope
            | Self::NoSuchEndpoint
            | Self::Gone
            | Self::Precondition
            | Self::Page
            | Self::Refused => Self::Page,
        }
    }
}

impl Refusal {
    /// Whether another key may be accepted: a 401, also where it may not come from the API.
    pub fn rejects_key(&self) -> bool {
        self.status == 401
    }

    /// What a 403 would mean, known in advance from the scopes in a 200 of `GET /v1/tenant`.
    pub fn missing_scope() -> Self {
        Self {
            reason: Reason::KeyLacksScope,
            code: None,
            message: None,
            request_id: None,
            fields: Vec::new(),
            status: 200,
            media_type: None,
        }
    }

    /// Reads the error body. If it has no message of its own, the message is the start of `quotable`, or the title of a
    /// page.
    pub(super) fn read(
        reason: Reason,
        response: &Response,
        quotable: &str,
        json: Option<&Value>,
    ) -> Self {
        let body = json.map(ErrorBody::read).unwrap_or_default();
        let reason = reason.refined_by(body.code.as_deref(), response);
        let is_page = is_page(response, quotable, json);
        let quote = || {
            if is_page {
                title(quotable)
            } else {
                Some(excerpt(quotable)).filter(|text| !text.is_empty())
            }
        };
        Self {
            reason: if is_page { reason.of_page() } else { reason },
            code: body.code,
            message: body.message.or_else(quote),
            request_id: body.request_id,
            fields: body.fields,
            status: response.status,
            media_type: media_type(response),
        }
    }
}

/// The reason that a status gives for a refusal; `None` when the status is not a refusal. A 408 is none: it may come
/// from a gateway that timed out while the server went on.
pub(super) fn reason_of(response: &Response) -> Option<Reason> {
    Some(match response.status {
        400 | 422 => Reason::Invalid,
        401 => Reason::KeyRejected,
        403 => Reason::KeyLacksScope,
        404 | 405 => Reason::NoSuchEndpoint,
        408 => return None,
        409 => Reason::Conflict,
        410 => Reason::Gone,
        412 => Reason::Precondition,
        413 => Reason::TooLarge,
        429 => Reason::TooManyRequests(response.retry_after),
        400..=499 => Reason::Refused,
        _ => return None,
    })
}
