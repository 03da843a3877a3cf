//! The secret: nowhere but where it must be, and never lost.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::Event;
use webhook_console::component::salvage;
use webhook_console::model::Progress;

use crate::page::{
    Page, SECRET, TENANT, created, delay_clipboard, page_with_secret, plan, refuse_clipboard,
    response_body, settle, wait_for_requests, wait_until,
};

#[test]
async fn secret_is_in_the_page_only_while_it_is_revealed() {
    let page = page_with_secret().await;
    assert!(!page.markup().contains(SECRET));
    page.press("Reveal secret").await;
    assert_eq!(page.markup().matches(SECRET).count(), 1);
    page.press("Hide secret").await;
    assert!(!page.markup().contains(SECRET));
}

#[test]
async fn secret_hides_when_nobody_looks_and_stays_until_it_is_stored() {
    let page = page_with_secret().await;
    for event in ["visibilitychange", "pagehide"] {
        page.press("Reveal secret").await;
        assert!(page.markup().contains(SECRET));
        window()
            .dispatch_event(&Event::new(event).expect("an event"))
            .expect("it is dispatched");
        settle().await;
        assert!(!page.markup().contains(SECRET), "after {event}");
    }
    page.press("Reveal secret").await;
    page.press("I have stored the signing secret").await;
    assert!(!page.markup().contains(SECRET));
    assert!(!page.has("output"));
}

/// The text that is selected.
fn selected() -> Option<String> {
    let selection = window().get_selection().ok().flatten()?;
    Some(selection.to_string().into())
}

#[test]
async fn refused_copy_reveals_and_selects_and_does_not_claim_to_have_copied() {
    let page = page_with_secret().await;
    refuse_clipboard(true);
    page.press("Copy secret").await;
    assert!(page.text().contains("did not let this page copy"));
    assert_eq!(selected().as_deref(), Some(SECRET));
    refuse_clipboard(false);
    page.press("Copy secret").await;
    assert!(page.text().contains("Copied."));
}

#[test]
async fn copy_that_is_confirmed_late_reveals_and_selects_until_then() {
    let page = page_with_secret().await;
    delay_clipboard(4_000);
    page.press("Copy secret").await;
    assert!(!page.has("output:not([hidden])"));
    let unconfirmed = || page.text().contains("has not confirmed the copy");
    wait_until("the end of the wait", unconfirmed).await;
    assert_eq!(selected().as_deref(), Some(SECRET));
    let confirmed = || page.text().contains("Copied.");
    wait_until("the confirmation", confirmed).await;
    refuse_clipboard(false);
}

#[test]
async fn copy_that_is_not_confirmed_reveals_nothing_after_the_page_was_left() {
    let page = page_with_secret().await;
    delay_clipboard(4_000);
    page.press("Copy secret").await;
    window()
        .dispatch_event(&Event::new("pagehide").expect("an event"))
        .expect("it is dispatched");
    let confirmed = || {
        assert!(!page.markup().contains(SECRET));
        page.text().contains("Copied.")
    };
    wait_until("the confirmation", confirmed).await;
    refuse_clipboard(false);
}

#[test]
async fn secret_is_salvaged_until_it_is_stored() {
    let page = page_with_secret().await;
    assert_eq!(salvage(None), [SECRET]);
    page.press("I have stored the signing secret").await;
    assert!(salvage(None).is_empty());
}

#[test]
async fn late_response_after_removal_is_shown_when_the_form_comes_back() {
    let late = created(&response_body()).replacen('{', r#"{"delay":150,"#, 1);
    plan(&format!("[{TENANT},{late}]"));
    let mut page = Page::open().await;
    page.fill_in().await;
    page.press("Create subscription").await;
    page.unmount().await;
    let progress = page.state.progress;
    let has_secret =
        || progress.with_untracked(|progress| progress.attempts().has_unstored_secret());
    wait_until("the secret", has_secret).await;
    page.mount().await;
    page.press("Reveal secret").await;
    assert!(page.markup().contains(SECRET));
}

#[test]
async fn leaving_an_unstored_secret_asks_once() {
    let page = page_with_secret().await;
    page.press("Create another").await;
    assert!(
        page.text()
            .contains("You have not said that the secret is stored")
    );
    page.press("Stay here").await;
    page.press("Create another").await;
    page.press("Leave without it").await;
    assert!(page.has("[name=url]"));
    assert!(salvage(None).is_empty());
}

#[test]
async fn each_secret_is_salvaged_until_it_is_stored_itself() {
    let other = "whsec_TheOtherSecretOnlyAnExample0123456789";
    let late = created(&response_body()).replacen('{', r#"{"delay":1500,"#, 1);
    let soon = created(&response_body().replace(SECRET, other));
    plan(&format!("[{TENANT},{late},{soon}]"));
    let page = Page::open().await;
    page.fill_in().await;
    page.press("Create subscription").await;
    wait_for_requests(2).await;
    page.state.progress.update(Progress::stop_waiting);
    settle().await;
    page.press("Create subscription").await;
    page.press("Yes, create again").await;
    page.see("[data-outcome=created]").await;
    wait_until("both secrets", || salvage(None).len() == 2).await;
    assert_eq!(salvage(None), [other, SECRET]);
    page.press("I have stored the signing secret").await;
    assert_eq!(salvage(None), [SECRET]);
    page.press("Show the next secret").await;
    page.press("I have stored the signing secret").await;
    assert!(salvage(None).is_empty());
}
