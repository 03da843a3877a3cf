//! F36 and F37: the program panics. A page makes its calls of `createElement` throw.

use e2e::FileServer;
use e2e::host_page::{HostPage, fill_in};
use serde_json::json;

use super::outcome::{LABEL, URL};
use crate::form_page::FormPage;
use crate::row::Row;

/// Makes the next write of `textContent` throw the error of a stack overflow.
const OVERFLOW: &str =
    "const { prototype } = Node, text = Object.getOwnPropertyDescriptor(prototype, 'textContent');
    const set = () => {
        Object.defineProperty(prototype, 'textContent', text);
        throw new RangeError('too deep');
    };
    Object.defineProperty(prototype, 'textContent', { ...text, set })";

const PANIC_MESSAGE: &str = "Something broke in this form";

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "F36 panic in a handler while a secret is revealed",
            revealed,
        ),
        Row::new("F36 panic in a handler while something is typed", typed),
        Row::new(
            "F36 panic in the console, whatever the error is",
            in_the_console,
        ),
        Row::new("F37 panic between the answer and its view", not_rendered),
    ]
}

#[track_caller]
fn open() -> HostPage {
    let host_page = HostPage::new(FileServer::start("html"));
    // Each browser has its own message for a trap.
    for part in ["nreachable", "RuntimeError"] {
        host_page.page.expects_console_error(part);
    }
    host_page.visit("/two.html?");
    host_page
        .page
        .within("#second", |page| page.wait_for_text("New subscription"));
    host_page
        .page
        .within("#first", |page| page.wait_for_text("New subscription"));
    host_page.page.prepare_panic();
    host_page
}

/// One error event is emitted, and the other element still works.
#[track_caller]
fn assert_only_first_panicked(host_page: &HostPage) {
    let broken = json!({ "outcome": "unknown", "code": "broken", "status": null });
    assert_eq!(host_page.event_details("webhook-error"), [broken]);
    assert_eq!(
        host_page.page.script("return window.panicked", &[]),
        json!(["first"])
    );
    host_page.page.within("#second", |page| {
        assert!(!page.text().contains(PANIC_MESSAGE));
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
        page.reveal();
    });
}

#[track_caller]
fn places(host_page: &HostPage, secret: &str) -> Vec<String> {
    host_page.page.everything(&host_page.api).places_of(secret)
}

fn revealed() {
    let host_page = open();
    let secret = host_page.page.within("#first", |page| {
        fill_in(page);
        page.press("Create subscription");
        page.wait_for_text("Store the signing secret");
        let secret = page.reveal();
        page.script("window.panicNext()", &[]);
        page.press("Create another");
        page.wait_for_text(PANIC_MESSAGE);
        secret
    });
    let place = ["text in output[Signing secret]"];
    assert_eq!(
        places(&host_page, &secret),
        place,
        "revealed in its place, masked in the panel"
    );
    host_page.page.within("#first", |page| {
        page.press("Reveal secret");
        let shown = "return every('.broken output').map((shown) => shown.textContent)";
        assert_eq!(page.shadow_script(shown, &[]), json!([secret]));
        assert_eq!(page.run_axe().violations, [""; 0]);
    });
    assert_only_first_panicked(&host_page);
}

fn typed() {
    let host_page = open();
    host_page.page.within("#first", |page| {
        page.fill("Endpoint URL", URL);
        page.fill("Label", LABEL);
        page.script("window.panicNext()", &[]);
        // No kind is ticked: the rendering of that error panics.
        page.press("Create subscription");
        page.wait_for_text(PANIC_MESSAGE);
        assert!(!page.has_button("Reveal secret"));
    });
    assert_only_first_panicked(&host_page);
    host_page.page.within("#first", |page| {
        page.press("Start again");
        page.wait_for("the panel to go", || !page.text().contains(PANIC_MESSAGE));
        assert_eq!(page.value_of("url"), URL);
        assert_eq!(page.value_of("label"), LABEL);
        page.tick("right.issued");
        page.press("Create subscription");
        page.wait_for_text("Store the signing secret");
    });
}

fn in_the_console() {
    for (script, button) in [
        ("window.panicNext()", "Create another"),
        (OVERFLOW, "Copy secret"),
    ] {
        let form = FormPage::console();
        let page = &form.page;
        for part in ["nreachable", "RuntimeError", "too deep"] {
            page.expects_console_error(part);
        }
        page.prepare_panic();
        form.create();
        let secret = page.reveal();
        page.script(script, &[]);
        page.press(button);
        page.wait_for_text("Something broke on this page");
        let place = ["text in output[Signing secret]"];
        assert_eq!(form.everything().places_of(&secret), place, "{button}");
        page.press("Reveal secret");
        let shown = "return every('.broken output').map((shown) => shown.textContent)";
        assert_eq!(page.shadow_script(shown, &[]), json!([secret]));
    }
}

fn not_rendered() {
    let host_page = open();
    host_page.page.panic_on_response("#first");
    host_page.page.within("#first", |page| {
        fill_in(page);
        page.press("Create subscription");
        page.wait_for_text(PANIC_MESSAGE);
    });
    assert_eq!(host_page.api.subscriptions().len(), 1);
    let masked = host_page.page.everything(&host_page.api);
    let secret = host_page.page.within("#first", |page| {
        assert_eq!(page.run_axe().violations, [""; 0]);
        page.reveal()
    });
    assert!(secret.starts_with("whsec_"));
    assert_eq!(masked.places_of(&secret), [""; 0]);
    host_page.page.within("#first", |page| {
        page.press("Copy secret");
        page.wait_for_text("Copied.");
    });
    assert_eq!(host_page.page.clipboard(), secret);
    assert_only_first_panicked(&host_page);
}
