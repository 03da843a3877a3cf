//! The last resort: after a panic nothing of the form can be trusted, but a secret that arrived is still in memory.
//!
//! The cell is written before anything else is done with an answer, and borrowed nowhere else, so that no panic leaves
//! it locked. The page's own script asks for it (`public/boot.js`, `src/element/runtime.js`).

use std::cell::RefCell;

use contract::SigningSecret;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::model::{AttemptId, Attempts, Fate, Held, State};

/// A secret, by the form that it belongs to.
struct Unstored {
    form: u32,
    attempt: AttemptId,
    secret: SigningSecret,
}

thread_local! {
    static UNSTORED: RefCell<Vec<Unstored>> = const { RefCell::new(Vec::new()) };
}

/// Keeps the secret of an answer, if there is one.
pub(super) fn keep(form: u32, attempt: AttemptId, state: &State) {
    if let State::Created(answered) = state
        && let Held::Here(secret) = &answered.secret
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

/// Holds what a form holds, no more and no less: what was stored goes, and what a view finds when it comes is here.
pub(crate) fn hold(form: u32, attempts: &Attempts) {
    let held: Vec<_> = attempts
        .results()
        .filter(|(_, answered)| answered.secret.fate() == Fate::Here)
        .map(|(attempt, _)| attempt)
        .collect();
    UNSTORED.with_borrow_mut(|unstored| {
        unstored.retain(|kept| {
            kept.form != form || held.iter().any(|attempt| attempt.id == kept.attempt)
        });
    });
    for attempt in held {
        if !knows(form, attempt.id) {
            keep(form, attempt.id, &attempt.state);
        }
    }
}

fn knows(form: u32, attempt: AttemptId) -> bool {
    UNSTORED.with_borrow(|unstored| {
        let mut kept = unstored.iter();
        kept.any(|kept| kept.form == form && kept.attempt == attempt)
    })
}

/// Drops everything of a form that is gone.
pub(super) fn forget(form: u32) {
    UNSTORED.with_borrow_mut(|unstored| unstored.retain(|kept| kept.form != form));
}

/// The secrets that nobody has said to have stored: those of one form, or all.
#[wasm_bindgen]
pub fn salvage(form: Option<u32>) -> Vec<String> {
    UNSTORED.with_borrow(|unstored| {
        let wanted = unstored
            .iter()
            .filter(|kept| form.is_none_or(|form| kept.form == form));
        wanted.map(|kept| kept.secret.expose().to_owned()).collect()
    })
}
