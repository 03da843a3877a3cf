//! What happens between a submit and its outcome. A create that has left belongs to the state, which this future keeps
//! alive, and not to any view: nothing here is ended by one that goes away.

use super::prelude::*;
use contract::answer::{KeyCheck, Reason, classify, read_tenant};
use contract::{ApiBase, ApiKey};

use super::host::{Happened, Scope, current, spawn};
use super::{Form, browser, salvage, token};
use crate::client::{self, Caller};
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

fn send(form: Form, verb: fn(&mut CreateForm, f64) -> Option<Submission>) {
    let submission = form.try_update(|form| verb(form, browser::now()));
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
    let state = form.with_untracked(|form| {
        let latest = form.attempts().latest()?;
        (latest.state == State::NotSent(NotSent::Stopped)).then(|| latest.state.clone())
    });
    if let (Some(state), Some(scope)) = (state, current()) {
        scope.host().tell(&Happened::Failed(&state));
    }
}

/// What became of it; none when the person stopped it before it left.
///
/// Where the page has the key, it is asked for another one when the API does not take the first: a 401 has created
/// nothing, so the create may be sent once more.
async fn outcome(form: &Kept, submission: &Submission) -> Option<State> {
    let Submission { id, base, .. } = submission;
    let mut refused: Option<State> = None;
    loop {
        let key = match &submission.key {
            Some(key) => Ok(key.clone()),
            None => token::ask(base).await,
        };
        let key = match key {
            Ok(key) => key,
            Err(reason) => return refused.or(Some(State::NotSent(reason))),
        };
        let may_ask_again = submission.key.is_none() && refused.is_none();
        // What the browser believes is a hint: it makes us ask, and the API's silence decides.
        let offline = || (!browser::is_online()).then(|| version(form));
        if let Some(version) = submission.probe.or_else(offline) {
            let answer = check(form, base, &key, version).await;
            let reason = NotSent::after(&answer, browser::is_online());
            if let Some(reason) = reason {
                let state = State::NotSent(reason);
                if may_ask_again && is_about_key(&state) {
                    refused = Some(state);
                    continue;
                }
                return Some(state);
            }
        }
        let has_left = matches!(refused, Some(State::NotCreated(_)));
        let may_leave = form.try_update(|form| {
            if has_left {
                form.may_repeat(*id)
            } else {
                form.leave(*id)
            }
        });
        if !may_leave.unwrap_or_default() {
            return refused.filter(|_| has_left);
        }
        let answer = client::create(&caller(base, &key), &submission.request).await;
        let state = classify(&answer).into();
        if !(may_ask_again && is_about_key(&state)) {
            return Some(state);
        }
        refused = Some(state);
    }
}

fn version(form: &Kept) -> u32 {
    form.with_untracked(|form| form.connection.version())
}

/// Whether the API did not take the key.
fn is_about_key(state: &State) -> bool {
    match state {
        State::NotCreated(refusal) | State::NotSent(NotSent::Refused(refusal)) => {
            refusal.reason == Reason::KeyRejected
        }
        _ => false,
    }
}

fn caller<'a>(base: &'a ApiBase, key: &'a ApiKey) -> Caller<'a> {
    Caller {
        base,
        key,
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
        check(&form, &base, &key, version).await;
    });
}

/// Asks, and tells the form what came; `version` says about which key.
async fn check(form: &Kept, base: &ApiBase, key: &ApiKey, version: u32) -> KeyCheck {
    let check = read_tenant(&client::tenant(&caller(base, key)).await);
    form.update(|form| {
        form.connection
            .end_check(version, check.clone(), browser::now());
    });
    check
}
