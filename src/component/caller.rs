//! What a request of the form is sent with.

use contract::{ApiBase, ApiKey, IdempotencyKey};

use super::browser;
use super::host::use_host;
use crate::client::Caller;

/// Base address and key, with the `fetch` of the page around the form.
pub(super) fn caller<'a>(
    base: &'a ApiBase,
    key: &'a ApiKey,
    idempotency_key: Option<&'a IdempotencyKey>,
) -> Caller<'a> {
    Caller {
        base,
        key,
        idempotency_key,
        fetch: use_host().fetch(),
    }
}

/// An idempotency key for a new attempt, where the page wants one for each.
pub(super) fn new_idempotency_key() -> Option<IdempotencyKey> {
    use_host()
        .uses_idempotency_keys()
        .then(browser::new_idempotency_key)
        .flatten()
}
