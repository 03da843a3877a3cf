//! The last resort: after a panic nothing of the form can be trusted, but a secret that arrived is still in memory.
//!
//! The cell is written before anything else is done with an answer, and borrowed nowhere else, so that no panic leaves
//! it locked. The page's own script asks for it (`public/boot.js`).

use std::cell::RefCell;

use contract::SigningSecret;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::model::{AttemptId, Attempts, Fate, Held, State};

thread_local! {
    static UNSTORED: RefCell<Vec<(AttemptId, SigningSecret)>> = const { RefCell::new(Vec::new()) };
}

/// Keeps the secret of an answer, if there is one.
pub(super) fn keep(id: AttemptId, state: &State) {
    if let State::Created(answered) = state
        && let Held::Here(secret) = &answered.secret
    {
        UNSTORED.with_borrow_mut(|unstored| unstored.push((id, secret.clone())));
    }
}

/// Drops what was kept of attempts whose secret is no longer held.
pub(super) fn forget_stored(attempts: &Attempts) {
    let held = |id| {
        attempts
            .results()
            .any(|(attempt, answered)| attempt.id == id && answered.secret.fate() == Fate::Here)
    };
    UNSTORED.with_borrow_mut(|unstored| unstored.retain(|(id, _)| held(*id)));
}

/// The secrets that nobody has said to have stored.
#[wasm_bindgen]
pub fn salvage() -> Vec<String> {
    UNSTORED.with_borrow(|unstored| {
        unstored
            .iter()
            .map(|(_, secret)| secret.expose().to_owned())
            .collect()
    })
}
