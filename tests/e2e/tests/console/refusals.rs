//! Refusals of the API, and the fields that correct them.

use e2e::{Page, Sandbox};
use serde_json::json;

#[test]
fn error_of_the_api_links_to_its_field_and_clears_with_a_change() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects_console_error("422");
    let body = json!({ "error": { "fields": [{ "path": "label", "message": "taken" }] } });
    sandbox.next_create(json!({ "status": 422, "body": body.to_string() }));
    assert_eq!(page.create(&sandbox).kind, "not-created");
    assert_eq!(page.error_for("label"), "taken");
    page.press("taken");
    page.wait_for_focus_on("label");
    page.fill("Label", "Another");
    page.wait_for("no error", || page.error_for("label").is_empty());
}

#[test]
fn missing_endpoint_is_shown_at_the_base_address() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects_console_error("404");
    page.expects_console_error("405");
    page.fill_in(&sandbox);
    page.fill("API base address", &format!("{}/api", sandbox.origin()));
    page.press("Create subscription");
    page.wait_for_error_at(
        "api-base",
        &format!("No such endpoint at {}/api", sandbox.origin()),
    );
    assert_eq!(page.outcome().kind, "not-created");
}

#[test]
fn real_refusal_of_the_server_is_shown() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects_console_error("429");
    page.fill_in(&sandbox);
    // Other requests use up the rate limit of the key.
    for _ in 0..700 {
        if sandbox
            .request_with_key(sandbox.key(), "GET", "/v1/tenant")
            .status
            == 429
        {
            break;
        }
    }
    page.press("Create subscription");
    let outcome = page.outcome();
    assert_eq!(outcome.kind, "not-created");
    assert!(outcome.text.contains("Too many requests."), "{outcome:?}");
    page.wait_for_text("You can try again in");
    assert_eq!(sandbox.subscriptions(), []);
}
