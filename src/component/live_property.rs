//! A property that the browser changes too, such as the `value` of an input or the `checked` of a checkbox.
//!
//! Leptos writes a property whenever its signal changes, and `value` in a microtask of its own. What the person has just typed
//! or ticked would be written once more with every key press. This one is compared with what the element has now.

use js_sys::Reflect;
use leptos::prelude::*;
use leptos::tachys::html::property::IntoProperty;
use leptos::tachys::renderer::types::Element;
use wasm_bindgen::JsValue;

/// A property that follows a signal, as in `prop:checked=LiveProperty(is_ticked)`.
#[derive(Clone, Copy)]
pub(super) struct LiveProperty<T: Send + Sync + 'static>(pub Signal<T>);

impl<T: Clone + Into<JsValue> + Send + Sync + 'static> IntoProperty for LiveProperty<T> {
    type State = (Element, RenderEffect<()>);
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element, key: &str) -> Self::State {
        self.build(element, key)
    }

    fn build(self, element: &Element, key: &str) -> Self::State {
        let (target, key) = (element.clone(), JsValue::from_str(key));
        let effect = RenderEffect::new(move |_| {
            let value = self.0.get().into();
            if Reflect::get(&target, &key).as_ref() != Ok(&value) {
                drop(Reflect::set(&target, &key, &value));
            }
        });
        (element.clone(), effect)
    }

    fn rebuild(self, state: &mut Self::State, key: &str) {
        *state = self.build(&state.0, key);
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }
}
