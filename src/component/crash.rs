//! Finds the form in which the program crashed.
//!
//! The release build aborts at a panic: no panic hook runs, nothing unwinds, and the error that a browser reports may belong
//! to any other script of the page. But whatever Leptos calls (a component, a handler, an effect, a scoped future) runs under
//! a reactive owner, and the owner before is current again when the call returns. So when the browser has left all our code,
//! an owner that is still current is one whose code did not return.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::wasm_bindgen;

use super::state::FormId;

/// The form whose code did not return, 0 when it belonged to none; nothing when all code returned. To be called when none of
/// the program's code runs, as `public/boot.js` and `src/element/runtime.js` do.
#[wasm_bindgen]
pub fn crashed_form() -> Option<u32> {
    let owner = Owner::current()?;
    let form = owner.with(use_context::<FormId>);
    owner.unset();
    // Tasks behind the one that crashed are still queued, those of other forms too: a new one makes the executor run again.
    spawn_local(async {});
    Some(form.map_or(0, FormId::get))
}
