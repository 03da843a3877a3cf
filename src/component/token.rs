//! Asking the page around the form for its key.

use contract::{ApiBase, ApiKey, ApiKeyError};
use js_sys::{Array, Promise};
use wasm_bindgen_futures::JsFuture;

use super::host::current;
use crate::client::after;
use crate::model::{NotSent, key_for};

/// How long a page may take to give its key, in milliseconds.
const PATIENCE: u32 = 10_000;

/// The page's key for this address. The page is asked once at a time: whoever comes meanwhile waits for its turn.
///
/// # Errors
/// [`NotSent::NoKey`] when the page gives none, nothing but an empty text, or not within ten seconds;
/// [`NotSent::BadKey`] when what it gives is no key, as `"a\nb"`, or belongs to another API.
pub(super) async fn ask(base: &ApiBase) -> Result<ApiKey, NotSent> {
    let scope = current().ok_or(NotSent::NoKey)?;
    loop {
        let before = scope.asking().borrow().clone();
        let Some(before) = before else { break };
        drop(JsFuture::from(before).await);
    }
    let given = scope.host().key().ok_or(NotSent::NoKey)?;
    let given = Promise::race(&Array::of2(&given, &after(PATIENCE)));
    scope.asking().replace(Some(given.clone()));
    let given = JsFuture::from(given).await;
    scope.asking().take();
    let text = given.ok().and_then(|given| given.as_string());
    key_for(&text.unwrap_or_default(), base).map_err(|error| match error {
        ApiKeyError::Empty => NotSent::NoKey,
        error => NotSent::BadKey(error),
    })
}
