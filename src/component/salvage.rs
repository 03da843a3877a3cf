//! The last resort: after a panic nothing of the form can be trusted, but a secret that arrived is still in memory.
//!
//! The cell is written before anything else is done with an answer, and borrowed nowhere else, so that no panic leaves
//! it locked. The page's own script asks for it (`public/boot.js`).

use std::cell::RefCell;

use contract::SigningSecret;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::model::{Held, State};

thread_local! {
    static UNSTORED: RefCell<Vec<SigningSecret>> = const { RefCell::new(Vec::new()) };
}

/// Keeps the secret of an answer, if there is one.
pub(super) fn keep(state: &State) {
    if let State::Created(answered) = state
        && let Held::Here(secret) = &answered.secret
    {
        UNSTORED.with_borrow_mut(|unstored| unstored.push(secret.clone()));
    }
}

/// Drops what was kept, because no secret waits to be stored.
pub(super) fn forget() {
    UNSTORED.with_borrow_mut(Vec::clear);
}

/// The secrets that nobody has said to have stored, one on a line; empty when there is none.
#[wasm_bindgen]
pub fn salvage() -> String {
    UNSTORED.with_borrow(|unstored| {
        unstored
            .iter()
            .map(SigningSecret::expose)
            .collect::<Vec<_>>()
            .join("\n")
    })
}
