//! Everything can be done without a mouse.

use e2e::{Key, Page, Sandbox};

#[test]
fn subscription_is_created_and_its_secret_stored_by_keyboard_alone() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.tab_to("api-key");
    page.keys(sandbox.key());
    page.tab_to("Check key");
    page.keys(Key::Enter);
    page.sees("The key works");
    page.tab_to("url");
    page.keys("hooks.example.com/in");
    page.tab_to("label");
    page.keys("By keyboard");
    page.tab_to("right.suspended");
    page.keys(" ");
    page.tab_to("Create subscription");
    page.keys(" ");
    page.sees_focus_on("Store the signing secret of “By keyboard”");
    page.tab_to("Reveal secret");
    page.keys(Key::Enter);
    page.until("the secret", || page.secret().is_some());
    page.tab_to("I have stored the signing secret");
    page.keys(Key::Enter);
    page.sees_focus_on("The signing secret is stored with you");
    page.tab_to("Create another");
    page.keys(Key::Enter);
    page.sees("New subscription");
    let row = sandbox.rows().remove(0);
    assert_eq!(row.url, "https://hooks.example.com/in");
    assert_eq!(row.events, ["right.suspended"]);
}

#[test]
fn enter_in_a_field_submits_and_enter_in_the_filter_does_not() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill("Filter kinds", "right");
    page.keys(Key::Enter);
    page.fill("Label", "Something");
    assert!(!page.has_outcome());
    page.keys(Key::Enter);
    assert_eq!(page.outcome().heading, "There is a problem");
}

#[test]
fn summary_is_left_by_its_links_with_the_keyboard() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.tab_to("url");
    page.keys("http://example.com");
    page.keys(Key::Enter);
    page.sees_focus_on("There is a problem");
    page.tab_to("Use https: deliveries are never sent in the clear");
    page.keys(Key::Enter);
    page.sees_focus_on("url");
    page.tab_to("Use this");
    page.keys(Key::Enter);
    page.until("the offer taken", || {
        page.value_of("url") == "https://example.com"
    });
}

#[test]
fn scope_is_chosen_with_the_arrow_keys() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.tab_to("chosen");
    page.keys(Key::Down);
    page.sees("On every event, of kinds added later too");
    page.keys(Key::Up);
    page.sees("0 kinds selected");
}
