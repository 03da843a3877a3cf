//! Asking the API about the key: when the person asks for it, before a create, and ahead of both.

use std::cell::OnceCell;
use std::rc::Rc;

use contract::response::{KeyCheck, classify_tenant};
use contract::{ApiBase, ApiKey};
use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::caller::{caller, new_idempotency_key};
use super::scoped::spawn;
use super::state::FormState;
use super::{api_key, browser};
use crate::client::{self, Caller};
use crate::model::{Connection, Fingerprint, KeySource};

/// A check of a key: all who need its result wait for the same response.
#[derive(Clone)]
pub(super) struct SharedCheck {
    /// Base address and key.
    pair: Fingerprint,
    /// When it began, in milliseconds since 1970.
    at: f64,
    result: Rc<OnceCell<KeyCheck>>,
    /// Settles once the result is there.
    end: Promise,
}

/// The person asks about the key.
pub(super) fn check_key(state: FormState) {
    let begun = state.connection.try_update(Connection::begin_check);
    start(state, begun.flatten());
}

/// Asks about the key once base address and key are good and were left, so that a create need not wait for it.
pub(super) fn check_early(state: FormState) {
    begin_early(state, false);
}

fn begin_early(state: FormState, is_submitting: bool) {
    let begun = state.connection.try_maybe_update(|connection| {
        let begun = connection.begin_early_check(is_submitting);
        (begun.is_some(), begun)
    });
    start(state, begun.flatten());
}

/// The API has not responded in time, or the person does not want to wait. Who asks again sends another request.
pub(super) fn give_up(state: FormState) {
    forget(state);
    state.connection.update(Connection::give_up_check);
}

/// Who asks again sends another request.
pub(super) fn forget(state: FormState) {
    state.key_check.try_set_value(None);
}

/// The person is about to submit: what the submit would wait for begins. Who only reaches the button may go on without a
/// press, and the page is not asked for its key.
pub(super) fn prepare(state: FormState, is_pressing: bool) {
    if state.disabled.get_untracked() {
        return;
    }
    let key_source = state
        .connection
        .with_untracked(|connection| connection.key_source);
    match key_source {
        KeySource::Person => begin_early(state, true),
        KeySource::Page if is_pressing && state.would_send() => prepare_with_key_of_page(state),
        KeySource::Page => {}
    }
}

fn prepare_with_key_of_page(state: FormState) {
    let (base, version, is_fresh) = state.connection.with_untracked(|connection| {
        let is_fresh = connection.is_fresh(browser::now());
        (connection.parsed(), connection.version(), is_fresh)
    });
    let Some((base, _)) = base else { return };
    let Some(key) = api_key::request_early(state, &base) else {
        return;
    };
    if is_fresh {
        return;
    }
    spawn(async move {
        let key = api_key::read(key, &base).await;
        // The page may have changed the address since, or have ended the form.
        let is_current = state.connection.try_with_untracked(Connection::version) == Some(version);
        if let Ok(key) = key
            && is_current
            && !state.is_disposed()
        {
            let idempotency_key = new_idempotency_key();
            let caller = caller(&base, &key, idempotency_key.as_ref());
            let check = shared(state, &caller).await;
            store(state, version, check);
        }
    });
}

fn start(state: FormState, begun: Option<(ApiBase, ApiKey, u32)>) {
    let Some((base, key, version)) = begun else {
        return;
    };
    spawn(async move {
        // With the headers that a create will have, so that its success covers the create's preflight too.
        let idempotency_key = new_idempotency_key();
        let caller = caller(&base, &key, idempotency_key.as_ref());
        let check = shared(state, &caller).await;
        drop(JsFuture::from(browser::released()).await);
        store(state, version, check);
    });
}

/// Asks the API about the key before a create. What a check said that began with the press of this create is not asked again.
pub(super) async fn check(state: FormState, caller: &Caller<'_>, version: u32) -> KeyCheck {
    let last = last_check(state, Fingerprint::of_pair(caller.base, caller.key));
    let of_this_press = last.filter(|last| api_key::is_of_this_press(last.at));
    let known = of_this_press.and_then(|last| last.result.get().cloned());
    let check = match known {
        Some(known @ (KeyCheck::Refused(_) | KeyCheck::Inconclusive(_)))
            if browser::is_online() =>
        {
            known
        }
        _ => shared(state, caller).await,
    };
    // It serves one create.
    forget(state);
    store(state, version, check.clone());
    check
}

/// Stores a result for this version of the connection.
fn store(state: FormState, version: u32, check: KeyCheck) {
    state.connection.try_update(|connection| {
        connection.end_check(version, check, browser::is_online(), browser::now());
    });
}

/// The last check, if it was of this pair.
fn last_check(state: FormState, pair: Fingerprint) -> Option<SharedCheck> {
    let last = state.key_check.try_get_value().flatten();
    last.filter(|last| last.pair == pair)
}

/// The result of the check of this key that is under way, or of a new one.
async fn shared(state: FormState, caller: &Caller<'_>) -> KeyCheck {
    let pair = Fingerprint::of_pair(caller.base, caller.key);
    if let Some(SharedCheck { result, end, .. }) =
        last_check(state, pair).filter(|last| last.result.get().is_none())
    {
        drop(JsFuture::from(end).await);
        if let Some(result) = result.get() {
            return result.clone();
        }
    }
    let result = Rc::<OnceCell<_>>::default();
    let mut settle = None;
    let end = Promise::new(&mut |resolve, _| settle = Some(resolve));
    state.key_check.try_set_value(Some(SharedCheck {
        pair,
        at: browser::now(),
        result: result.clone(),
        end,
    }));
    let check = classify_tenant(&client::tenant(caller).await);
    drop(result.set(check.clone()));
    if let Some(settle) = settle {
        drop(settle.call0(&JsValue::UNDEFINED));
    }
    check
}
