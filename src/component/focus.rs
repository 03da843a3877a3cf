//! Moving the focus.

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

/// Gives the focus to the first element that matches, in the nearest ancestor of an event's target that matches `ancestor`.
/// For a button that goes when it is pressed.
pub(super) fn focus_near(event: &Event, ancestor: &str, selector: &str) {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    if let Some(ancestor) = target.and_then(|target| target.closest(ancestor).ok().flatten()) {
        focus_within(&ancestor, selector);
    }
}
