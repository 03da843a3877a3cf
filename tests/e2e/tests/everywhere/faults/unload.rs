//! F7 and F8: the page is unloaded.

use e2e::host_page::HostPage;
use e2e::{Engine, Page, Sandbox};
use serde_json::json;

use crate::row::Row;

/// Whether a listener to `beforeunload` requests the prompt.
const REQUESTS_PROMPT: &str =
    "return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";

pub fn rows() -> Vec<Row> {
    let why = "under its driver a page that asks goes without the question";
    vec![
        Row::new("F7 console asks the browser to ask before a loss", console),
        Row::new("F7 browser asks before it leaves the console", browser)
            .not_in(Engine::WebKit, why),
        Row::new("F7 host page is left", host_page),
        Row::new("F8 page is kept by the browser and comes back", cached),
        Row::new("F8 page is left and gone back to", revisited),
    ]
}

fn console() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let requests_prompt = || page.script(REQUESTS_PROMPT, &[]) == true;
    page.fill_in(&sandbox);
    assert!(!requests_prompt(), "there is nothing to lose");
    sandbox.next_create(json!({ "delayMs": 3_000 }));
    page.press("Create subscription");
    page.wait_for("the create", || sandbox.posts() == 1);
    assert!(requests_prompt(), "a response may come");
    page.wait_for_text("Store the signing secret");
    assert!(requests_prompt(), "the secret is not stored");
    page.press("I have stored the signing secret");
    page.wait_for_text("The signing secret is stored with you");
    assert!(!requests_prompt(), "there is nothing to lose any more");
}

fn browser() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    assert_eq!(page.create(&sandbox).kind, "created");
    assert!(page.prompts_before_reload());
    assert!(page.reveal().starts_with("whsec_"));
}

/// A prompt is up to the host page.
fn host_page() {
    let host_page = HostPage::open("html", "");
    host_page.wait_until_mounted();
    host_page.create();
    assert_eq!(host_page.page.script(REQUESTS_PROMPT, &[]), false);
}

#[track_caller]
fn places(host_page: &HostPage, secret: &str) -> Vec<String> {
    host_page.page.everything(&host_page.api).places_of(secret)
}

#[track_caller]
fn dispatch(host_page: &HostPage, event: &str) {
    let script = "window.dispatchEvent(new PageTransitionEvent(arguments[0], { persisted: true }))";
    host_page.page.script(script, &[event.into()]);
}

/// Driven browsers have no back-forward cache, so the events are dispatched by a script.
fn cached() {
    let host_page = HostPage::open("html", "");
    host_page.wait_until_mounted();
    host_page.create();
    let secret = host_page.page.reveal();
    dispatch(&host_page, "pagehide");
    assert_eq!(places(&host_page, &secret), [""; 0]);
    dispatch(&host_page, "pageshow");
    host_page.page.wait_for_text("Store the signing secret");
    assert_eq!(places(&host_page, &secret), [""; 0], "masked");
    assert_eq!(host_page.page.reveal(), secret);
    host_page.page.press("I have stored the signing secret");
    dispatch(&host_page, "pagehide");
    dispatch(&host_page, "pageshow");
    host_page
        .page
        .wait_for_text("The signing secret is stored with you");
    assert!(!host_page.page.has_button("Reveal secret"));
    assert_eq!(places(&host_page, &secret), [""; 0]);
}

fn revisited() {
    let host_page = HostPage::open("html", "");
    let page = &host_page.page;
    host_page.wait_until_mounted();
    host_page.create();
    let secret = page.reveal();
    host_page.visit("/two.html?");
    page.wait_for_text("New subscription");
    page.back();
    page.wait_for("the page", || page.has_button("Remove"));
    page.wait_for("the form or the result", || {
        page.text().contains("New subscription") || page.text().contains("Store the signing secret")
    });
    assert_eq!(places(&host_page, &secret), [""; 0]);
    page.forward();
    page.wait_for_text("New subscription");
    assert_eq!(places(&host_page, &secret), [""; 0]);
}
