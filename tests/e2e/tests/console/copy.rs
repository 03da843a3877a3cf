//! Copying tells the truth.

use e2e::{Page, Sandbox};
use serde_json::json;

const REFUSED: &str = "The browser did not let this page copy. The secret is selected";

#[test]
fn copy_puts_the_secret_on_the_clipboard_without_showing_it() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    page.press("Copy secret");
    page.sees("Copied.");
    assert_eq!(page.secret(), None);
    let copied = page.clipboard();
    assert_eq!(
        page.everything(&sandbox).places_of(&copied),
        Vec::<String>::new()
    );
    assert_eq!(copied, page.reveal());
}

#[test]
fn secret_that_is_selected_and_copied_by_hand_is_the_same() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    let secret = page.reveal();
    page.script(
        "getSelection().selectAllChildren(document.querySelector('output'))",
        &[],
    );
    page.copy();
    assert_eq!(page.clipboard(), secret);
}

#[test]
fn copy_that_the_browser_refuses_reveals_and_selects() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.set_clipboard("what was there before");
    let denied = json!({ "permission": { "name": "clipboard-write" }, "setting": "denied",
        "origin": sandbox.origin() });
    page.protocol("Browser.setPermission", denied);
    assert_selected_by_hand(&sandbox, &page);
}

#[test]
fn copy_without_a_clipboard_reveals_and_selects() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })",
        &[],
    );
    assert_selected_by_hand(&sandbox, &page);
}

#[track_caller]
fn assert_selected_by_hand(sandbox: &Sandbox, page: &Page) {
    page.create(sandbox);
    page.press("Copy secret");
    page.sees(REFUSED);
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
    page.sees("Copied.");
    assert_eq!(page.clipboard(), sandbox.rows()[0].id);
}
