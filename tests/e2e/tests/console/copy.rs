//! Copying reports its result.

use e2e::{Page, Sandbox};
use serde_json::json;

#[test]
fn copy_that_the_browser_refuses_reveals_and_selects() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.set_clipboard("what was there before");
    let denied = json!({ "permission": { "name": "clipboard-write" }, "setting": "denied",
        "origin": sandbox.origin() });
    page.protocol("Browser.setPermission", denied);
    page.create(&sandbox);
    page.press("Copy secret");
    page.wait_for_text("The browser did not let this page copy. The secret is selected");
    let secret = page.secret().expect("the secret");
    assert_eq!(page.script("return getSelection().toString()", &[]), secret);
    assert!(!page.text().contains("Copied."));
    page.copy();
    assert_eq!(page.clipboard(), secret);
}

#[test]
fn id_of_the_subscription_can_be_copied() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    page.press("Copy id");
    page.wait_for_text("Copied.");
    assert_eq!(page.clipboard(), sandbox.subscriptions()[0].id);
}
