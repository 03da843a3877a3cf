//! The files that the secret is saved to: each is there for the browser until its panel goes, and in no place of the page.

use leptos::prelude::window;
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::Event;

use crate::page::{Page, page_with_secret, set_download, settle, sleep, take_files, watch_files};

/// A page with two saved files. They are there for longer than a person takes to say where to.
async fn page_with_files() -> Page {
    let page = page_with_secret().await;
    watch_files();
    page.press("JSON").await;
    page.press(".env").await;
    assert!(page.text().contains("Handed to the browser."));
    sleep(1_500).await;
    assert_eq!(take_files(), "made clicked made clicked");
    page
}

const GONE: &str = "revoked revoked";

#[test]
async fn file_lives_until_the_secret_is_stored() {
    let page = page_with_files().await;
    page.press("I have stored the signing secret").await;
    assert_eq!(take_files(), GONE);
}

#[test]
async fn file_lives_until_the_secret_is_left() {
    let page = page_with_files().await;
    page.press("Create another").await;
    assert_eq!(take_files(), "");
    page.press("Leave without it").await;
    assert_eq!(take_files(), GONE);
}

#[test]
async fn file_lives_until_the_form_is_removed() {
    let mut page = page_with_files().await;
    page.unmount().await;
    assert_eq!(take_files(), GONE);
}

#[test]
async fn file_lives_until_the_page_is_left() {
    let page = page_with_files().await;
    let event = Event::new("pagehide").expect("an event");
    window().dispatch_event(&event).expect("it is dispatched");
    settle().await;
    assert_eq!(take_files(), GONE);
    drop(page);
    assert_eq!(take_files(), "", "it is revoked once");
}

/// The link would lead to the file: the secret in place of the page.
#[test]
async fn browser_that_knows_no_download_is_given_no_file() {
    let page = page_with_secret().await;
    watch_files();
    set_download(false);
    for format in [".env", "JSON", "Kubernetes Secret"] {
        page.press(format).await;
        assert!(page.text().contains("did not take the file"), "{format}");
        assert_eq!(take_files(), "", "{format}");
    }
    set_download(true);
    page.press("JSON").await;
    assert_eq!(take_files(), "made clicked");
}
