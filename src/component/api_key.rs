//! Asking the page around the form for its API key.

use contract::{ApiBase, ApiKey, ApiKeyError};
use js_sys::{Array, Promise};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::browser;
use super::host::use_host;
use super::scoped::spawn;
use super::state::FormState;
use crate::client::after;
use crate::model::{NotSent, given_key_for};

/// How long a page may take to give its key, in milliseconds.
const TIMEOUT: u32 = 10_000;

/// How long what began with a press serves that press, in milliseconds.
const OF_A_PRESS: u32 = 5_000;

/// Whether what began then (milliseconds since 1970) began with the press that is under way.
pub(super) fn is_of_this_press(began: f64) -> bool {
    (0.0..=f64::from(OF_A_PRESS)).contains(&(browser::now() - began))
}

/// A key that is requested when a press begins, for that press alone.
#[derive(Clone)]
pub(super) struct EarlyKey {
    base: ApiBase,
    /// When it was requested, in milliseconds since 1970.
    at: f64,
    key: Promise,
}

/// Requests the page's key for the press that has begun; none while the page is being asked already. It is forgotten when no
/// submit takes it in time.
pub(super) fn request_early(state: FormState, base: &ApiBase) -> Option<Promise> {
    if state.key_request.try_get_value()?.is_some() {
        return None;
    }
    let at = browser::now();
    let key = ask(state)?;
    if state.is_disposed() {
        return None;
    }
    state.early_key.try_set_value(Some(EarlyKey {
        base: base.clone(),
        at,
        key: key.clone(),
    }));
    spawn(async move {
        drop(JsFuture::from(after(OF_A_PRESS)).await);
        state.early_key.try_update_value(|early| {
            early.take_if(|early| early.at <= at);
        });
    });
    Some(key)
}

/// The page's key for this base address: the one that was requested when the press began, or a new one. The page is asked once
/// at a time.
///
/// # Errors
/// [`NotSent::NoKey`] when the page gives none, nothing but an empty text, or not within ten seconds;
/// [`NotSent::BadKey`] when what it gives is no key, as `"a\nb"`, or belongs to another API.
pub(super) async fn take_early_or_request(
    state: FormState,
    base: &ApiBase,
) -> Result<ApiKey, NotSent> {
    let early = state.early_key.try_update_value(Option::take).flatten();
    // The timer that forgets it may be late.
    if let Some(early) = early.filter(|early| early.base == *base && is_of_this_press(early.at)) {
        return read(early.key, base).await;
    }
    let pending = || state.key_request.try_get_value().flatten();
    while let Some(before) = pending() {
        drop(JsFuture::from(before).await);
    }
    read(ask(state).ok_or(NotSent::NoKey)?, base).await
}

/// Asks the page. None when it has no key to give.
fn ask(state: FormState) -> Option<Promise> {
    let key = use_host().api_key()?;
    let key = Promise::race(&Array::of2(&key, &after(TIMEOUT)));
    state.key_request.try_set_value(Some(key.clone()));
    let settled = key.clone();
    spawn(async move {
        drop(JsFuture::from(settled).await);
        state.key_request.try_set_value(None);
    });
    Some(key)
}

/// What the page gives, as a key for this base address.
///
/// # Errors
/// As [`take_early_or_request`].
pub(super) async fn read(key: Promise, base: &ApiBase) -> Result<ApiKey, NotSent> {
    let text = JsFuture::from(key)
        .await
        .ok()
        .and_then(|key| key.as_string());
    given_key_for(&text.unwrap_or_default(), base).map_err(|error| match error {
        ApiKeyError::Empty => NotSent::NoKey,
        error => NotSent::BadKey(error),
    })
}
