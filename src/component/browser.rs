//! The edge to the browser: what Leptos does not wrap.

use std::time::Duration;

use contract::IdempotencyKey;
use js_sys::{Array, Date, Function, Intl, JsString, Object, Promise, Reflect};
use leptos::prelude::{document, set_timeout, window};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AddEventListenerOptions, Blob, BlobPropertyBag, Element, HtmlAnchorElement, IdleRequestOptions,
    Url,
};

use super::host::use_host;

/// The page's own origin.
pub fn own_origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// The page's own address.
pub(super) fn own_address() -> String {
    window().location().href().unwrap_or_default()
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = randomUUID)]
    fn random_uuid() -> Result<JsValue, JsValue>;
}

/// A random key. None where the page is not a secure context.
pub(super) fn new_idempotency_key() -> Option<IdempotencyKey> {
    IdempotencyKey::new(random_uuid().ok()?.as_string()?)
}

/// Calls back when the browser is idle: soon on a page that always has something to do, and in `WebKit`, which does not tell.
pub(super) fn when_idle(callback: impl FnOnce() + 'static) {
    const AT_THE_LATEST: u32 = 100;
    let callback: Function = Closure::once_into_js(callback).unchecked_into();
    let options = IdleRequestOptions::new();
    options.set_timeout(AT_THE_LATEST);
    let request = window().request_idle_callback_with_options(&callback, &options);
    if request.is_err() {
        set_timeout(move || drop(callback.call0(&JsValue::NULL)), Duration::ZERO);
    }
}

/// Whether the mouse is pressed on something.
pub(super) fn is_pressed() -> bool {
    matches!(document().query_selector(":active"), Ok(Some(_)))
}

/// Settles when the mouse is pressed on nothing. What moves the page before a press has ended makes the click miss.
pub(super) fn released() -> Promise {
    Promise::new(&mut |resolve, _| {
        if is_pressed() {
            let once = AddEventListenerOptions::new();
            once.set_once(true);
            drop(
                window().add_event_listener_with_callback_and_add_event_listener_options(
                    "mouseup", &resolve, &once,
                ),
            );
        } else {
            drop(resolve.call0(&JsValue::UNDEFINED));
        }
    })
}

/// Milliseconds since 1970.
pub fn now() -> f64 {
    Date::now()
}

/// A text in its composed form (NFC): "é" as one character.
pub fn composed(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    JsString::from(text).normalize("NFC").into()
}

/// Whether code of the page sends the requests, and may change them. A proxy of the browser's function, or that function
/// bound to something, cannot be told from the browser's own.
pub(super) fn has_own_fetch() -> bool {
    let is_native = || -> Option<bool> {
        let fetch = Reflect::get(&js_sys::global(), &"fetch".into()).ok()?;
        let text = fetch.dyn_ref::<Function>()?.to_string();
        Some(text.includes("[native code]", 0))
    };
    use_host().fetch().is_some() || is_native() == Some(false)
}

/// What the browser believes; a hint only.
pub(super) fn is_online() -> bool {
    window().navigator().on_line()
}

/// A date and time in the reader's own notation; `None` if it is not a date. Browsers parse almost any text as a date:
/// check the shape of untrusted text first.
pub(super) fn date_text(moment: &JsValue) -> Option<String> {
    let date = Date::new(moment);
    if date.get_time().is_nan() {
        return None;
    }
    let options = Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "long")] {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    let language = use_host().language();
    let locales: Array = language.iter().map(JsValue::from).collect();
    let format: Function = Intl::DateTimeFormat::new(&locales, &options).format();
    format.call1(&JsValue::UNDEFINED, &date).ok()?.as_string()
}

/// Selects all text of an element, for the browser's own copy.
pub(super) fn select(element: &Element) {
    if let Ok(Some(selection)) = window().get_selection() {
        drop(selection.select_all_children(element));
    }
}

/// The address of a file in memory, which holds the file until it is dropped.
#[must_use = "the file is gone when this is dropped, and the person may not have confirmed the download yet"]
pub(super) struct ObjectUrl(String);

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        drop(Url::revoke_object_url(&self.0));
    }
}

/// Offers a text to the person as a file. None when the browser does not take it.
pub(super) fn save(text: &str, media_type: &str, file_name: &str) -> Option<ObjectUrl> {
    let link: HtmlAnchorElement = document().create_element("a").ok()?.unchecked_into();
    // Without it the link would show the file in place of the page.
    if !Reflect::has(&link, &"download".into()).ok()? {
        return None;
    }
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = ObjectUrl(Url::create_object_url_with_blob(&blob).ok()?);
    link.set_href(&address.0);
    link.set_download(file_name);
    link.click();
    Some(address)
}

/// Milliseconds in whole seconds, rounded down; 0 if negative.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of a float saturates"
)]
pub(super) fn whole_seconds(milliseconds: f64) -> u32 {
    (milliseconds / 1_000.0) as u32
}

/// Milliseconds in whole seconds, rounded up; 0 if negative.
pub(super) fn started_seconds(milliseconds: f64) -> u32 {
    whole_seconds(milliseconds + 999.0)
}

/// Sets the performance mark that says that the form can be used.
pub(super) fn mark_ready() {
    if let Some(performance) = window().performance() {
        drop(performance.mark("webhook-console:ready"));
    }
}

/// A moment as RFC 3339 writes it.
pub(super) fn iso(moment: f64) -> String {
    Date::new(&moment.into()).to_iso_string().into()
}
