use std::cell::RefCell;

use js_sys::{Function, JSON, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::kept::Place;
use super::{events, kept};
use crate::component::host::{Discard, FormEvent, Host};
use crate::model::Attempt;

#[wasm_bindgen]
extern "C" {
    /// The element, as `element.js` gives it: held weakly, so that an element that the page has dropped is collected.
    pub type Page;

    /// Dispatches an event. False when a listener prevented its default.
    #[wasm_bindgen(method)]
    pub(super) fn emit(this: &Page, name: &str, detail: &JsValue, cancelable: bool) -> bool;

    /// A property of the element, or `language`.
    #[wasm_bindgen(method)]
    fn get(this: &Page, name: &str) -> JsValue;
}

/// The page around an element.
pub(super) struct Embedder {
    page: Page,
    messages: RefCell<Option<JsValue>>,
    /// Where the element is.
    place: RefCell<Place>,
    /// What messages and language were when they were last looked at.
    last: RefCell<Texts>,
}

/// `messages` as JSON, and the language.
type Texts = [Option<String>; 2];

impl Embedder {
    pub(super) fn new(page: Page) -> Self {
        let embedder = Self {
            page,
            messages: RefCell::default(),
            place: RefCell::default(),
            last: RefCell::default(),
        };
        embedder.update_messages();
        embedder
    }

    /// Looks at `messages` and the language again, and returns whether they may have changed. They are stored, for each text
    /// is looked up often; and compared, for a page that renders again gives the same messages in another object.
    pub(super) fn update_messages(&self) -> bool {
        let messages = Some(self.page.get("messages")).filter(JsValue::is_object);
        let json = messages
            .as_ref()
            .and_then(|messages| JSON::stringify(messages).ok());
        let json = json.and_then(|json| json.as_string());
        // An object may look its texts up when it is asked for one, and has none of its own then.
        let is_dynamic = json.as_deref() == Some("{}");
        let texts = [json, self.language()];
        self.messages.replace(messages);
        self.last.replace(texts.clone()) != texts || is_dynamic
    }

    fn language(&self) -> Option<String> {
        self.page.get("language").as_string()
    }

    /// Changes where the element is.
    pub(super) fn set_place(&self, change: impl FnOnce(&mut Place)) {
        change(&mut self.place.borrow_mut());
        kept::notify();
    }

    /// Where the element is.
    pub(super) fn place(&self) -> Place {
        self.place.borrow().clone()
    }

    /// Whether the secrets of an element that was removed are kept for the next one.
    pub(super) fn keeps_unstored(&self) -> bool {
        self.page.get("keepUnstored").as_bool() == Some(true)
    }

    /// Dispatches an event whose default cannot be prevented.
    pub(super) fn dispatch(&self, name: &str, detail: &JsValue) {
        self.page.emit(name, detail, false);
    }

    fn function(&self, name: &str) -> Option<Function> {
        self.page.get(name).dyn_into().ok()
    }
}

impl Host for Embedder {
    fn emit(&self, event: &FormEvent) {
        let (name, detail) = events::of(event);
        self.dispatch(name, &detail);
    }

    fn allows_discard(&self, cause: Discard) -> bool {
        let (name, detail) = events::leave(cause);
        self.page.emit(name, &detail, true)
    }

    fn api_key(&self) -> Option<Promise> {
        let key = self.function("getToken")?.call0(&JsValue::UNDEFINED).ok()?;
        Some(Promise::resolve(&key))
    }

    fn fetch(&self) -> Option<Function> {
        self.function("fetch")
    }

    fn uses_idempotency_keys(&self) -> bool {
        self.page.get("idempotency").as_bool() == Some(true)
    }

    fn waiting(&self) -> usize {
        if self.keeps_unstored() {
            kept::count(&self.place())
        } else {
            0
        }
    }

    fn take_waiting(&self) -> Vec<Attempt> {
        kept::take(&self.place())
    }

    fn translate(&self, text: &str) -> Option<String> {
        // Looking a text up may call the page.
        let messages = self.messages.borrow().clone();
        Reflect::get(&messages?, &text.into()).ok()?.as_string()
    }

    fn has_translations(&self) -> bool {
        self.messages.borrow().is_some()
    }

    fn language(&self) -> Option<String> {
        Embedder::language(self)
    }
}
