//! F4 to F6, F31 and F44: one submit is one request, however long it takes and whatever the person does in the
//! meantime.

use std::time::Duration;

use e2e::host_page::{HostPage, REMOVED, fill_in, strict_policy};
use e2e::{FaultyApi, FileServer, Key, Page, Reply};
use serde_json::json;

use super::outcome::{LABEL, assert_details_shown, assert_fields_unchanged};
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new("F4 answer after 35 seconds", slow),
        Row::new("F5 answer after the person has stopped waiting", stopped),
        Row::new("F5 answer that never comes", no_response),
        Row::new(
            "F6 answer while the element is out of the document",
            disconnected,
        ),
        Row::new(
            "F31 double click, Enter and click, two events in one tick",
            submitted_twice,
        ),
        Row::new(
            "F44 second answer before the first secret is stored",
            second,
        ),
    ]
}

/// A host page whose form is filled in.
#[track_caller]
fn filled() -> HostPage {
    let host_page = HostPage::open("html", "");
    host_page.wait_until_mounted();
    fill_in(&host_page.page);
    host_page
}

/// The text of every live region.
#[track_caller]
pub fn live_region_text(host_page: &HostPage) -> String {
    let script =
        "return every('[role=status]').map((region) => region.innerText.trim()).join(' ').trim()";
    let text = host_page.page.shadow_script(script, &[]);
    text.as_str().expect("a text").to_owned()
}

/// Submits the form, and stops waiting when the create was sent.
#[track_caller]
pub fn stop_waiting(page: &Page, posts: impl Fn() -> usize) {
    page.press("Create subscription");
    page.wait_for("the create", || posts() == 1);
    page.advance_clock_by_half_a_minute();
    page.press("Stop waiting");
}

/// This test waits in real time, to test the half minute.
fn slow() {
    let host_page = filled();
    let page = &host_page.page;
    host_page.api.next_create(json!({ "delayMs": 35_000 }));
    page.press("Create subscription");
    page.wait_for_text("Creating the subscription…");
    assert!(!page.has_button("Stop waiting"));
    page.wait_for_within(Duration::from_secs(34), "the message about waiting", || {
        live_region_text(&host_page).contains("Still waiting for an answer…")
    });
    assert!(
        page.text().contains("Still waiting for an answer… 3"),
        "{}",
        page.text()
    );
    assert!(page.has_button("Stop waiting"));
    page.wait_for_text("This frees the form and does not cancel the request");
    page.wait_for_text("Store the signing secret");
    assert!(page.reveal().starts_with("whsec_"));
    assert_eq!(
        (host_page.api.posts(), host_page.api.subscriptions().len()),
        (1, 1)
    );
}

fn stopped() {
    let host_page = filled();
    let page = &host_page.page;
    host_page.api.next_create(json!({ "delayMs": 6_000 }));
    stop_waiting(page, || host_page.api.posts());
    page.wait_for_focus_on("You have stopped waiting");
    assert_eq!(page.outcome().kind, "unknown");
    page.fill("Label", "Typed meanwhile");
    let heading = format!("Store the signing secret of “{LABEL}”");
    page.wait_for_focus_on(&heading);
    assert_eq!(page.outcome().kind, "created");
    assert!(page.reveal().starts_with("whsec_"));
    page.press("I have stored the signing secret");
    page.press("Create another");
    page.wait_for_text("New subscription");
    assert_eq!(page.value_of("label"), "Typed meanwhile");
    assert_eq!(host_page.api.posts(), 1);
    assert_eq!(host_page.event_details("webhook-created").len(), 1);
}

fn no_response() {
    let api = FaultyApi::start(Reply::NoResponse);
    let host_page = HostPage::new(FileServer::start("html"));
    let page = &host_page.page;
    host_page.set_policy(&strict_policy(api.origin()));
    host_page.visit_with_api(api.origin(), "/?");
    host_page.wait_until_mounted();
    fill_in(page);
    stop_waiting(page, || api.posts());
    page.wait_for_focus_on("You have stopped waiting");
    let outcome = page.outcome();
    assert_eq!(outcome.kind, "unknown");
    assert!(outcome.text.contains("The request goes on"), "{outcome:?}");
    assert_details_shown(page, api.origin());
    assert_fields_unchanged(page);
    page.press("Create subscription");
    page.wait_for_focus_in("Creating again may make a second one.");
    assert_eq!(api.posts(), 1);
}

fn disconnected() {
    let host_page = filled();
    let page = &host_page.page;
    page.expects_console_error(REMOVED);
    host_page.api.next_create(json!({ "delayMs": 4_000 }));
    page.press("Create subscription");
    page.wait_for("the create", || host_page.api.posts() == 1);
    page.wait_for_text("Creating the subscription…");
    page.press("Remove");
    assert!(!page.text().contains("Creating the subscription…"));
    assert_eq!(host_page.handled_events(), []);
    assert_eq!(
        host_page.api.completed_posts(),
        0,
        "the response comes later"
    );
    page.wait_for("the response", || !host_page.handled_events().is_empty());
    page.press("Add");
    page.wait_for_text("Store the signing secret");
    assert_eq!(page.secret(), None, "masked");
    assert!(page.reveal().starts_with("whsec_"));
    assert_eq!(
        (host_page.api.posts(), host_page.api.subscriptions().len()),
        (1, 1)
    );
}

fn submitted_twice() {
    let host_page = HostPage::new(FileServer::start("html"));
    let page = &host_page.page;
    let start = || {
        host_page.visit("/?");
        host_page.wait_until_mounted();
        fill_in(page);
        host_page.api.next_create(json!({ "delayMs": 700 }));
    };
    start();
    page.double_click("Create subscription");
    page.wait_for_text("Store the signing secret");
    assert_eq!(host_page.api.posts(), 1);

    start();
    page.fill("Label", "By keyboard");
    page.type_keys(Key::Enter);
    page.press("Create subscription");
    page.wait_for_text("Store the signing secret");
    assert_eq!(host_page.api.posts(), 2);

    start();
    let submit = "const form = first('form'); form.requestSubmit(); form.requestSubmit()";
    page.shadow_script(submit, &[]);
    page.wait_for_text("Store the signing secret");
    assert_eq!(host_page.api.posts(), 3);

    start();
    page.press("Create subscription");
    page.wait_for("the create", || host_page.api.posts() == 4);
    let busy = "const button = first('[type=submit]');
        return [button.ariaBusy, button.ariaDisabled, button.disabled, focus() === button]";
    assert_eq!(
        page.shadow_script(busy, &[]),
        json!(["true", "true", false, true])
    );
    page.wait_for_text("Store the signing secret");
    assert_eq!(
        (host_page.api.posts(), host_page.api.subscriptions().len()),
        (4, 4)
    );
}

fn second() {
    let host_page = filled();
    let page = &host_page.page;
    host_page.api.next_create(json!({ "delayMs": 8_000 }));
    stop_waiting(page, || host_page.api.posts());
    page.fill("Label", "Second");
    page.press("Create subscription");
    page.answer_confirmation("Yes, create again");
    page.wait_for_text("Store the signing secret of “Second”");
    let second = page.reveal();
    let queued = "Another subscription was created. Its secret is shown after this one.";
    page.wait_for("the other response", || {
        live_region_text(&host_page).contains(queued)
    });
    assert_eq!(
        page.secret().as_deref(),
        Some(second.as_str()),
        "no result replaces another"
    );
    page.press("I have stored the signing secret");
    page.press("Show the next secret");
    page.wait_for_focus_on(&format!("Store the signing secret of “{LABEL}”"));
    let first = page.reveal();
    assert_ne!(first, second);
    page.press("I have stored the signing secret");
    page.press("Create another");
    page.wait_for_text("New subscription");
    assert_eq!(
        (host_page.api.posts(), host_page.api.subscriptions().len()),
        (2, 2)
    );
}
