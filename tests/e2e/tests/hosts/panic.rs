//! The shipped program panics with a trap. A page makes its calls of `createElement` throw.

mod other_elements;
mod recovery;

use e2e::{FileServer, Page};
use serde_json::{Value, json};

use e2e::host_page::{HostPage, SLOTTED_TEXT, TAG, fill_in};

const PANIC_MESSAGE: &str = "Something broke in this form";
const NOWHERE: [&str; 0] = [];

/// Counts as long as the scripts of the page run.
const COUNT_TICKS: &str = "window.ticks = 0; setInterval(() => ticks++, 10)";

#[track_caller]
fn open(target: &str) -> HostPage {
    let host_page = HostPage::new(FileServer::start("html"));
    host_page.page.expects_console_error("unreachable");
    host_page.visit(target);
    host_page.page.wait_for_text("New subscription");
    host_page.page.prepare_panic();
    host_page.page.script(COUNT_TICKS, &[]);
    host_page
}

#[track_caller]
fn create_with_panic(page: &Page, selector: &str) {
    page.panic_on_response(selector);
    fill_in(page);
    page.press("Create subscription");
    page.wait_for_text(PANIC_MESSAGE);
}

/// Asserts that one error event of this element is emitted, and that the scripts of the page still run.
#[track_caller]
fn assert_reported_once(host_page: &HostPage, id: &str) {
    let ticks = || host_page.page.script("return ticks", &[]).as_u64();
    let before = ticks();
    host_page
        .page
        .wait_for("the page's own scripts", || ticks() > before);
    assert_eq!(host_page.page.script("return panicked", &[]), json!([id]));
    let broken = json!({ "outcome": "unknown", "code": "broken", "status": null });
    assert_eq!(host_page.event_details("webhook-error"), [broken]);
}

/// The text of the secret in its place before the panic.
fn secret_in_place(page: &Page) -> Value {
    let script = "const shown = first('.secret > output');
        return shown?.checkVisibility() ? shown.textContent : null";
    page.shadow_script(script, &[])
}

#[test]
fn panic_leaves_a_revealed_secret_in_place_until_the_page_is_hidden() {
    let host_page = open("/?");
    let page = &host_page.page;
    host_page.create();
    let secret = page.reveal();
    page.script("panicNext()", &[]);
    page.press("Create another");
    page.wait_for_text(PANIC_MESSAGE);
    assert_eq!(secret_in_place(page), secret.as_str());
    assert_eq!(host_page.event_details("webhook-leave"), [""; 0]);
    page.press("Reveal secret");
    page.script(
        "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))",
        &[],
    );
    page.wait_for("both masks", || {
        page.everything(&host_page.api).places_of(&secret) == NOWHERE
    });
    assert_reported_once(&host_page, TAG);
}

#[test]
fn panic_between_response_and_render_offers_the_secret_masked() {
    let host_page = open("/?");
    let page = &host_page.page;
    create_with_panic(page, TAG);
    assert_reported_once(&host_page, TAG);
    assert_eq!(host_page.event_details("webhook-created").len(), 1);
    assert_eq!(host_page.api.subscriptions().len(), 1);
    let masked = page.everything(&host_page.api);
    page.press("Copy secret");
    page.wait_for_text("Copied.");
    let copied = page.everything(&host_page.api);
    let secret = page.reveal();
    assert_eq!(masked.places_of(&secret), NOWHERE);
    assert_eq!(copied.places_of(&secret), NOWHERE);
    assert!(secret.starts_with("whsec_"));
    assert_eq!(page.clipboard(), secret);
    page.script("dispatchEvent(new Event('pagehide'))", &[]);
    assert_eq!(page.secret(), None);
    assert_eq!(page.everything(&host_page.api).places_of(&secret), NOWHERE);
    assert_eq!(page.reveal(), secret);
}

#[test]
fn rescued_secret_is_excluded_from_translation_recording_and_print() {
    let host_page = open("/?");
    let page = &host_page.page;
    create_with_panic(page, TAG);
    page.reveal();
    let script = "const shown = first('.broken output');
        return [...['translate', 'spellcheck', 'draggable', 'aria-live', 'data-dd-privacy', 'data-clarity-mask']
            .map((name) => shown.getAttribute(name)),
            ['notranslate', 'sentry-mask', 'sentry-block', 'ph-no-capture', 'fs-exclude', 'rr-block']
                .every((name) => shown.classList.contains(name)),
            ['data-sentry-mask', 'data-hj-suppress', 'data-private'].every((name) => shown.hasAttribute(name)),
            shown.part.length]";
    assert_eq!(
        page.shadow_script(script, &[]),
        json!([
            "no", "false", "false", "off", "hidden", "true", true, true, 0
        ])
    );
    page.protocol("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    let visible = "return first('.broken output').checkVisibility({ visibilityProperty: true })";
    assert_eq!(page.shadow_script(visible, &[]), false, "it is not printed");
}

#[test]
fn panic_at_the_first_render_is_shown_and_can_be_retried() {
    let host_page = HostPage::open("html", "late");
    let page = &host_page.page;
    page.expects_console_error("unreachable");
    page.prepare_panic();
    page.script(COUNT_TICKS, &[]);
    page.wait_for_text(SLOTTED_TEXT);
    // The class creates the slot, and the program creates the first heading.
    let script = "const { createElement } = Document.prototype;
        Document.prototype.createElement = function (name, ...more) {
            if (name !== 'h1') return createElement.call(this, name, ...more);
            Document.prototype.createElement = createElement;
            throw new Error('no element');
        }";
    page.script(script, &[]);
    page.press("Define");
    page.wait_for("the error", || !host_page.handled_events().is_empty());
    assert_reported_once(&host_page, TAG);
    page.wait_for_text(PANIC_MESSAGE);
    page.press("Start again");
    host_page.wait_until_mounted();
    host_page.create();
}

#[test]
fn errors_of_the_page_are_not_a_panic() {
    let host_page = open("/two.html?");
    let page = &host_page.page;
    for expected in ["of the page", "Script error"] {
        page.expects_console_error(expected);
    }
    let script = "// (module (func (export \"trap\") unreachable))
        const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0,
            7, 8, 1, 4, 116, 114, 97, 112, 0, 0, 10, 5, 1, 3, 0, 0, 11]);
        const { trap } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
        const throws = () => { throw new Error('of the page') };
        const wrong = () => {
            for (const act of [trap, throws]) {
                setTimeout(act);
                Promise.resolve().then(act);
            }
            dispatchEvent(new ErrorEvent('error', { message: 'of the page' }));
        };
        first.addEventListener('webhook-created', wrong);
        first.addEventListener('webhook-created', trap);
        first.addEventListener('webhook-created', throws);
        first.addEventListener('webhook-dirty', throws);
        second.getToken = throws;
        wrong();";
    page.script(script, &[]);
    page.within("#second", |page| {
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "not-created");
    });
    page.within("#first", |page| {
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
        page.reveal();
        page.press("I have stored the signing secret");
        page.press("Create another");
        page.wait_for_text("New subscription");
        assert!(!page.text().contains(PANIC_MESSAGE));
    });
    assert_eq!(page.script("return panicked", &[]), json!([]));
    let errors = host_page.event_details("webhook-error");
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0]["code"], "no_key");
}
