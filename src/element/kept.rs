//! Secrets of elements that were removed before they were stored, for the next element in the same place. They are kept only
//! where the page asks for it (`keep-unstored`), and in the program's memory alone.

use std::cell::RefCell;

use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use crate::client::after;
use crate::component::FormId;
use crate::component::now;
use crate::model::Attempt;

/// How long a secret is kept, in milliseconds.
const KEPT_FOR: u32 = 10 * 60 * 1_000;

/// The results of one element, with their secrets.
struct Kept {
    form: FormId,
    /// The document, tag and base address of the element.
    place: String,
    results: Vec<Attempt>,
    /// In milliseconds since 1970.
    until: f64,
}

thread_local! {
    static KEPT: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
}

/// Keeps the results of an element that was removed.
pub(super) fn keep(form: FormId, place: String, results: Vec<Attempt>) {
    forget(form);
    let until = now() + f64::from(KEPT_FOR);
    let kept = Kept {
        form,
        place,
        results,
        until,
    };
    KEPT.with_borrow_mut(|all| all.push(kept));
    spawn_local(async {
        drop(JsFuture::from(after(KEPT_FOR)).await);
        drop_expired();
    });
}

/// Takes what was kept for this place.
pub(super) fn take(place: &str) -> Vec<Attempt> {
    drop_expired();
    KEPT.with_borrow_mut(|all| {
        let taken = all.extract_if(.., |kept| kept.place == place);
        taken.flat_map(|kept| kept.results).collect()
    })
}

/// Drops what was kept of an element: it is back, or was disposed of.
pub(super) fn forget(form: FormId) {
    KEPT.with_borrow_mut(|all| all.retain(|kept| kept.form != form));
}

fn drop_expired() {
    let now = now();
    KEPT.with_borrow_mut(|all| all.retain(|kept| now < kept.until));
}
