//! The element's program: what `element/runtime.js` calls. The salvage of secrets is exported where it is made.

use wasm_bindgen::prelude::wasm_bindgen;
use webhook_console::{component, element};

/// Makes the state of one element; see [`element::mount`].
#[wasm_bindgen]
pub fn mount(page: element::Page) -> js_sys::Function {
    element::mount(page)
}

/// The element in which the program broke; see [`component::host::culprit`].
#[wasm_bindgen]
pub fn culprit() -> u32 {
    component::host::culprit()
}

fn main() {}
