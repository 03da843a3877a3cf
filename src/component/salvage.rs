//! The last resort: after a crash nothing of the form can be trusted, but a secret that arrived is still in memory.
//!
//! The cell is written before anything else is done with a response, and borrowed nowhere else, so that no crash leaves it
//! locked. The page's own script reads it (`public/boot.js`, `src/element/runtime.js`).

use std::cell::RefCell;

use contract::SigningSecret;
use wasm_bindgen::prelude::wasm_bindgen;

use super::state::FormId;
use crate::model::{AttemptId, AttemptState, Attempts};

/// A secret that the person has not stored, and the attempt that brought it.
struct Unstored {
    form: FormId,
    attempt: AttemptId,
    secret: SigningSecret,
}

thread_local! {
    static UNSTORED: RefCell<Vec<Unstored>> = const { RefCell::new(Vec::new()) };
}

/// Adds the secret of an outcome, if it has one.
pub(super) fn add(form: FormId, attempt: AttemptId, outcome: &AttemptState) {
    if let AttemptState::Created(created) = outcome
        && let Ok(secret) = &created.secret
    {
        let secret = secret.clone();
        UNSTORED.with_borrow_mut(|unstored| {
            unstored.push(Unstored {
                form,
                attempt,
                secret,
            });
        });
    }
}

/// Replaces the secrets of a form by those of its attempts.
pub(crate) fn sync(form: FormId, attempts: &Attempts) {
    let with_secret: Vec<_> = attempts.unstored().collect();
    UNSTORED.with_borrow_mut(|unstored| {
        unstored.retain(|secret| {
            secret.form != form
                || with_secret
                    .iter()
                    .any(|attempt| attempt.id == secret.attempt)
        });
    });
    for attempt in with_secret {
        if !has(form, attempt.id) {
            add(form, attempt.id, &attempt.state);
        }
    }
}

fn has(form: FormId, attempt: AttemptId) -> bool {
    UNSTORED.with_borrow(|unstored| {
        let mut secrets = unstored.iter();
        secrets.any(|secret| secret.form == form && secret.attempt == attempt)
    })
}

/// Drops the secrets of a form that is gone.
pub(super) fn clear(form: FormId) {
    UNSTORED.with_borrow_mut(|unstored| unstored.retain(|secret| secret.form != form));
}

/// The secrets that are not acknowledged as stored: those of one form, or all.
#[wasm_bindgen]
pub fn salvage(form: Option<u32>) -> Vec<String> {
    UNSTORED.with_borrow(|unstored| {
        let wanted = unstored
            .iter()
            .filter(|secret| form.is_none_or(|form| secret.form.get() == form));
        wanted
            .map(|unstored| unstored.secret.expose().to_owned())
            .collect()
    })
}
