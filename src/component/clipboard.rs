//! Copying to the clipboard.

use std::time::Duration;

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::dynamic::effect;
use super::scoped::after;

/// How long the browser may take to confirm a copy. Some never answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// What came of the last copy.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Copied {
    NotTried,
    Pending,
    Confirmed,
    Refused,
    /// The browser has not answered in time. It may still confirm the copy.
    Unconfirmed,
}

impl Copied {
    /// Whether the person has to copy by hand.
    pub(super) fn failed(self) -> bool {
        matches!(self, Self::Refused | Self::Unconfirmed)
    }
}

/// A state for [`copy`], which does not stay pending for ever.
pub(super) fn copied() -> RwSignal<Copied> {
    let copied = RwSignal::new(Copied::NotTried);
    // Starts a timer of the browser; the next run drops the one before.
    effect(move || {
        if copied.get() == Copied::Pending {
            after(PATIENCE, move || copied.set(Copied::Unconfirmed));
        }
    });
    copied
}

/// Copies a text. Outside secure contexts there is no clipboard at all.
pub(super) async fn copy(text: &str) -> Copied {
    let navigator = window().navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into());
    if clipboard.map_or(true, |clipboard| clipboard.is_undefined()) {
        return Copied::Refused;
    }
    match JsFuture::from(navigator.clipboard().write_text(text)).await {
        Ok(_) => Copied::Confirmed,
        Err(_) => Copied::Refused,
    }
}
