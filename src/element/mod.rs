//! The custom element's side of the program: `element.js` defines the class and calls [`mount`].

pub mod attributes;
mod events;
mod instance;
mod kinds;
mod page;

use std::rc::Rc;

use any_spawner::Executor;
use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use instance::Instance;
pub use page::Page;

/// Makes the state of one element, and gives the function by which the element speaks to it: a verb and a value. The state
/// lives as long as that function.
pub fn mount(page: Page) -> Function {
    drop(Executor::init_wasm_bindgen());
    let instance = Rc::new(Instance::new(page));
    let listen = move |verb: String, value: JsValue| instance.hear(&verb, &value);
    Closure::<dyn Fn(String, JsValue) -> JsValue>::new(listen)
        .into_js_value()
        .unchecked_into()
}
