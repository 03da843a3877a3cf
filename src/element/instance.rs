use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use contract::ApiBase;
use js_sys::Array;
use reactive_graph::graph::{Source, ToAnySource};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

use super::attributes::Attributes;
use super::page::{Embedder, Page};
use super::{events, kinds};
use crate::component::dom::El;
use crate::component::host::{Happened, Host, Leave, Scope};
use crate::component::prelude::*;
use crate::component::{self, own_origin};
use crate::model::{CreateForm, Start, Taxonomy};

/// One element: what it knows, and what it shows while it is in the document.
pub(super) struct Instance {
    embedder: Rc<Embedder>,
    scope: Rc<Scope>,
    /// None before there is an API to speak to, and again after the end.
    form: RefCell<Option<ArcRwSignal<CreateForm>>>,
    attributes: RefCell<Attributes>,
    /// Whether the attributes are all here, so that each change counts at once.
    follows: Cell<bool>,
    taxonomy: RefCell<Arc<Taxonomy>>,
    view: RefCell<Option<View>>,
}

/// What is on the screen. It ends with its listeners, timers and effects; what it showed is in the state.
#[must_use = "the view goes when this is dropped"]
struct View {
    place: Node,
    shown: El,
    owner: Owner,
    form: ArcRwSignal<CreateForm>,
}

impl View {
    fn new(place: &Node, form: &ArcRwSignal<CreateForm>, scope: &Rc<Scope>) -> Self {
        let owner = apart();
        let make = || component::view(RwSignal::from(form.clone()), scope, None);
        let shown = owner.with(|| untrack(make));
        drop(place.append_child(shown.element()));
        Self {
            place: place.clone(),
            shown,
            owner,
            form: form.clone(),
        }
    }
}

/// An owner that ends with no other. The page may have called from within an effect of another element, and an effect
/// that broke is never left.
fn apart() -> Owner {
    let around = Owner::current();
    if let Some(around) = around.clone() {
        around.unset();
    }
    let owner = Owner::new();
    if let Some(around) = around {
        around.set();
    }
    owner
}

impl Drop for View {
    fn drop(&mut self) {
        self.shown.element().remove();
        self.owner.cleanup();
        // The state would remember every effect that ever looked at it.
        self.form.to_any_source().clear_subscribers();
    }
}

impl Instance {
    pub(super) fn new(page: Page) -> Self {
        let embedder = Rc::new(Embedder::new(page));
        Self {
            scope: Scope::new(embedder.clone()),
            embedder,
            form: RefCell::default(),
            attributes: RefCell::default(),
            follows: Cell::default(),
            taxonomy: RefCell::default(),
            view: RefCell::default(),
        }
    }

    /// Takes what `element.js` says.
    pub(super) fn hear(&self, verb: &str, value: &JsValue) -> JsValue {
        self.scope.enter(|| match verb {
            "id" => self.scope.id().into(),
            "attach" => self.attach(value.unchecked_ref()).into(),
            "detach" => {
                drop(self.view.take());
                JsValue::UNDEFINED
            }
            "reset" => self.reset().into(),
            "dispose" => self.dispose().into(),
            "focus" => {
                self.focus();
                JsValue::UNDEFINED
            }
            "eventKinds" => {
                self.taxonomy.replace(kinds::taxonomy(value));
                self.apply(false);
                JsValue::UNDEFINED
            }
            "words" => {
                if self.embedder.take_words() {
                    self.show_anew();
                }
                JsValue::UNDEFINED
            }
            "attribute" => {
                self.take(value.unchecked_ref());
                JsValue::UNDEFINED
            }
            // Nothing that `element.js` says.
            _ => JsValue::UNDEFINED,
        })
    }

    /// Takes an attribute in: its name, and its value or null.
    fn take(&self, attribute: &Array) {
        let name = attribute.get(0).as_string().unwrap_or_default();
        let value = attribute.get(1).as_string();
        let known = self.attributes.borrow_mut().set(&name, value.as_deref());
        if known {
            self.apply(name == "api-base");
        }
    }

    /// Makes the form follow the attributes. An address that cannot be the API's leaves the one before in place, and
    /// is told of when it is new.
    fn apply(&self, new_base: bool) {
        if !self.follows.get() {
            return;
        }
        let attributes = self.attributes.borrow().clone();
        let base = attributes.api_base.clone().unwrap_or_else(own_origin);
        let good = ApiBase::parse(&base).is_ok();
        if new_base && !good {
            let (name, detail) = events::bad_api_base();
            self.embedder.emit(name, &detail);
        }
        let form = self.form.borrow().clone();
        let form = match form {
            Some(form) => form,
            None if good && !self.scope.is_over() => {
                let form = ArcRwSignal::new(CreateForm::embedded(&base));
                self.form.replace(Some(form.clone()));
                form
            }
            None => return,
        };
        form.update(|form| {
            if good && form.connection.base.text() != base {
                form.connection.set_base(base);
            }
            form.set_url_policy(attributes.url_policy);
            form.disabled = attributes.disabled;
            let start = Start {
                url: attributes.url,
                label: attributes.label,
                events: attributes.events,
                taxonomy: self.taxonomy.borrow().clone(),
            };
            // Taken in again it would end what is being looked for and what was said of the fields.
            if *form.start() != start {
                form.start_with(start);
            }
        });
    }

    /// Shows the form in `place`, unless it is shown already. Whether it is shown now.
    fn attach(&self, place: &Node) -> bool {
        if !self.follows.replace(true) {
            self.apply(true);
        }
        let form = self.form.borrow().clone();
        if self.view.borrow().is_none()
            && let Some(form) = form
        {
            self.view
                .replace(Some(View::new(place, &form, &self.scope)));
            component::mark_ready();
            self.embedder.tell(&Happened::Ready);
        }
        self.view.borrow().is_some()
    }

    /// Shows the same in other words. Who is typing goes on in the same field.
    fn show_anew(&self) {
        let Some(before) = self.view.take() else {
            return;
        };
        let (place, field) = (before.place.clone(), field_of(&before.place));
        drop(before);
        // The page hears that the focus is gone, and may have ended the form.
        let form = self.form.borrow().clone();
        if let Some(form) = form {
            self.view
                .replace(Some(View::new(&place, &form, &self.scope)));
        }
        if let Some(field) = field {
            self.focus_on(&["[name=", &field, "]"].concat());
        }
    }

    /// Empties the form. False when the page wants a secret kept that would be dropped.
    fn reset(&self) -> bool {
        let Some(form) = self.form.borrow().clone() else {
            return true;
        };
        let drops = form.with_untracked(|form| form.attempts().holds_secret());
        if drops && !self.embedder.lets_go(Leave::Reset) {
            return false;
        }
        form.update(CreateForm::reset);
        form.with_untracked(|form| component::hold(self.scope.id(), form.attempts()));
        true
    }

    /// Ends it for good: what is known, and what may still come. What is shown goes when the element says so.
    fn dispose(&self) -> bool {
        let form = self.form.borrow().clone();
        if let Some(form) = &form {
            let drops = form.with_untracked(|form| {
                form.attempts().holds_secret() || form.attempts().in_flight()
            });
            if drops && !self.embedder.lets_go(Leave::Dispose) {
                return false;
            }
            form.update(CreateForm::reset);
            form.with_untracked(|form| component::hold(self.scope.id(), form.attempts()));
        }
        self.scope.end();
        self.form.take();
        true
    }

    fn focus(&self) {
        const CONTROL: &str = "input:not([type=radio]):not(:disabled)";
        if !self.focus_on(CONTROL) {
            self.focus_on("h1");
        }
    }

    /// Gives the focus to the first that fits. Whether there is one.
    fn focus_on(&self, selector: &str) -> bool {
        // The page hears of it, and may do anything then.
        let shown = self.view.borrow().as_ref().map(|view| view.shown.clone());
        shown.is_some_and(|shown| {
            component::focus(shown.element(), selector);
            matches!(shown.element().query_selector(selector), Ok(Some(_)))
        })
    }
}

/// The name of the text field that has the focus.
fn field_of(root: &Node) -> Option<String> {
    let focused = js_sys::Reflect::get(root, &"activeElement".into()).ok()?;
    let focused: Element = focused.dyn_into().ok()?;
    let is_text = focused.matches("input.input").unwrap_or_default();
    is_text.then(|| focused.get_attribute("name")).flatten()
}
