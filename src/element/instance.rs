use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use crate::component::prelude::*;
use contract::ApiBase;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Node;

use super::attributes::Attributes;
use super::page::{Embedder, Page};
use super::{events, kinds};
use crate::component::dom::El;
use crate::component::host::{Happened, Host, Leave, Scope};
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
            "messages" => {
                self.embedder.take_words();
                self.show_anew();
                JsValue::UNDEFINED
            }
            attribute => {
                let known = self
                    .attributes
                    .borrow_mut()
                    .set(attribute, value.as_string().as_deref());
                if known {
                    self.apply(attribute == "api-base");
                }
                JsValue::UNDEFINED
            }
        })
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
            form.start_with(Start {
                url: attributes.url,
                label: attributes.label,
                events: attributes.events,
                taxonomy: self.taxonomy.borrow().clone(),
            });
        });
    }

    /// Shows the form in `place`, unless it is shown already. Whether it is shown now.
    fn attach(&self, place: &Node) -> bool {
        if !self.follows.replace(true) {
            self.apply(true);
        }
        if self.view.borrow().is_none()
            && let Some(form) = &*self.form.borrow()
        {
            self.view.replace(Some(View::new(place, form, &self.scope)));
            component::mark_ready();
            self.embedder.tell(&Happened::Ready);
        }
        self.view.borrow().is_some()
    }

    fn show_anew(&self) {
        let place = self.view.borrow().as_ref().map(|view| view.place.clone());
        if let (Some(place), Some(form)) = (place, &*self.form.borrow()) {
            drop(self.view.take());
            self.view
                .replace(Some(View::new(&place, form, &self.scope)));
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

    /// Ends it for good: what is shown, what is known, and what may still come.
    fn dispose(&self) -> bool {
        let form = self.form.borrow().clone();
        if let Some(form) = &form {
            let drops = form.with_untracked(|form| {
                form.attempts().holds_secret() || form.attempts().in_flight()
            });
            if drops && !self.embedder.lets_go(Leave::Dispose) {
                return false;
            }
            drop(self.view.take());
            form.update(CreateForm::reset);
            form.with_untracked(|form| component::hold(self.scope.id(), form.attempts()));
        }
        self.scope.end();
        self.form.take();
        true
    }

    fn focus(&self) {
        if let Some(view) = &*self.view.borrow() {
            const FIRST: &str = "input:not([type=radio]):not(:disabled), h1";
            component::focus(view.shown.element(), FIRST);
        }
    }
}
