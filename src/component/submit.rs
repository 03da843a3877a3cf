//! What happens between a submit and its outcome. A create that has left belongs to the state, which this future keeps
//! alive, and not to any view: nothing here is ended by one that goes away.

use super::prelude::*;
use contract::response::{KeyCheck, Reason, classify_tenant};
use contract::{ApiBase, ApiKey, IdempotencyKey};
use wasm_bindgen_futures::JsFuture;

use super::host::{Happened, Scope, current, spawn};
use super::{Form, browser, salvage, token};
use crate::client::{self, Caller, after};
use crate::model::{CreateForm, NotSent, State, Submission};

/// The state as the future of an attempt holds it.
type Kept = ArcRwSignal<CreateForm>;

/// Sends the form, if there is nothing to mend, nothing on its way and nothing to ask first.
pub(super) fn create(form: Form) {
    send(form, CreateForm::submit);
}

/// Sends the form after the person was asked.
pub(super) fn create_again(form: Form) {
    send(form, CreateForm::create_again);
}

type Verb = fn(&mut CreateForm, f64, Option<IdempotencyKey>) -> Option<Submission>;

fn send(form: Form, verb: Verb) {
    let submission = form.try_update(|form| verb(form, browser::now(), new_key()));
    let Some(submission) = submission.flatten() else {
        return;
    };
    let form = Kept::from(form);
    spawn(async move {
        if let Some(state) = outcome(&form, &submission).await {
            end(&form, &submission, state);
        }
    });
}

/// Takes what became of it, the secret before anything else.
fn end(form: &Kept, submission: &Submission, state: State) {
    let scope = current();
    if scope.as_ref().is_some_and(|scope| scope.is_over()) {
        return;
    }
    salvage::keep(scope.as_deref().map_or(0, Scope::id), submission.id, &state);
    let (created, failed) = match &state {
        State::Created(answered) => (Some(answered.subscription.clone()), None),
        other => (None, Some(other.clone())),
    };
    // One that the person has stopped before it left is over, and was told of.
    let Some(true) = form.try_update(|form| form.end(submission.id, state)) else {
        return;
    };
    let Some(scope) = scope else { return };
    if let Some(subscription) = created {
        scope.host().tell(&Happened::Created(subscription.as_ref()));
    }
    if let Some(failed) = failed {
        scope.host().tell(&Happened::Failed(&failed));
    }
}

/// Tells of an attempt that the person has stopped before it left.
pub(super) fn tell_stopped(form: Form) {
    let stopped = State::NotSent(NotSent::Stopped);
    let is_stopped = form.with_untracked(|form| {
        let latest = form.attempts().latest();
        latest.is_some_and(|latest| matches!(latest.state, State::NotSent(NotSent::Stopped)))
    });
    if let Some(scope) = current().filter(|_| is_stopped) {
        scope.host().tell(&Happened::Failed(&stopped));
    }
}

/// What became of it; none when it did not leave, for the person has stopped it or must be asked.
///
/// Where the page has the key, it is asked for another one when the API does not take the first: a 401 has created
/// nothing, so the create may be sent once more. And where the API is still at work on a request before with the same
/// idempotency key, the create is sent again for as long as it is waited for. No other answer makes it leave twice.
async fn outcome(form: &Kept, submission: &Submission) -> Option<State> {
    let mut first = None;
    loop {
        let key = match &submission.key {
            Some(key) => Ok(key.clone()),
            None => token::ask(&submission.base).await,
        };
        let state = match key {
            Ok(key) => send_with(form, submission, &key).await,
            Err(reason) => Some(State::NotSent(reason)),
        };
        let may_ask_again = submission.key.is_none() && state.as_ref().is_some_and(is_about_key);
        match first {
            None if may_ask_again => first = state,
            // Where nothing left since, what is told is the answer before.
            Some(_) if matches!(state, None | Some(State::NotSent(_))) => return first,
            _ => return state,
        }
    }
}

/// Asks the API about the key, where that is due, and sends.
async fn send_with(form: &Kept, submission: &Submission, key: &ApiKey) -> Option<State> {
    let id = submission.id;
    let caller = caller(&submission.base, key, submission.idempotency_key.as_ref());
    // What the browser believes is a hint: it makes us ask, and the API's silence decides.
    let offline = || (!browser::is_online()).then(|| version(form));
    if let Some(version) = submission.probe.or_else(offline) {
        let answer = check(form, &caller, version).await;
        if let Some(reason) = NotSent::after(&answer, browser::is_online()) {
            return Some(State::NotSent(reason));
        }
    }
    form.try_update(|form| form.leave(id, key))
        .filter(|may_leave| *may_leave)?;
    loop {
        let answer = client::create(&caller, &submission.request).await;
        let (state, wait) = submission.judge(&answer, browser::now());
        let Some(seconds) = wait else {
            return Some(state);
        };
        drop(JsFuture::from(after(seconds * 1_000)).await);
        if !form.with_untracked(|form| form.may_repeat(id)) {
            return Some(state);
        }
    }
}

fn version(form: &Kept) -> u32 {
    form.with_untracked(|form| form.connection.version())
}

/// Whether the API did not take the key.
fn is_about_key(state: &State) -> bool {
    match state {
        State::NotCreated(refusal) | State::NotSent(NotSent::Refused(refusal)) => {
            matches!(refusal.reason, Reason::KeyRejected)
        }
        _ => false,
    }
}

/// A key for a new attempt, where the page wants one for each.
fn new_key() -> Option<IdempotencyKey> {
    let wanted = current().is_some_and(|scope| scope.host().idempotency());
    wanted.then(browser::new_idempotency_key).flatten()
}

fn caller<'a>(
    base: &'a ApiBase,
    key: &'a ApiKey,
    idempotency_key: Option<&'a IdempotencyKey>,
) -> Caller<'a> {
    Caller {
        base,
        key,
        idempotency_key,
        fetch: current().and_then(|scope| scope.host().fetch()),
    }
}

/// Asks the API about the key.
pub(super) fn check_key(form: Form) {
    let Some((base, key, version)) = form
        .try_update(|form| form.connection.begin_check())
        .flatten()
    else {
        return;
    };
    let form = Kept::from(form);
    spawn(async move {
        // With what a create will have, so that its success speaks for the create's preflight too.
        let idempotency_key = new_key();
        let caller = caller(&base, &key, idempotency_key.as_ref());
        check(&form, &caller, version).await;
    });
}

/// Asks, and tells the form what came; `version` says about which key.
async fn check(form: &Kept, caller: &Caller<'_>, version: u32) -> KeyCheck {
    let check = classify_tenant(&client::tenant(caller).await);
    form.update(|form| {
        form.connection
            .end_check(version, check.clone(), browser::now());
    });
    check
}
