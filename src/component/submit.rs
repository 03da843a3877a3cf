//! What happens between a submit and its outcome. A create that has left belongs to the state, which this future keeps
//! alive, and not to any view: nothing here is ended by one that goes away.

use contract::answer::{classify, read_tenant};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Form, browser, salvage};
use crate::client;
use crate::model::{CreateForm, NotSent, State, Submission};

/// Sends the form, if there is nothing to mend and nothing on its way.
pub(super) fn create(form: Form) {
    let Some(submission) = form
        .try_update(|form| form.submit(browser::now()))
        .flatten()
    else {
        return;
    };
    let form = ArcRwSignal::from(form);
    spawn_local(async move {
        let state = outcome(&form, &submission).await;
        salvage::keep(&state);
        form.update(|form| form.end(submission.id, state));
    });
}

async fn outcome(form: &ArcRwSignal<CreateForm>, submission: &Submission) -> State {
    let Submission {
        base,
        key,
        request,
        probe,
        ..
    } = submission;
    // What the browser believes is a hint: it makes us ask, and the API's silence decides.
    let offline =
        || (!browser::is_online()).then(|| form.with_untracked(|form| form.connection.version()));
    if let Some(version) = probe.or_else(offline) {
        let check = read_tenant(&client::tenant(base, key).await);
        let not_sent = NotSent::after(&check, browser::is_online());
        form.update(|form| form.end_check(version, check, browser::now()));
        if let Some(reason) = not_sent {
            return State::NotSent(reason);
        }
    }
    classify(&client::create(base, key, request).await).into()
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
        let check = read_tenant(&client::tenant(&base, &key).await);
        form.update(|form| form.end_check(version, check, browser::now()));
    });
}
