//! Leaving a page or a result with a secret that is not stored.

use e2e::{Page, Sandbox};
use serde_json::json;

const CONFIRMATION: &str = "You have not said that the secret is stored. It cannot be shown again.";

#[test]
fn create_another_before_the_secret_is_stored_needs_confirmation() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    page.press("Create another");
    page.wait_for_text(CONFIRMATION);
    page.wait_for_focus_on(CONFIRMATION);
    page.answer_confirmation("Stay here");
    page.wait_for("no confirmation", || !page.text().contains(CONFIRMATION));
    assert!(page.reveal().starts_with("whsec_"), "still here");
    page.press("Create another");
    page.wait_for_text(CONFIRMATION);
    page.answer_confirmation("Leave without it");
    page.wait_for_text("New subscription");
}

#[test]
fn create_another_after_the_secret_is_stored_needs_no_confirmation() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    page.press("I have stored the signing secret");
    page.press("Create another");
    page.wait_for_text("New subscription");
    assert_eq!(page.value_of("url"), "");
    assert_eq!(page.value_of("label"), "");
    assert_eq!(page.ticked(), Vec::<String>::new());
    assert_eq!(
        page.value_of("api-key"),
        sandbox.key(),
        "the connection stays"
    );
}

#[test]
fn focus_is_not_lost_when_the_form_is_shown_again() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    page.press("I have stored the signing secret");
    page.press("Create another");
    page.wait_for_text("New subscription");
    page.wait_for("the focus inside the form", || {
        page.script("return document.activeElement !== document.body", &[]) == true
    });
}

#[test]
fn browser_prompts_before_it_drops_a_secret_and_not_afterwards() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    let secret = page.reveal();
    assert!(page.prompts_before_reload());
    page.wait_for("the secret, or its mask", || {
        page.has_button("Hide secret") || page.has_button("Reveal secret")
    });
    if page.has_button("Reveal secret") {
        page.reveal();
    }
    assert_eq!(page.secret(), Some(secret));
    page.press("I have stored the signing secret");
    page.wait_for_text("The signing secret is stored with you");
    assert!(!page.prompts_before_reload());
}

#[test]
fn browser_does_not_prompt_when_there_is_nothing_to_lose() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    assert!(!page.prompts_before_reload());
}

#[test]
fn browser_prompts_while_a_response_is_pending() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    sandbox.next_create(json!({ "delayMs": 2_500 }));
    page.press("Create subscription");
    page.wait_for("the create", || sandbox.posts() == 1);
    assert!(page.prompts_before_reload());
    assert_eq!(page.outcome().kind, "created");
}

#[test]
fn back_and_forward_show_no_secret_that_was_stored() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    let secret = page.reveal();
    page.press("I have stored the signing secret");
    page.wait_for_text("The signing secret is stored with you");
    page.visit("about:blank");
    page.back();
    page.wait_for_text("Webhook console");
    assert_eq!(
        page.everything(&sandbox).places_of(&secret),
        Vec::<String>::new()
    );
    page.forward();
    page.back();
    page.wait_for_text("Webhook console");
    assert_eq!(
        page.everything(&sandbox).places_of(&secret),
        Vec::<String>::new()
    );
}
