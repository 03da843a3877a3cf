//! Pages that ask before a navigation would lose a secret, as the README shows.

use e2e::host_page::{HostPage, TAG};
use e2e::{FileServer, Page};
use serde_json::Value;

/// Opens the page with the form from another page of the same host, and creates a subscription. Returns the secret.
#[track_caller]
fn create(host_page: &HostPage) -> String {
    host_page.page.press("Form");
    // The page before has a field for the token too.
    host_page.wait_until_mounted();
    host_page.page.fill("Token", host_page.api.key());
    host_page.create();
    host_page.page.reveal()
}

/// Stores the secret, and leaves by the link.
#[track_caller]
fn assert_stored_secret_is_left_freely(page: &Page) {
    page.press("I have stored the signing secret");
    page.wait_for_text("The signing secret is stored with you");
    page.press("Start");
    page.wait_for("the other page", || page.has_button("Form"));
    let form = format!("return document.querySelector('{TAG}')");
    assert_eq!(page.script(&form, &[]), Value::Null);
}

/// `stay` answers the question of the page.
#[track_caller]
fn assert_asks_before_a_secret_is_lost(name: &str, stay: impl Fn(&Page)) {
    let host_page = HostPage::open(name, "");
    let page = &host_page.page;
    let secret = create(&host_page);
    page.press("Start");
    stay(page);
    assert_eq!(page.secret().as_ref(), Some(&secret));
    page.script("history.back()", &[]);
    stay(page);
    assert_eq!(page.secret(), Some(secret));
    assert_stored_secret_is_left_freely(page);
}

#[test]
fn react_router_asks_before_a_secret_is_lost() {
    assert_asks_before_a_secret_is_lost("react-router", |page| page.press("Stay"));
}

#[test]
fn vue_router_asks_before_a_secret_is_lost() {
    assert_asks_before_a_secret_is_lost("vue-router", Page::dismiss_prompt);
}

/// Turbo inserts a style element and parses HTML, which the strict policy of the other pages forbids.
#[test]
fn turbo_asks_before_a_secret_is_lost() {
    let host_page = HostPage::new(FileServer::start("turbo"));
    host_page.set_policy("script-src 'self' 'wasm-unsafe-eval'");
    host_page.visit("/?");
    let page = &host_page.page;
    let secret = create(&host_page);
    page.press("Start");
    page.dismiss_prompt();
    assert_eq!(page.secret().as_ref(), Some(&secret));
    assert!(page.prompts_before("history.back()"));
    assert_eq!(page.secret(), Some(secret));
    assert_stored_secret_is_left_freely(page);
}

#[test]
fn page_without_a_router_asks_before_a_secret_is_lost() {
    let host_page = HostPage::new(FileServer::start("html"));
    host_page.visit("/unload.html?");
    host_page.wait_until_mounted();
    host_page.create();
    assert!(host_page.page.prompts_before_reload());
    host_page.page.press("I have stored the signing secret");
    host_page
        .page
        .wait_for_text("The signing secret is stored with you");
    host_page.visit("/unload.html?");
    host_page.wait_until_mounted();
}
