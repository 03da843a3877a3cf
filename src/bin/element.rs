//! What `element/runtime.js` calls, besides `crashed_form` and `salvage`, which the console has too. Without a main: what
//! comes before one is bytes in every page.
#![cfg_attr(target_arch = "wasm32", no_main)]

use wasm_bindgen::prelude::wasm_bindgen;
use webhook_console::element;

/// Makes the state of one element; see [`element::mount`].
#[wasm_bindgen]
pub fn mount(page: element::Page) -> js_sys::Function {
    element::mount(page)
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
