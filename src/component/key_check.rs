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
    result: Rc<OnceCell<KeyCheck>>,
    /// Settles once the result is there.
    end: Promise,
}

/// The person asks about the key.
pub(super) fn check_key(state: FormState) {
    start(state, Connection::begin_check);
}

/// Asks about the key once base address and key are good and were left, so that a create need not wait for it.
pub(super) fn check_early(state: FormState) {
    start(state, |connection| connection.begin_early_check(false));
}

/// The person is about to submit: what the submit would wait for begins. Who only reaches the button may go on without a
/// press, and the page is not asked for its key.
pub(super) fn prepare(state: FormState, is_pressing: bool) {
    let key_source = state
        .connection
        .with_untracked(|connection| connection.key_source);
    match key_source {
        KeySource::Person => start(state, |connection| connection.begin_early_check(true)),
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
        if let Ok(key) = api_key::read(key, &base).await {
            let idempotency_key = new_idempotency_key();
            let caller = caller(&base, &key, idempotency_key.as_ref());
            check(state, &caller, version).await;
        }
    });
}

type Begin = fn(&mut Connection) -> Option<(ApiBase, ApiKey, u32)>;

fn start(state: FormState, begin: Begin) {
    let started = state.connection.try_update(begin);
    let Some((base, key, version)) = started.flatten() else {
        return;
    };
    spawn(async move {
        // With the headers that a create will have, so that its success covers the create's preflight too.
        let idempotency_key = new_idempotency_key();
        let caller = caller(&base, &key, idempotency_key.as_ref());
        check(state, &caller, version).await;
    });
}

/// Asks the API about the key of this version of the connection, and stores the result.
pub(super) async fn check(state: FormState, caller: &Caller<'_>, version: u32) -> KeyCheck {
    let check = shared(state, caller).await;
    state.connection.try_update(|connection| {
        connection.end_check(version, check.clone(), browser::is_online(), browser::now());
    });
    check
}

/// The result of the check of this key that is under way, or of a new one.
async fn shared(state: FormState, caller: &Caller<'_>) -> KeyCheck {
    let pair = Fingerprint::of_pair(caller.base, caller.key);
    let last = state.key_check.try_get_value().flatten();
    if let Some(SharedCheck { result, end, .. }) =
        last.filter(|last| last.pair == pair && last.result.get().is_none())
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
