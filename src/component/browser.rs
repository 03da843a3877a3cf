//! The edge to the browser: what Leptos does not wrap.

use contract::IdempotencyKey;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Element, Event, HtmlAnchorElement, HtmlElement, Url};

use super::host::{current, within};
use super::prelude::{document, window};

/// The page's own origin.
pub fn own_origin() -> String {
    window().location().origin().unwrap_or_default()
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = randomUUID)]
    fn random_uuid() -> Result<JsValue, JsValue>;
}

/// A name that nobody can guess. None where the page is not a secure context.
pub(super) fn new_idempotency_key() -> Option<IdempotencyKey> {
    IdempotencyKey::new(random_uuid().ok()?.as_string()?)
}

/// Milliseconds since 1970.
pub(super) fn now() -> f64 {
    Date::now()
}

/// What the browser believes; a hint, and never more.
pub(super) fn is_online() -> bool {
    window().navigator().on_line()
}

/// A moment in the reader's own way of writing dates. `None` when it is none. A browser reads a date out of almost any
/// text: whoever has text from elsewhere looks at its shape first.
pub(super) fn date_text(moment: &JsValue) -> Option<String> {
    let date = Date::new(moment);
    if date.get_time().is_nan() {
        return None;
    }
    let options = Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "long")] {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    let language = current().and_then(|scope| scope.host().language());
    let locales: Array = language.iter().map(JsValue::from).collect();
    let format: Function = Intl::DateTimeFormat::new(&locales, &options).format();
    format.call1(&JsValue::UNDEFINED, &date).ok()?.as_string()
}

/// Copies, and says whether the browser confirmed it. Outside secure contexts there is no clipboard at all.
pub(super) async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into());
    if clipboard.map_or(true, |clipboard| clipboard.is_undefined()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text))
        .await
        .is_ok()
}

/// Selects all text of an element, ready for the keyboard's own copy.
pub(super) fn select(element: &Element) {
    if let Ok(Some(selection)) = window().get_selection() {
        drop(selection.select_all_children(element));
    }
}

/// Hands a text to the person as a file.
pub(super) fn save(text: &str, media_type: &str, file_name: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.unchecked_into();
    link.set_href(&address);
    link.set_download(file_name);
    link.click();
    // Not at once: the browser may still be reading it.
    Timeout::new(1_000, move || drop(Url::revoke_object_url(&address))).forget();
    Some(())
}

/// Gives the focus to the first element below `root` that fits.
pub(crate) fn focus(root: &Element, selector: &str) {
    let found = root.query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        drop(element.focus());
    }
}

/// Gives the focus to the first element that fits in the form that an event came from.
pub(super) fn focus_beside(event: &Event, selector: &str) {
    let from: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    if let Some(form) = from.and_then(|from| from.closest("form").ok().flatten()) {
        focus(&form, selector);
    }
}

/// Seconds since a moment, none before it. Begun ones do not count.
pub(super) fn seconds_since(moment: f64) -> u32 {
    whole((now() - moment) / 1_000.0)
}

/// Seconds until a moment, none after it. Begun ones count.
pub(super) fn seconds_until(moment: f64) -> u32 {
    whole(((moment - now()) / 1_000.0).ceil())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of a float saturates"
)]
fn whole(number: f64) -> u32 {
    number as u32
}

/// Tells whoever measures that the form can be used.
pub(crate) fn mark_ready() {
    if let Some(performance) = window().performance() {
        drop(performance.mark("webhook-console:ready"));
    }
}

/// A moment as RFC 3339 writes it.
pub(super) fn iso(moment: f64) -> String {
    Date::new(&moment.into()).to_iso_string().into()
}

/// Does something when the browser is done with what it does now.
pub(super) fn soon(act: impl FnOnce() + 'static) {
    let scope = current();
    Timeout::new(0, move || within(scope.as_ref(), act)).forget();
}

/// Whether the mouse is down on something.
pub(super) fn is_pressed() -> bool {
    matches!(document().query_selector(":active"), Ok(Some(_)))
}
