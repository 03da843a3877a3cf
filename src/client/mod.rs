//! The client of the API: one function for each operation, over the browser's `fetch`.
//!
//! Both return [`Received`]; `contract` decides what it means. Nothing here repeats, aborts or times out a request: a
//! create that was sent can only be awaited.

mod clock;
mod request;

use contract::response::Received;
use contract::wire::CreateRequest;
use contract::{ApiBase, ApiKey, IdempotencyKey, paths};
use js_sys::Function;

pub use clock::after;

/// The base address, key and `fetch` of a request.
pub struct Caller<'a> {
    /// The address of the API.
    pub base: &'a ApiBase,
    /// The key.
    pub key: &'a ApiKey,
    /// Identifies an attempt when it is retried. A header that an API does not expect may be all that fails a preflight.
    pub idempotency_key: Option<&'a IdempotencyKey>,
    /// What is called in place of the browser's `fetch`, with one `Request`; gives a promise of a `Response`.
    pub fetch: Option<Function>,
}

/// `POST /v1/webhooks`: creates a subscription.
pub fn create<'a>(
    caller: &'a Caller<'a>,
    subscription: &CreateRequest,
) -> impl Future<Output = Received> + use<'a> {
    request::send(caller, request::post(caller, paths::WEBHOOKS, subscription))
}

/// `GET /v1/tenant`: identifies the key.
pub fn tenant<'a>(caller: &'a Caller<'a>) -> impl Future<Output = Received> + use<'a> {
    request::send(caller, request::get(caller, paths::TENANT))
}
