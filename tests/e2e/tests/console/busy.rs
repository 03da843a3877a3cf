//! One submit is one request, however long it takes.

use std::time::Duration;

use e2e::{Key, Page, Sandbox};
use serde_json::json;

#[test]
fn double_click_sends_one_create() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    page.press_twice("Create subscription");
    assert_eq!(page.outcome().word, "created");
    assert_eq!(sandbox.posts(), 1);
    assert_eq!(sandbox.rows().len(), 1);
}

#[test]
fn enter_and_click_send_one_create() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    sandbox.next_create(json!({ "delayMs": 700 }));
    page.fill("Label", "By keyboard");
    page.keys(Key::Enter);
    page.press("Create subscription");
    assert_eq!(page.outcome().word, "created");
    assert_eq!(sandbox.posts(), 1);
}

#[test]
fn two_submits_in_one_tick_send_one_create() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    page.script(
        "const form = document.querySelector('form'); form.requestSubmit(); form.requestSubmit()",
        &[],
    );
    assert_eq!(page.outcome().word, "created");
    assert_eq!(sandbox.posts(), 1);
}

#[test]
fn slow_create_is_busy_and_keeps_the_focus() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    sandbox.next_create(json!({ "delayMs": 1_500 }));
    page.press("Create subscription");
    page.sees("Creating the subscription…");
    let state = "const button = document.querySelector('[type=submit]');
        return [button.ariaBusy, button.ariaDisabled, button.disabled, document.activeElement === button]";
    assert_eq!(
        page.script(state, &[]),
        json!(["true", "true", false, true])
    );
    assert!(!page.has_outcome());
    page.press("Create subscription");
    page.keys(Key::Enter);
    assert_eq!(page.outcome().word, "created");
    assert_eq!(sandbox.posts(), 1);
}

/// This test really waits: half a minute is a promise.
#[test]
fn answer_after_half_a_minute_still_shows_its_secret() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    sandbox.next_create(json!({ "delayMs": 33_000 }));
    page.press("Create subscription");
    page.sees("Creating the subscription…");
    assert!(!page.offers("Stop waiting"));
    page.until_in(Duration::from_secs(32), "the word of waiting", || {
        page.text().contains("Still waiting for an answer…")
    });
    page.press("Stop waiting");
    let outcome = page.outcome();
    assert_eq!(outcome.word, "unknown");
    assert_eq!(outcome.heading, "You have stopped waiting");
    page.sees_focus_on("You have stopped waiting");
    page.fill("Label", "Typed meanwhile");
    page.sees("Store the signing secret of “Billing, production”");
    assert_eq!(page.outcome().word, "created");
    assert!(page.reveal().starts_with("whsec_"));
    assert_eq!(sandbox.posts(), 1);
    page.press("I have stored the signing secret");
    page.press("Create another");
    page.sees("New subscription");
    assert_eq!(page.value_of("label"), "Typed meanwhile");
}

#[test]
fn secret_that_comes_while_another_is_not_stored_waits_and_is_announced() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    sandbox.next_create(json!({ "delayMs": 6_000 }));
    page.press("Create subscription");
    page.until("the create", || sandbox.posts() == 1);
    // The page believes that half a minute has passed.
    page.script("const now = Date.now; Date.now = () => now() + 31000", &[]);
    page.press("Stop waiting");
    page.fill("Label", "Second");
    page.press("Create subscription");
    page.answer("Yes, create again");
    page.sees("Store the signing secret of “Second”");
    let second = page.reveal();
    page.sees("Another subscription was created. Its secret is shown after this one.");
    assert_eq!(page.secret(), Some(second.clone()), "none replaces another");
    page.press("I have stored the signing secret");
    page.press("Show the next secret");
    page.sees("Store the signing secret of “Billing, production”");
    let first = page.reveal();
    assert!(first.starts_with("whsec_") && first != second);
    assert_eq!(
        page.everything(&sandbox).places_of(&second),
        Vec::<String>::new()
    );
    assert_eq!(sandbox.rows().len(), 2);
}
