//! Other elements on the page, and elements that are added later.

use serde_json::json;

use super::{PANIC_MESSAGE, assert_reported_once, create_with_panic, open};
use e2e::host_page::{REMOVED, fill_in};

#[test]
fn other_elements_work_after_a_panic() {
    let host_page = open("/two.html?");
    let page = &host_page.page;
    page.within("#first", |page| create_with_panic(page, "#first"));
    assert_reported_once(&host_page, "first");
    page.within("#second", |page| {
        assert!(!page.text().contains(PANIC_MESSAGE));
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
    assert_reported_once(&host_page, "first");
}

#[test]
fn panic_in_the_listener_of_another_element_is_reported_by_its_own() {
    let host_page = open("/two.html?");
    let page = &host_page.page;
    // The page sets the messages of the second element in an event of the first; they are rendered in a microtask.
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
    assert_reported_once(&host_page, "second");
    page.within("#second", |page| page.wait_for_text(PANIC_MESSAGE));
    page.within("#first", |page| {
        assert_eq!(page.secret(), Some(secret));
        page.press("I have stored the signing secret");
        page.wait_for_text("The signing secret is stored with you");
    });
}

#[test]
fn element_mounted_after_a_panic_does_not_end_with_the_panicked_one() {
    let host_page = open("/two.html?");
    let page = &host_page.page;
    page.expects_console_error(REMOVED);
    page.within("#first", |page| create_with_panic(page, "#first"));
    // The panicked program mounts it again.
    page.script("window.removed = second; second.remove()", &[]);
    page.script("document.querySelector('main').append(removed)", &[]);
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
fn restarted_element_does_not_end_with_its_panicked_form() {
    let host_page = open("/two.html?");
    let page = &host_page.page;
    page.within("#first", |page| {
        create_with_panic(page, "#first");
        page.press("Start again");
        page.press("Leave without it");
        page.wait_for_text("New subscription");
    });
    // A finalizer calls the program when the form is collected.
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
    assert_reported_once(&host_page, "first");
}

/// The rest of the panicked form panics again whenever it renders its state.
#[test]
fn change_of_both_elements_reaches_the_working_one() {
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
    assert_reported_once(&host_page, "first");
}
