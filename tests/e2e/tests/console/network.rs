//! Other APIs, and APIs that cannot be reached.

use e2e::host_page::{LABEL, URL};
use e2e::{Options, Page, Sandbox, free_port};
use serde_json::json;

fn origin(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

#[track_caller]
fn assert_nothing_was_sent(page: &Page, part: &str) {
    let outcome = page.outcome();
    assert_eq!(outcome.kind, "not-created");
    assert_eq!(outcome.heading, "Nothing was sent");
    assert!(outcome.text.contains(part), "{outcome:?}");
    page.wait_for_focus_on("Nothing was sent");
    assert_eq!(page.value_of("url"), URL);
    assert_eq!(page.value_of("label"), LABEL);
    assert_eq!(page.ticked(), ["right.issued"]);
}

#[test]
fn api_that_is_down_was_sent_nothing() {
    let mut sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects_console_error("ERR_CONNECTION_REFUSED");
    sandbox.stop();
    page.fill_in(&sandbox);
    page.press("Create subscription");
    let message = format!("Could not reach {}. Nothing was sent.", sandbox.host());
    assert_nothing_was_sent(&page, &message);
}

#[test]
fn offline_is_shown() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects_console_error("ERR_INTERNET_DISCONNECTED");
    page.fill_in(&sandbox);
    let network = |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    page.protocol("Network.enable", json!({}));
    page.protocol("Network.emulateNetworkConditions", network(true));
    page.press("Create subscription");
    assert_nothing_was_sent(&page, "You are offline. Nothing was sent.");
    page.protocol("Network.emulateNetworkConditions", network(false));
    page.press("Retry");
    page.wait_for_text("Store the signing secret");
    assert_eq!(sandbox.posts(), 1);
}

#[test]
fn probe_that_is_dropped_sends_no_create() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects_console_error("ERR_EMPTY_RESPONSE");
    // The key is checked when it was left, and once more by the press.
    sandbox.next_tenant(json!({ "drop": true, "times": 99 }));
    page.fill_in(&sandbox);
    page.press("Create subscription");
    let message = format!("Could not reach {}. Nothing was sent.", sandbox.host());
    assert_nothing_was_sent(&page, &message);
    assert_eq!(sandbox.posts(), 0);
}

#[test]
fn probe_that_fails_does_not_prevent_the_create() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    for status in [403, 404, 429, 500] {
        page.expects_console_error(&status.to_string());
        sandbox.next_tenant(json!({ "status": status, "body": "{}" }));
        assert_eq!(page.create(&sandbox).kind, "created", "{status}");
        page.press("I have stored the signing secret");
        page.press("Create another");
        page.wait_for_text("New subscription");
        // A key that is typed again is checked again.
    }
    assert_eq!(sandbox.subscriptions().len(), 4);
}

#[test]
fn api_of_another_origin_works_when_both_sides_allow_it() {
    let port = free_port();
    let api = Options::default().allow(&origin(port)).start();
    let console = Options::default().port(port).connect(api.origin()).start();
    let page = Page::open(&console);
    page.fill("API base address", api.origin());
    page.fill_in(&api);
    page.press("Check key");
    page.wait_for_text("The key works");
    page.press("Create subscription");
    assert_eq!(page.outcome().kind, "created");
    assert!(page.reveal().starts_with("whsec_"));
    assert_eq!(api.subscriptions().len(), 1);
    assert_eq!(console.requests(), []);
}

#[test]
fn api_that_does_not_allow_the_page_was_sent_nothing() {
    let api = Sandbox::start();
    let console = Options::default().connect(api.origin()).start();
    let page = Page::open(&console);
    page.expects_console_error("CORS");
    page.expects_console_error("ERR_FAILED");
    page.fill("API base address", api.origin());
    page.fill_in(&api);
    page.press("Create subscription");
    let message = format!("it may not allow this page’s origin {}", console.origin());
    assert_nothing_was_sent(&page, &message);
    assert_eq!(api.posts(), 0);
    assert_eq!(api.subscriptions(), []);
}

#[test]
fn api_that_the_policy_forbids_was_sent_nothing() {
    let api = Sandbox::start();
    let console = Sandbox::start();
    let page = Page::open(&console);
    page.expects_console_error("connect-src");
    console.expects_violation("connect-src");
    page.expects_console_error("Content Security Policy");
    page.fill("API base address", api.origin());
    page.fill_in(&api);
    page.press("Create subscription");
    assert_nothing_was_sent(&page, "or this page may not be allowed to speak to it.");
    assert_eq!(api.requests(), []);
}
