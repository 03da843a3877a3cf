//! Speaking to the API: one function for each operation, over the browser's `fetch`.
//!
//! Both give [`Received`], what came back by our own flags; what it means is `contract`'s to say. Nothing here repeats,
//! aborts or times out a request: a create that has left can only be waited for.

mod request;

use contract::answer::Received;
use contract::wire::CreateRequest;
use contract::{ApiBase, ApiKey, paths};

/// `POST /v1/webhooks`: creates a subscription.
pub async fn create(base: &ApiBase, key: &ApiKey, subscription: &CreateRequest) -> Received {
    let request = request::post(&base.join(paths::WEBHOOKS), key, subscription);
    request::send(request).await
}

/// `GET /v1/tenant`: tells whose key this is.
pub async fn tenant(base: &ApiBase, key: &ApiKey) -> Received {
    let request = request::get(&base.join(paths::TENANT), key);
    request::send(request).await
}
