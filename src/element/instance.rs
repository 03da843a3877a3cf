use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use contract::ApiBase;
use js_sys::{Array, Reflect};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use super::attributes::Attributes;
use super::page::{Embedder, Page};
use super::{events, kept, kinds};
use crate::component::host::{Discard, Host, provide_host};
use crate::component::{FormId, FormState, WebhookForm, composed, focus_within, own_origin};
use crate::model::{CreateForm, InitialValues, Taxonomy};

/// One element: its state, and its view while it is in the document.
pub(super) struct Instance {
    // Dropped first: the signals that it shows belong to the owner.
    view: RefCell<Option<View>>,
    /// The owner of the state. It outlives the views, and gives them the page as context.
    owner: Owner,
    id: FormId,
    embedder: Rc<Embedder>,
    /// None before there is a valid base address, and again after the element was disposed of.
    state: Cell<Option<FormState>>,
    attributes: RefCell<Attributes>,
    /// Whether all initial attributes were set, so that each change counts at once.
    is_initialized: Cell<bool>,
    is_disposed: Cell<bool>,
    taxonomy: RefCell<Arc<Taxonomy>>,
}

/// What is on the screen. Its listeners, timers and effects end with it.
#[must_use = "the view is unmounted when this is dropped"]
struct View {
    root: Element,
    state: FormState,
    owner: Owner,
    mounted: Option<UnmountHandle<AnyViewState>>,
}

impl View {
    fn mount(root: &Element, state: FormState, parent: &Owner) -> Self {
        let owner = parent.child();
        let mounted = owner.with(|| {
            // A shadow root is mounted to as an element would be.
            let root = root.clone().unchecked_into();
            untrack(|| {
                mount_to(root, move || {
                    view! { <WebhookForm state=state /> }.into_any()
                })
            })
        });
        Self {
            root: root.clone(),
            state,
            owner,
            mounted: Some(mounted),
        }
    }
}

impl Drop for View {
    fn drop(&mut self) {
        drop(self.mounted.take());
        self.owner.cleanup();
        self.state.clear_subscribers();
    }
}

/// An owner without a parent. The page may have made the element within an effect of another one, and the owner of an effect
/// that crashed stays current.
fn root_owner() -> Owner {
    let current = Owner::current();
    if let Some(current) = current.clone() {
        current.unset();
    }
    let owner = Owner::new();
    if let Some(current) = current {
        current.set();
    }
    owner
}

impl Instance {
    pub(super) fn new(page: Page) -> Self {
        let id = FormId::new();
        let embedder = Rc::new(Embedder::new(page));
        let owner = root_owner();
        owner.with(|| {
            provide_context(id);
            provide_host(embedder.clone());
        });
        Self {
            id,
            embedder,
            owner,
            state: Cell::default(),
            attributes: RefCell::default(),
            is_initialized: Cell::default(),
            is_disposed: Cell::default(),
            taxonomy: RefCell::default(),
            view: RefCell::default(),
        }
    }

    /// Runs a method that `element.js` calls.
    pub(super) fn call(&self, method: &str, value: &JsValue) -> JsValue {
        self.owner.with(|| match method {
            "id" => self.id.get().into(),
            "attach" => self.attach(value.unchecked_ref()).into(),
            "detach" => {
                self.detach();
                JsValue::UNDEFINED
            }
            "place" => {
                let place: &Array = value.unchecked_ref();
                let [document, tag] =
                    [0, 1].map(|at| place.get(at).as_string().unwrap_or_default());
                self.embedder.set_place(|place| {
                    (place.document, place.tag) = (document, tag);
                });
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
                if self.embedder.update_messages() {
                    self.remount();
                }
                JsValue::UNDEFINED
            }
            "attribute" => {
                self.set_attribute(value.unchecked_ref());
                JsValue::UNDEFINED
            }
            // `element.js` calls no other.
            _ => JsValue::UNDEFINED,
        })
    }

    /// Sets an attribute: its name, and its value or null.
    fn set_attribute(&self, attribute: &Array) {
        let name = attribute.get(0).as_string().unwrap_or_default();
        let value = attribute.get(1).as_string();
        let is_known = self.attributes.borrow_mut().set(&name, value.as_deref());
        if is_known {
            self.apply(name == "api-base");
        }
    }

    /// Applies attributes and kinds to the state. A base address that is not valid leaves the one before in place, and is
    /// reported when it is new.
    fn apply(&self, is_new_base: bool) {
        if !self.is_initialized.get() {
            return;
        }
        let attributes = self.attributes.borrow().clone();
        let base = attributes.api_base.clone().unwrap_or_else(own_origin);
        let parsed = ApiBase::parse(&base);
        let is_valid = parsed.is_ok();
        if is_new_base && !is_valid {
            let (name, detail) = events::bad_api_base();
            self.embedder.dispatch(name, &detail);
        }
        let Some(state) = self.state_for(&base, is_valid) else {
            return;
        };
        if let Ok(parsed) = parsed {
            self.embedder
                .set_place(|place| place.base = parsed.to_string());
        }
        let values = InitialValues {
            url: attributes.url,
            label: composed(&attributes.label),
            events: attributes.events,
            taxonomy: self.taxonomy.borrow().clone(),
        };
        state.update(|form| {
            if is_valid && form.connection.base.text() != base {
                form.connection.set_base(base);
            }
            form.disabled = attributes.disabled;
            form.set_url_policy(attributes.url_policy);
            form.set_initial(&values);
        });
    }

    /// The state; a new one when there is none and there may be one.
    fn state_for(&self, base: &str, is_valid: bool) -> Option<FormState> {
        if self.state.get().is_none() && is_valid && !self.is_disposed.get() {
            let form = CreateForm::embedded(base);
            self.state.set(Some(FormState::with_id(self.id, form)));
        }
        self.state.get()
    }

    /// Mounts the form in `root`, unless it is mounted already. Whether it is mounted now.
    fn attach(&self, root: &Element) -> bool {
        if !self.is_initialized.replace(true) {
            self.apply(true);
        }
        if let Some(state) = self.state.get()
            && self.view.borrow().is_none()
        {
            kept::forget(self.id);
            let view = View::mount(root, state, &self.owner);
            self.view.replace(Some(view));
            let (name, detail) = events::ready();
            self.embedder.dispatch(name, &detail);
        }
        self.view.borrow().is_some()
    }

    /// Ends the view: the element is no longer in a document. Whoever drops the element now drops its secrets too.
    fn detach(&self) {
        drop(self.view.take());
        let Some(state) = self.state.get() else {
            // A base address that is not valid is reported again when the element is back.
            self.is_initialized.set(false);
            return;
        };
        let unstored = state
            .progress
            .with_untracked(|progress| progress.attempts().unstored().cloned().collect::<Vec<_>>());
        if unstored.is_empty() {
            return;
        }
        let (name, detail) = events::unstored(unstored.len());
        if self.embedder.keeps_unstored() {
            kept::keep(self.id, self.embedder.place(), unstored);
        }
        self.embedder.dispatch(name, &detail);
    }

    /// Mounts the form again, for its texts have changed. The text field that had the focus has it again.
    fn remount(&self) {
        let Some(before) = self.view.take() else {
            return;
        };
        let (root, field) = (before.root.clone(), focused_field(&before.root));
        drop(before);
        // The page learns that the focus is gone, and may dispose of the form.
        if let Some(state) = self.state.get() {
            self.view
                .replace(Some(View::mount(&root, state, &self.owner)));
        }
        if let Some(field) = field {
            self.focus_on(&["[name=", &field, "]"].concat());
        }
    }

    /// Resets the form. False when the page does not allow a secret to be dropped.
    fn reset(&self) -> bool {
        let Some(state) = self.state.get() else {
            return true;
        };
        let has_secret = state
            .progress
            .with_untracked(|progress| progress.attempts().has_unstored_secret());
        if has_secret && !self.embedder.allows_discard(Discard::Reset) {
            return false;
        }
        self.clear(state);
        true
    }

    /// Resets the state, and drops its secrets at once.
    fn clear(&self, state: FormState) {
        kept::forget(self.id);
        state.update(CreateForm::reset);
        untrack(|| state.report_unstored());
    }

    /// Ends the form for good. What is on the screen goes when the element detaches it.
    fn dispose(&self) -> bool {
        if let Some(state) = self.state.get() {
            if state.has_or_awaits_secret() && !self.embedder.allows_discard(Discard::Dispose) {
                return false;
            }
            self.clear(state);
            state.dispose();
        }
        self.is_disposed.set(true);
        self.state.set(None);
        true
    }

    fn focus(&self) {
        const CONTROL: &str = "input:not([type=radio]):not(:disabled)";
        if !self.focus_on(CONTROL) {
            self.focus_on("h1");
        }
    }

    /// Gives the focus to the first element that matches. Whether there is one.
    fn focus_on(&self, selector: &str) -> bool {
        // The page learns of it, and may call anything then: nothing stays borrowed.
        let root = self.view.borrow().as_ref().map(|view| view.root.clone());
        root.is_some_and(|root| focus_within(&root, selector))
    }
}

/// The name of the text field that has the focus.
fn focused_field(root: &Element) -> Option<String> {
    let focused = Reflect::get(root, &"activeElement".into()).ok()?;
    let focused: Element = focused.dyn_into().ok()?;
    let is_text = focused.matches("input[part=input]").unwrap_or_default();
    is_text.then(|| focused.get_attribute("name")).flatten()
}
