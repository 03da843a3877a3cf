use gloo_timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen::JsValue;

/// Settles with nothing after a while.
pub fn after(milliseconds: u32) -> Promise {
    Promise::new(&mut |resolve, _| {
        let settle = move || drop(resolve.call0(&JsValue::UNDEFINED));
        Timeout::new(milliseconds, settle).forget();
    })
}
