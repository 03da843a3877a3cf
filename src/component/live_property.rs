//! A property that the browser changes too, such as the `value` of an input or the `checked` of a checkbox.
//!
//! Leptos writes a property whenever its effect runs, and `value` in a microtask of its own. What the person has just typed
//! or ticked would be written once more with every key press. This one is compared with what the element has now.

use js_sys::Reflect;
use leptos::tachys::html::property::IntoProperty;
use leptos::tachys::renderer::types::Element;
use wasm_bindgen::JsValue;

/// The value that a property shall have, as in `prop:checked=move || LiveProperty::new(is_ticked())`.
#[derive(Clone)]
pub(super) struct LiveProperty(JsValue);

impl LiveProperty {
    pub(super) fn new(value: impl Into<JsValue>) -> Self {
        Self(value.into())
    }

    fn write(self, element: &Element, key: &str) {
        let key = JsValue::from_str(key);
        if Reflect::get(element, &key).as_ref() != Ok(&self.0) {
            drop(Reflect::set(element, &key, &self.0));
        }
    }
}

impl IntoProperty for LiveProperty {
    type State = Element;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element, key: &str) -> Element {
        self.build(element, key)
    }

    fn build(self, element: &Element, key: &str) -> Element {
        self.write(element, key);
        element.clone()
    }

    fn rebuild(self, element: &mut Element, key: &str) {
        self.write(element, key);
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }
}
