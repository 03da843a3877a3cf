//! From a submit to its outcome. A request that was sent belongs to the state and not to any view: nothing here ends
//! with a view.

use contract::{ApiKey, IdempotencyKey};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::caller::{caller, new_idempotency_key};
use super::host::{FormEvent, use_host};
use super::scoped::spawn;
use super::state::FormState;
use super::{api_key, browser, key_check, salvage};
use crate::client::{self, after};
use crate::model::{AttemptState, Connection, CreateForm, NotSent, Progress, Submission};

/// Submits the form. Nothing is sent while a field must be corrected, an attempt is pending, or a confirmation is missing.
pub(super) fn create(state: FormState) {
    send(state, CreateForm::submit);
}

/// Submits the form after the person has confirmed.
pub(super) fn create_again(state: FormState) {
    send(state, CreateForm::create_again);
}

type Verb = fn(&mut CreateForm, f64, Option<IdempotencyKey>) -> Option<Submission>;

fn send(state: FormState, verb: Verb) {
    state.update(|form| {
        if let Some(submission) = verb(form, browser::now(), new_idempotency_key()) {
            // It is queued before the effects of the update: the request leaves before the page is drawn anew.
            spawn(submit(state, submission));
        }
    });
}

async fn submit(state: FormState, submission: Submission) {
    if let Some(outcome) = outcome(state, &submission).await {
        complete(state, &submission, outcome);
    }
}

/// Takes the outcome of an attempt, its secret before anything else.
fn complete(state: FormState, submission: &Submission, outcome: AttemptState) {
    if state.is_disposed() {
        return;
    }
    salvage::add(state.id(), submission.id, &outcome);
    // The page gets no secret.
    let (created, failed) = match &outcome {
        AttemptState::Created(created) => (Some(created.subscription.clone()), None),
        other => (None, Some(other.clone())),
    };
    // An attempt that the person has stopped before it was sent is complete, and was reported.
    let is_new = state.update(|form| form.complete(submission.id, outcome));
    // A repeated response may have brought a secret that is stored already, and no view may be there to notice.
    untrack(|| state.report_unstored());
    if is_new != Some(true) {
        return;
    }
    if let Some(subscription) = created {
        use_host().emit(&FormEvent::Created(subscription.as_ref()));
    }
    if let Some(failed) = failed {
        use_host().emit(&FormEvent::Failed(&failed));
    }
}

/// The person stops waiting. An event is emitted for an attempt that is therefore not sent.
pub(super) fn stop_waiting(state: FormState) {
    key_check::forget(state);
    state.progress.update(Progress::stop_waiting);
    let stopped = AttemptState::NotSent(NotSent::Stopped);
    let was_not_sent = state.progress.with_untracked(|progress| {
        let latest = progress.attempts().latest();
        latest.is_some_and(|latest| latest.state == stopped)
    });
    if was_not_sent {
        use_host().emit(&FormEvent::Failed(&stopped));
    }
}

/// The outcome of a submission; none when it was not sent because the person has stopped it or must confirm it.
///
/// Where the page has the key, it is asked for another one when the API does not accept the first: a 401 has created nothing,
/// so the request may be sent once more. And while the API is at work on an earlier request with the same idempotency key,
/// the request is retried for as long as it is awaited. No other response makes the program send it twice.
async fn outcome(state: FormState, submission: &Submission) -> Option<AttemptState> {
    let mut first = None;
    loop {
        let key = match &submission.key {
            Some(key) => Ok(key.clone()),
            None => api_key::take_early_or_request(state, &submission.base).await,
        };
        let outcome = match key {
            Ok(key) => send_with(state, submission, &key).await,
            Err(reason) => Some(AttemptState::NotSent(reason)),
        };
        let may_ask_again = submission.key.is_none() && outcome.as_ref().is_some_and(is_about_key);
        match first {
            None if may_ask_again => first = outcome,
            // Nothing was sent since, so the first response is the outcome.
            Some(_) if matches!(outcome, None | Some(AttemptState::NotSent(_))) => return first,
            _ => return outcome,
        }
    }
}

/// Checks the key, if necessary, and sends.
async fn send_with(
    state: FormState,
    submission: &Submission,
    key: &ApiKey,
) -> Option<AttemptState> {
    let id = submission.id;
    let caller = caller(&submission.base, key, submission.idempotency_key.as_ref());
    // `navigator.onLine` is only a hint: it causes a check, and a missing response decides.
    let offline = || (!browser::is_online()).then(|| connection_version(state));
    if let Some(version) = submission.key_check.or_else(offline) {
        let key_check = key_check::check(state, &caller, version).await;
        if let Some(reason) = NotSent::after(&key_check, browser::is_online()) {
            return Some(AttemptState::NotSent(reason));
        }
    }
    state
        .progress
        .try_update(|progress| progress.mark_sent(id, key))
        .filter(|may_be_sent| *may_be_sent)?;
    loop {
        let received = client::create(&caller, &submission.request).await;
        let (mut outcome, wait) = submission.interpret(&received, browser::now());
        if browser::has_own_fetch() {
            outcome = submission.doubt(&received, outcome);
        }
        let Some(seconds) = wait else {
            return Some(outcome);
        };
        drop(JsFuture::from(after(seconds * 1_000)).await);
        let may_retry = state
            .progress
            .try_with_untracked(|progress| progress.may_retry(id));
        if may_retry != Some(true) {
            return Some(outcome);
        }
    }
}

fn connection_version(state: FormState) -> u32 {
    let version = state.connection.try_with_untracked(Connection::version);
    version.unwrap_or_default()
}

/// Whether the API did not accept the key.
fn is_about_key(outcome: &AttemptState) -> bool {
    match outcome {
        AttemptState::NotCreated(refusal) | AttemptState::NotSent(NotSent::Refused(refusal)) => {
            refusal.rejects_key()
        }
        _ => false,
    }
}
