//! A property that the browser changes too, such as the `value` of an input or the `checked` of a checkbox.
//!
//! Leptos writes a property whenever its signal changes, and `value` in a microtask of its own. What the person has just typed
//! or ticked would be written once more with every key press. This one is compared with what the element has now.

use js_sys::Reflect;
use leptos::prelude::*;
use leptos::tachys::html::property::IntoProperty;
use leptos::tachys::renderer::types::Element;
use wasm_bindgen::JsValue;

use super::dynamic::effect;

/// Writes a property that is not so already.
fn write(element: &Element, key: &JsValue, value: &JsValue) {
    if Reflect::get(element, key).as_ref() != Ok(value) {
        drop(Reflect::set(element, key, value));
    }
}

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
            write(&target, &key, &value);
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

/// A property of many rows that follows a list: each row has an entry of it.
///
/// One effect writes the rows that change. Where each row had an effect of its own, all of them were asked at each key press
/// in a filter, for a memo asks what reads it each time that it may change: with 2,000 rows that took 8 ms of 12.
#[derive(Clone, Copy)]
pub(super) struct LiveList {
    property: &'static str,
    list: Memo<Vec<bool>>,
    rows: StoredValue<Vec<(usize, Element)>, LocalStorage>,
}

impl LiveList {
    pub(super) fn new(property: &'static str, list: Memo<Vec<bool>>) -> Self {
        let rows = StoredValue::new_local(Vec::<(usize, Element)>::new());
        // Writes to the elements, which the browser changes too.
        effect(move || {
            let key = JsValue::from_str(property);
            list.with(|list| {
                rows.with_value(|rows| {
                    for (row, element) in rows {
                        // A row of kinds that were replaced has no entry any more.
                        let Some(value) = list.get(*row) else {
                            continue;
                        };
                        write(element, &key, &(*value).into());
                    }
                });
            });
        });
        Self {
            property,
            list,
            rows,
        }
    }
}

/// The property of a new element follows an entry of the list, as in `use:in_list=(ticked, row)`.
pub(super) fn in_list(element: Element, (list, row): (LiveList, usize)) {
    let is_set = list
        .list
        .with_untracked(|list| list.get(row) == Some(&true));
    if is_set {
        write(&element, &list.property.into(), &is_set.into());
    }
    list.rows.update_value(|rows| rows.push((row, element)));
}
