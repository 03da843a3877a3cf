//! Secrets of elements that were removed before they were stored, for the next element in the same place. They are kept only
//! where the page asks for it (`keep-unstored`), and in the program's memory alone.

use std::cell::RefCell;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use crate::client::after;
use crate::component::{FormId, now};
use crate::model::Attempt;

/// How long a secret is kept, in milliseconds.
const KEPT_FOR: u32 = 10 * 60 * 1_000;

/// Where an element is. Only an element in the same place gets what another one has left.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Place {
    /// The number of the document, as `runtime.js` counts them.
    pub document: String,
    pub tag: String,
    /// The base address of the API.
    pub base: String,
}

/// The results of one element, with their secrets.
struct Kept {
    form: FormId,
    place: Place,
    results: Vec<Attempt>,
    /// In milliseconds since 1970.
    until: f64,
}

thread_local! {
    static KEPT: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
    /// Notifies the forms that offer what is kept.
    static CHANGES: ArcTrigger = ArcTrigger::new();
}

/// Keeps the results of an element that was removed.
pub(super) fn keep(form: FormId, place: Place, results: Vec<Attempt>) {
    let until = now() + f64::from(KEPT_FOR);
    change(|all| {
        all.push(Kept {
            form,
            place,
            results,
            until,
        });
    });
    // Whatever the clock says then.
    spawn_local(async move {
        drop(JsFuture::from(after(KEPT_FOR)).await);
        change(|all| all.retain(|kept| (kept.form, kept.until) != (form, until)));
    });
}

/// How many results are kept for this place. Tracked.
pub(super) fn count(place: &Place) -> usize {
    CHANGES.with(ArcTrigger::track);
    let now = now();
    KEPT.with_borrow(|all| {
        let here = all.iter().filter(|kept| kept.is_for(place, now));
        here.map(|kept| kept.results.len()).sum()
    })
}

/// Takes what is kept for this place.
pub(super) fn take(place: &Place) -> Vec<Attempt> {
    let now = now();
    let mut taken = Vec::new();
    change(|all| taken.extend(all.extract_if(.., |kept| kept.is_for(place, now))));
    taken.into_iter().flat_map(|kept| kept.results).collect()
}

/// Drops what is kept of an element: it is back, or its page has dropped its secrets.
pub(super) fn forget(form: FormId) {
    change(|all| all.retain(|kept| kept.form != form));
}

/// Drops what is kept for the elements of a document with this tag, whatever their API.
#[wasm_bindgen]
pub fn forget_kept(document: &str, tag: &str) {
    change(|all| all.retain(|kept| (&*kept.place.document, &*kept.place.tag) != (document, tag)));
}

fn change(change: impl FnOnce(&mut Vec<Kept>)) {
    KEPT.with_borrow_mut(change);
    notify();
}

/// Makes the forms look again what is kept for them: that, or the place of one of them, has changed.
pub(super) fn notify() {
    CHANGES.with(ArcTrigger::notify);
}

impl Kept {
    fn is_for(&self, place: &Place, now: f64) -> bool {
        self.place == *place && now < self.until
    }
}
