//! What happens between a submit and its outcome. A create that has left belongs to the state, which this future keeps
//! alive, and not to any view: nothing here is ended by one that goes away.

use contract::answer::{KeyCheck, classify, read_tenant};
use contract::{ApiBase, ApiKey};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Form, browser, salvage};
use crate::client;
use crate::model::{CreateForm, NotSent, State, Submission};

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
    let form = ArcRwSignal::from(form);
    spawn_local(async move {
        if let Some(state) = outcome(&form, &submission).await {
            salvage::keep(submission.id, &state);
            form.update(|form| form.end(submission.id, state));
        }
    });
}

/// What became of it; none when the person stopped it before it left.
async fn outcome(form: &ArcRwSignal<CreateForm>, submission: &Submission) -> Option<State> {
    let Submission {
        id,
        base,
        key,
        request,
        probe,
    } = submission;
    // What the browser believes is a hint: it makes us ask, and the API's silence decides.
    let offline =
        || (!browser::is_online()).then(|| form.with_untracked(|form| form.connection.version()));
    if let Some(version) = probe.or_else(offline) {
        let check = check(form, base, key, version).await;
        if let Some(reason) = NotSent::after(&check, browser::is_online()) {
            return Some(State::NotSent(reason));
        }
    }
    form.try_update(|form| form.leave(*id))
        .filter(|leaves| *leaves)?;
    Some(classify(&client::create(base, key, request).await).into())
}

/// Asks the API about the key.
pub(super) fn check_key(form: Form) {
    let Some((base, key, version)) = form
        .try_update(|form| form.connection.begin_check())
        .flatten()
    else {
        return;
    };
    let form = ArcRwSignal::from(form);
    spawn_local(async move {
        check(&form, &base, &key, version).await;
    });
}

/// Asks, and tells the form what came; `version` says about which key.
async fn check(
    form: &ArcRwSignal<CreateForm>,
    base: &ApiBase,
    key: &ApiKey,
    version: u32,
) -> KeyCheck {
    let check = read_tenant(&client::tenant(base, key).await);
    form.update(|form| {
        form.connection
            .end_check(version, check.clone(), browser::now());
    });
    check
}
