use std::cell::RefCell;

use js_sys::{Function, JSON, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::events;
use crate::component::host::{Happened, Host, Leave};

#[wasm_bindgen]
extern "C" {
    /// What `element.js` gives of itself. It holds the element only weakly: an element that the page has dropped goes.
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
    words: RefCell<Option<JsValue>>,
    /// What tells whether words and language are others.
    written: RefCell<Written>,
}

/// `messages` as JSON, and the language.
type Written = [Option<String>; 2];

impl Embedder {
    pub(super) fn new(page: Page) -> Self {
        let embedder = Self {
            page,
            words: RefCell::default(),
            written: RefCell::default(),
        };
        embedder.take_words();
        embedder
    }

    /// Looks at `messages` and the language again, and says whether they may be others: a page that is rendered anew gives
    /// the same words in another object. A text is looked up at every change of the form, so they are kept.
    pub(super) fn take_words(&self) -> bool {
        let words = Some(self.page.get("messages")).filter(JsValue::is_object);
        let json = words.as_ref().and_then(|words| JSON::stringify(words).ok());
        let json = json.and_then(|json| json.as_string());
        // One that looks its words up has none of its own.
        let looks_up = json.as_deref() == Some("{}");
        let written = [json, self.language()];
        self.words.replace(words);
        self.written.replace(written.clone()) != written || looks_up
    }

    fn language(&self) -> Option<String> {
        self.page.get("language").as_string()
    }

    /// Tells of an event that asks for nothing.
    pub(super) fn emit(&self, name: &str, detail: &JsValue) {
        self.page.emit(name, detail, false);
    }

    fn function(&self, name: &str) -> Option<Function> {
        self.page.get(name).dyn_into().ok()
    }
}

/// A state keeps this for as long as it lives.
impl Host for std::rc::Rc<Embedder> {
    fn tell(&self, happened: &Happened) {
        let (name, detail) = events::of(happened);
        self.emit(name, &detail);
    }

    fn lets_go(&self, before: Leave) -> bool {
        let (name, detail) = events::leave(before);
        self.page.emit(name, &detail, true)
    }

    fn key(&self) -> Option<Promise> {
        let given = self.function("getToken")?.call0(&JsValue::UNDEFINED).ok()?;
        Some(Promise::resolve(&given))
    }

    fn fetch(&self) -> Option<Function> {
        self.function("fetch")
    }

    fn idempotency(&self) -> bool {
        self.page.get("idempotency").as_bool() == Some(true)
    }

    fn words(&self, text: &str) -> Option<String> {
        // Looking may call the page back.
        let words = self.words.borrow().clone();
        Reflect::get(&words?, &text.into()).ok()?.as_string()
    }

    fn has_words(&self) -> bool {
        self.words.borrow().is_some()
    }

    fn language(&self) -> Option<String> {
        Embedder::language(self)
    }
}
