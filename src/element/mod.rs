//! The custom element's side of the program: `element.js` defines the class and calls [`mount`].

pub mod attributes;
mod events;
mod instance;
mod kept;
mod kinds;
mod page;

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use instance::Instance;
pub use page::Page;

/// Makes the state of one element, and returns the function by which the element calls it, with a method's name and a value.
/// The state lives as long as that function.
pub fn mount(page: Page) -> Function {
    let instance = Rc::new(Instance::new(page));
    let call = move |method: String, value: JsValue| instance.call(&method, &value);
    Closure::<dyn Fn(String, JsValue) -> JsValue>::new(call)
        .into_js_value()
        .unchecked_into()
}
