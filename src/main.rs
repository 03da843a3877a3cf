//! The console's binary.

use leptos::prelude::document;
use wasm_bindgen::JsCast;

fn main() {
    if let Some(place) = document().get_element_by_id("app") {
        webhook_console::app::start(place.unchecked_into());
    }
}
