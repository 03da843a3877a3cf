//! Moving the focus.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use super::scoped::before_next_frame;

/// A directive, as in `use:take_focus=true`: gives an element the focus as soon as it is in the page.
pub(super) fn take_focus(element: Element, when: bool) {
    if when {
        before_next_frame(move || focus(&element));
    }
}

/// Gives an element the focus.
pub(super) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        drop(element.focus());
    }
}

/// Gives the focus to the first element below `root` that matches. Whether there is one.
pub(crate) fn focus_within(root: &Element, selector: &str) -> bool {
    let found = root.query_selector(selector).ok().flatten();
    found.inspect(focus).is_some()
}

/// Gives the focus to the first element that matches in the form of an event.
pub(super) fn focus_in_form(event: &Event, selector: &str) {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    if let Some(form) = target.and_then(|target| target.closest("form").ok().flatten()) {
        focus_within(&form, selector);
    }
}

/// Gives the focus back to the button that is always there, when the one that had it goes.
pub(super) fn focus_button(button: NodeRef<leptos::html::Button>) {
    if let Some(button) = button.get_untracked() {
        drop(button.focus());
    }
}
