//! Other elements on the page, and elements that come later.

use serde_json::json;

use super::{SAID, assert_told_once, create_with_panic, open};
use e2e::host_page::fill_in;

#[test]
fn other_elements_go_on_after_a_panic() {
    let host_page = open("/two.html?");
    let page = &host_page.page;
    page.within("#first", |page| create_with_panic(page, "#first"));
    assert_told_once(&host_page, "first");
    page.within("#second", |page| {
        assert!(!page.text().contains(SAID));
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
        page.reveal();
        page.press("I have stored the signing secret");
        page.press("Create another");
        page.wait_for_text("New subscription");
        assert_eq!(page.value_of("url"), "");
    });
    assert_eq!(host_page.api.subscriptions().len(), 2);
    page.within("#first", |page| assert!(page.has_button("Reveal secret")));
    assert_told_once(&host_page, "first");
}

#[test]
fn panic_of_one_element_in_the_listener_of_another_is_its_own() {
    let host_page = open("/two.html?");
    let page = &host_page.page;
    // The page gives the second element other words while the first tells of its secret; they are taken in right after.
    let script = "first.addEventListener('webhook-created', () => {
        queueMicrotask(panicNext);
        second.messages = { 'New subscription': 'Nothing' };
    })";
    page.script(script, &[]);
    let secret = page.within("#first", |page| {
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
        page.reveal()
    });
    assert_told_once(&host_page, "second");
    page.within("#second", |page| page.wait_for_text(SAID));
    page.within("#first", |page| {
        assert_eq!(page.secret(), Some(secret));
        page.press("I have stored the signing secret");
        page.wait_for_text("The signing secret is stored with you");
    });
}

#[test]
fn element_shown_after_a_panic_does_not_end_with_the_broken_one() {
    let host_page = open("/two.html?");
    let page = &host_page.page;
    page.within("#first", |page| create_with_panic(page, "#first"));
    // Shown anew by the program that broke.
    page.script("window.kept = second; second.remove()", &[]);
    page.script("document.querySelector('main').append(kept)", &[]);
    page.within("#second", |page| {
        page.wait_for_text("New subscription");
        fill_in(page);
    });
    page.script("first.remove()", &[]);
    page.within("#second", |page| {
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
        page.reveal();
        page.press("I have stored the signing secret");
        page.wait_for_text("The signing secret is stored with you");
    });
}

#[test]
fn element_that_started_again_does_not_end_with_its_broken_form() {
    let host_page = open("/two.html?");
    let page = &host_page.page;
    page.within("#first", |page| {
        create_with_panic(page, "#first");
        page.press("Start again");
        page.press("Leave without it");
        page.wait_for_text("New subscription");
    });
    // The program is told when the form is collected.
    for _ in 0..3 {
        page.protocol("HeapProfiler.collectGarbage", json!({}));
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    page.within("#first", |page| {
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
        page.reveal();
    });
    assert_told_once(&host_page, "first");
}

/// What is left of the broken form breaks again whenever it is to follow its state.
#[test]
fn change_of_both_elements_reaches_the_one_that_works() {
    let host_page = open("/two.html?");
    let page = &host_page.page;
    page.within("#first", |page| create_with_panic(page, "#first"));
    page.script(
        "first.disabled = second.disabled = true; second.label = 'Other'",
        &[],
    );
    page.within("#second", |page| {
        page.wait_for("the other label", || page.value_of("label") == "Other");
        assert!(!page.is_enabled("Create subscription"));
    });
    assert_told_once(&host_page, "first");
}
