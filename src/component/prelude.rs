//! Leptos's reactive system, and the page it works on. The rest of Leptos is for pages that are made with it:
//! `ARCHITECTURE.md`, "Decisions".

pub use reactive_graph::effect::RenderEffect;
pub use reactive_graph::graph::untrack;
pub use reactive_graph::owner::{Owner, on_cleanup};
pub use reactive_graph::prelude::*;
pub use reactive_graph::signal::{ArcRwSignal, RwSignal};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Window};

/// The window.
///
/// # Panics
/// Where there is none, as in a worker.
pub fn window() -> Window {
    web_sys::window().expect("a window")
}

/// The document.
///
/// # Panics
/// Where there is none, as in a worker.
pub fn document() -> Document {
    window().document().expect("a document")
}

/// Does something before the next frame is drawn.
pub fn request_animation_frame(act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    drop(window().request_animation_frame(act.unchecked_ref()));
}
