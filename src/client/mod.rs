//! Speaking to the API: one function for each operation, over the browser's `fetch`.
//!
//! Both give [`Received`], what came back by our own flags; what it means is `contract`'s to say. Nothing here repeats,
//! aborts or times out a request: a create that has left can only be waited for.

mod clock;
mod request;

use contract::response::Received;
use contract::wire::CreateRequest;
use contract::{ApiBase, ApiKey, IdempotencyKey, paths};
use js_sys::Function;

pub use clock::after;

/// Whom to speak to, as whom, and by what means.
pub struct Caller<'a> {
    /// The address of the API.
    pub base: &'a ApiBase,
    /// The key.
    pub key: &'a ApiKey,
    /// By which the API knows an attempt again. A header that an API does not expect may be all that fails a preflight.
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

/// `GET /v1/tenant`: tells whose key this is.
pub fn tenant<'a>(caller: &'a Caller<'a>) -> impl Future<Output = Received> + use<'a> {
    request::send(caller, request::get(caller, paths::TENANT))
}
