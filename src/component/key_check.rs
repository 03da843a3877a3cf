//! Asking the API about the key: when the person asks for it, before a create, and ahead of both.

use contract::response::{KeyCheck, classify_tenant};
use contract::{ApiBase, ApiKey};
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use leptos::prelude::*;

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
    result: Shared<LocalBoxFuture<'static, KeyCheck>>,
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
    let connection = state.connection.read_untracked();
    let version = connection.version();
    let needs_check = !connection.is_fresh(browser::now());
    let Some((base, _)) = connection.parsed() else {
        return;
    };
    let key = api_key::request_early(state, &base);
    spawn(async move {
        if let Ok(key) = key.await
            && needs_check
        {
            check(state, &caller(base, key, new_idempotency_key()), version).await;
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
        let caller = caller(base, key, new_idempotency_key());
        check(state, &caller, version).await;
    });
}

/// Asks the API about the key of this version of the connection, and stores the result.
pub(super) async fn check(state: FormState, caller: &Caller, version: u32) -> KeyCheck {
    let check = shared(state, caller).await;
    state.connection.try_update(|connection| {
        connection.end_check(version, check.clone(), browser::is_online(), browser::now());
    });
    check
}

/// The check of this key that is under way, or a new one.
fn shared(state: FormState, caller: &Caller) -> Shared<LocalBoxFuture<'static, KeyCheck>> {
    let pair = Fingerprint::of_pair(&caller.base, &caller.key);
    let last = state.key_check.try_get_value().flatten();
    let pending = last.filter(|last| last.pair == pair && last.result.peek().is_none());
    if let Some(pending) = pending {
        return pending.result;
    }
    let caller = caller.clone();
    let result = async move { classify_tenant(&client::tenant(&caller).await) };
    let result = result.boxed_local().shared();
    let check = SharedCheck {
        pair,
        result: result.clone(),
    };
    state.key_check.try_set_value(Some(check));
    result
}
