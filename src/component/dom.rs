//! Elements with what follows the state, on Leptos's reactive system.
//!
//! Leptos's own views cost a type and half a dozen functions for each element: this form would be 159 kB of wasm
//! (brotli) with them and is half of that with these. They also build static parts with `innerHTML`, which a page with
//! Trusted Types refuses. Everything here belongs to the reactive owner it is made under, and ends with it.

use super::prelude::*;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Interval;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, Node};

use super::host::{current, within};
use super::part::{self, part};
use crate::model::say;

/// An element of the page.
#[derive(Clone)]
pub(crate) struct El(Element);

/// An element by its name, which is a literal: a name that no element can have is a mistake in the program.
pub(crate) fn el(name: &'static str) -> El {
    let element = document()
        .create_element(name)
        .expect("the name of an element");
    El(element).part(part(&part::OF_ELEMENT, name))
}

/// What can stand inside an element.
pub(crate) trait Child {
    /// Puts it at the end of `parent`.
    fn put(self, parent: &Element);
}

impl Child for El {
    fn put(self, parent: &Element) {
        append(parent, &self.0);
    }
}

impl Child for &str {
    fn put(self, parent: &Element) {
        append(parent, &document().create_text_node(self));
    }
}

impl Child for String {
    fn put(self, parent: &Element) {
        self.as_str().put(parent);
    }
}

/// A text of ours, not yet in the reader's words.
pub(crate) struct Said(&'static str);

/// A text of ours, as a child.
pub(crate) fn said(text: &'static str) -> Said {
    Said(text)
}

impl Child for Said {
    fn put(self, parent: &Element) {
        say(self.0).put(parent);
    }
}

impl<T: Child> Child for Option<T> {
    fn put(self, parent: &Element) {
        if let Some(child) = self {
            child.put(parent);
        }
    }
}

impl<T: Child> Child for Vec<T> {
    fn put(self, parent: &Element) {
        for child in self {
            child.put(parent);
        }
    }
}

fn append(parent: &Element, node: &Node) {
    drop(parent.append_child(node));
}

impl El {
    /// The element itself.
    pub(crate) fn element(&self) -> &Element {
        &self.0
    }

    pub(crate) fn class(self, class: &str) -> Self {
        let first = class.split(' ').next().unwrap_or_default();
        self.attr("class", class).part(part(&part::OF_CLASS, first))
    }

    /// What host pages call it in their style sheets.
    fn part(self, part: Option<&str>) -> Self {
        match part {
            Some(part) => self.attr("part", part),
            None => self,
        }
    }

    pub(crate) fn attr(self, name: &'static str, value: &str) -> Self {
        drop(self.0.set_attribute(name, value));
        self
    }

    pub(crate) fn attrs(self, attributes: &[(&'static str, &str)]) -> Self {
        attributes
            .iter()
            .fold(self, |element, (name, value)| element.attr(name, value))
    }

    pub(crate) fn child(self, child: impl Child) -> Self {
        child.put(&self.0);
        self
    }

    /// Puts something at its end.
    pub(crate) fn add(&self, child: impl Child) {
        child.put(&self.0);
    }

    /// An attribute that follows the state; none when there is no value.
    pub(crate) fn attr_from(
        self,
        name: &'static str,
        value: impl Fn() -> Option<&'static str> + 'static,
    ) -> Self {
        self.follow_attr(name, Box::new(value));
        self
    }

    fn follow_attr(&self, name: &'static str, value: Box<dyn Fn() -> Option<&'static str>>) {
        let element = self.clone();
        follow(Box::new(move || element.write_attr(name, value())));
    }

    /// An attribute that is there or not.
    pub(crate) fn flag_from(self, name: &'static str, on: impl Fn() -> bool + 'static) -> Self {
        self.follow_flag(name, Box::new(on));
        self
    }

    fn follow_flag(&self, name: &'static str, on: Box<dyn Fn() -> bool>) {
        self.follow_attr(name, Box::new(move || on().then_some("")));
    }

    /// The text inside, as it follows the state.
    pub(crate) fn text_from(self, text: impl Fn() -> String + 'static) -> Self {
        self.follow_text(Box::new(text));
        self
    }

    fn follow_text(&self, text: Box<dyn Fn() -> String>) {
        let element = self.clone();
        follow(Box::new(move || element.write(&text())));
    }

    /// A property, such as the `value` of an input, as it follows the state.
    pub(crate) fn prop_from(
        self,
        name: &'static str,
        value: impl Fn() -> JsValue + 'static,
    ) -> Self {
        self.follow_prop(name, Box::new(value));
        self
    }

    fn follow_prop(&self, name: &'static str, value: Box<dyn Fn() -> JsValue>) {
        let element = self.0.clone();
        follow(Box::new(move || {
            drop(js_sys::Reflect::set(&element, &name.into(), &value()));
        }));
    }

    /// What is inside, built anew whenever `key` changes; what was made for the old inside ends with it.
    pub(crate) fn inside_from<K: PartialEq + 'static>(
        self,
        key: impl Fn() -> K + 'static,
        build: impl Fn(&Self, &K) + 'static,
    ) -> Self {
        let (inside, owner) = (self.clone(), Owner::new());
        let mut shown = None;
        follow(Box::new(move || {
            let key = key();
            if shown.as_ref() != Some(&key) {
                inside.anew(&owner, &|| build(&inside, &key));
                shown = Some(key);
            }
        }));
        self
    }

    fn anew(&self, owner: &Owner, build: &dyn Fn()) {
        owner.cleanup();
        self.0.set_text_content(None);
        owner.with(|| untrack(build));
    }

    /// The text inside from now on. It is written only when it changes, so that nothing is announced twice.
    pub(crate) fn write(&self, text: &str) {
        if self.0.text_content().as_deref() != Some(text) {
            self.0.set_text_content(Some(text));
        }
    }

    /// An attribute from now on; none when there is no value.
    pub(crate) fn write_attr(&self, name: &'static str, value: Option<&str>) {
        drop(match value {
            Some(value) => self.0.set_attribute(name, value),
            None => self.0.remove_attribute(name),
        });
    }

    /// Whether an attribute is there from now on.
    pub(crate) fn write_flag(&self, name: &'static str, on: bool) {
        self.write_attr(name, on.then_some(""));
    }

    /// What happens on an event.
    pub(crate) fn on(self, event: &'static str, act: impl Fn(&Event) + 'static) -> Self {
        listen(&self.0, event, Box::new(act));
        self
    }

    /// A button's click.
    pub(crate) fn on_click(self, act: impl Fn() + 'static) -> Self {
        self.on("click", move |_| act())
    }

    /// Gives it the focus, once it is in the page.
    pub(crate) fn take_focus(self) -> Self {
        let (element, scope) = (self.clone(), current());
        request_animation_frame(move || within(scope.as_ref(), || element.focus()));
        self
    }

    /// Gives it the focus now.
    pub(crate) fn focus(&self) {
        if let Some(element) = self.0.dyn_ref::<HtmlElement>() {
            drop(element.focus());
        }
    }
}

/// A button that submits nothing.
pub(crate) fn button(name: impl Child, press: impl Fn() + 'static) -> El {
    el("button")
        .attr("type", "button")
        .child(name)
        .on_click(press)
}

/// Runs now, and whenever a signal that it read changes.
pub(crate) fn follow(mut act: Box<dyn FnMut()>) {
    let scope = current();
    let effect = RenderEffect::new(move |_| within(scope.as_ref(), &mut act));
    keep(Box::new(effect));
}

/// Listens for as long as the present owner lives. The listener may stop the event's default.
pub(crate) fn listen(target: &web_sys::EventTarget, event: &'static str, act: Box<dyn Fn(&Event)>) {
    let scope = current();
    let options = EventListenerOptions::enable_prevent_default();
    keep(Box::new(EventListener::new_with_options(
        target,
        event,
        options,
        move |event| within(scope.as_ref(), || act(event)),
    )));
}

/// Does something now and every second.
pub(crate) fn every_second(act: Box<dyn Fn()>) {
    let scope = current();
    act();
    keep(Box::new(Interval::new(1_000, move || {
        within(scope.as_ref(), &act);
    })));
}

/// Keeps something that ends when it is dropped, for as long as the present owner lives.
pub(crate) fn keep(kept: Box<dyn std::any::Any>) {
    let kept = SendWrapper::new(kept);
    on_cleanup(move || drop(kept));
}
