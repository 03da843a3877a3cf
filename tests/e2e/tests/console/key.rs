//! Invalid keys, and where the error is shown.

use e2e::host_page::{LABEL, URL};
use e2e::{Key, Page, Sandbox};
use serde_json::json;

const REJECTED: &str = "The key was not accepted. Check that it is whole and for this API";
const LACKING: &str =
    "The key is valid but lacks permission: creating a subscription needs the scope *";

#[test]
fn invalid_key_is_shown_at_its_field_and_no_create_is_sent() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects_console_error("401");
    page.fill_in(&sandbox);
    page.fill(
        "API key",
        "sk_test_0123456789012345678901234567890123456789",
    );
    page.press("Create subscription");
    page.wait_for_error_at("api-key", REJECTED);
    assert_eq!(page.outcome().kind, "not-created");
    page.wait_for_focus_on("There is a problem");
    page.press(REJECTED);
    page.wait_for_focus_on("api-key");
    assert_eq!(page.value_of("url"), URL);
    assert_eq!(page.value_of("label"), LABEL);
    assert_eq!(page.ticked(), ["right.issued"]);
    assert_eq!(sandbox.posts(), 0);

    page.fill("API key", sandbox.key());
    page.press("Create subscription");
    page.wait_for_text("Store the signing secret");
}

#[test]
fn key_without_the_scope_is_shown_before_a_create_is_sent() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    page.fill("API key", &sandbox.key_with(&["audit:read"]));
    page.press("Create subscription");
    page.wait_for_error_at("api-key", LACKING);
    assert_eq!(page.outcome().kind, "not-created");
    assert_eq!(sandbox.posts(), 0);
}

#[test]
fn key_without_the_scope_is_shown_when_the_create_rejects_it() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects_console_error("403");
    page.fill_in(&sandbox);
    page.fill("API key", &sandbox.key_with(&["audit:read"]));
    sandbox.next_tenant(json!({ "remove": ["/data/key/scopes"] }));
    page.press("Create subscription");
    page.wait_for_error_at("api-key", LACKING);
    assert_eq!(page.outcome().kind, "not-created");
    assert_eq!(sandbox.posts(), 1);
    assert_eq!(sandbox.subscriptions(), []);
}

#[test]
fn key_is_checked_on_request() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects_console_error("401");
    page.fill("API key", sandbox.key());
    page.press("Check key");
    page.wait_for_text(
        "The key works and may create subscriptions. It belongs to developer@sandbox.example.",
    );
    page.fill("API key", &sandbox.key_with(&["audit:read"]));
    page.press("Check key");
    page.wait_for_text("The key works, but its scope * is missing");
    page.fill("API key", "sk_test_of_nobody");
    page.press("Check key");
    page.wait_for_text("The key was not accepted.");
    assert_eq!(sandbox.posts(), 0);
}

#[test]
fn fresh_check_of_the_key_is_not_repeated() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    page.wait_for_text("The key works");
    page.press("Create subscription");
    page.outcome();
    let requests = sandbox.requests().into_iter();
    let methods: Vec<_> = requests.map(|(method, ..)| method).collect();
    assert_eq!(methods, ["GET", "POST"]);
}

#[test]
fn key_is_nowhere_but_in_its_field() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects_console_error("401");
    page.fill_in(&sandbox);
    page.press("Check key");
    page.wait_for_text("The key works");
    let places = page.everything(&sandbox).places_of(sandbox.key());
    assert_eq!(places, ["value of input[api-key]"]);

    let wrong = "sk_test_0123456789abcdefghijklmnopqrstuv";
    page.fill("API key", wrong);
    page.type_keys(Key::Tab);
    page.press("Create subscription");
    page.wait_for_error_at("api-key", REJECTED);
    let places = page.everything(&sandbox).places_of(wrong);
    assert_eq!(places, ["value of input[api-key]"]);

    page.fill("API key", sandbox.key());
    page.press("Create subscription");
    page.wait_for_text("Store the signing secret");
    let places = page.everything(&sandbox).places_of(sandbox.key());
    assert_eq!(places, Vec::<String>::new());
}
