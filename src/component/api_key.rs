//! Asking the page around the form for its API key.

use contract::{ApiBase, ApiKey, ApiKeyError};
use js_sys::{Array, Promise};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::host::use_host;
use super::state::FormState;
use crate::client::after;
use crate::model::{NotSent, given_key_for};

/// How long a page may take to give its key, in milliseconds.
const TIMEOUT: u32 = 10_000;

/// The page's key for this base address. The page is asked once at a time.
///
/// # Errors
/// [`NotSent::NoKey`] when the page gives none, nothing but an empty text, or not within ten seconds;
/// [`NotSent::BadKey`] when what it gives is no key, as `"a\nb"`, or belongs to another API.
pub(super) async fn request(state: FormState, base: &ApiBase) -> Result<ApiKey, NotSent> {
    let pending = || state.key_request.try_get_value().flatten();
    while let Some(before) = pending() {
        drop(JsFuture::from(before).await);
    }
    let key = use_host().api_key().ok_or(NotSent::NoKey)?;
    let key = Promise::race(&Array::of2(&key, &after(TIMEOUT)));
    state.key_request.try_set_value(Some(key.clone()));
    let key = JsFuture::from(key).await;
    state.key_request.try_set_value(None);
    let text = key.ok().and_then(|key| key.as_string());
    given_key_for(&text.unwrap_or_default(), base).map_err(|error| match error {
        ApiKeyError::Empty => NotSent::NoKey,
        error => NotSent::BadKey(error),
    })
}
