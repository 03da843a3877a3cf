//! F24 and F32 to F34: the same create again, with the idempotency that the page turns on.

use e2e::host_page::{HostPage, TAG, fill_in};
use e2e::{FileServer, Options, Screen};
use serde_json::json;

use super::outcome::{LABEL, NOT_CREATED, UNKNOWN, assert_fields_unchanged};
use super::pending::stop_waiting;
use crate::row::Row;

const SAFE: &str =
    "Trying again with the same values is safe: the API makes no second subscription.";

pub fn rows() -> Vec<Row> {
    vec![
        Row::new("F24 409 while the first request is on its way", in_flight),
        Row::new("F32 same create once more brings the first answer", retried),
        Row::new(
            "F32 other values are another create, and it is asked first",
            changed,
        ),
        Row::new("F33 key that stands for other values", reused),
        Row::new("F34 answer that is no longer kept", expired),
    ]
}

/// A host page with `idempotency` whose form is filled in.
#[track_caller]
fn filled(options: Options) -> HostPage {
    let host_page = HostPage::with_options(options, FileServer::start("html"), Screen::DEFAULT);
    host_page.page.expects_console_error("ERR_EMPTY_RESPONSE");
    host_page
        .page
        .expects_console_error("Failed to load resource");
    host_page.visit("/?");
    host_page.wait_until_mounted();
    let enable = format!("document.querySelector('{TAG}').idempotency = true");
    host_page.page.script(&enable, &[]);
    fill_in(&host_page.page);
    host_page
}

/// A create whose response was lost. The page says that a retry is safe.
#[track_caller]
fn with_unknown_outcome(options: Options) -> HostPage {
    let host_page = filled(options);
    host_page
        .api
        .next_create(json!({ "commit": true, "drop": true }));
    host_page.page.press("Create subscription");
    let outcome = host_page.page.outcome();
    assert_eq!(
        (outcome.kind.as_str(), outcome.heading.as_str()),
        ("unknown", UNKNOWN)
    );
    assert!(outcome.text.contains(SAFE), "{outcome:?}");
    assert!(!host_page.page.has_button("Create again"));
    host_page
}

/// There are one subscription and one event of it.
#[track_caller]
fn assert_one_created(host_page: &HostPage) {
    assert_eq!(host_page.api.subscriptions().len(), 1);
    assert_eq!(host_page.event_details("webhook-created").len(), 1);
}

fn in_flight() {
    let host_page = filled(Options::default());
    let page = &host_page.page;
    host_page.api.next_create(json!({ "delayMs": 5_000 }));
    stop_waiting(page, || host_page.api.posts());
    page.wait_for_focus_on("You have stopped waiting");
    page.wait_for_text(SAFE);
    page.press("Create subscription");
    page.wait_for("a create that had to wait", || {
        let conflict = |(_, _, status): &(String, String, Option<u64>)| *status == Some(409);
        host_page.api.requests().iter().any(conflict)
    });
    page.wait_for_focus_on(&format!("Store the signing secret of “{LABEL}”"));
    assert!(page.reveal().starts_with("whsec_"));
    page.wait_for("the end of the wait", || {
        let posts = host_page.api.posts();
        posts >= 3 && host_page.api.completed_posts() == posts
    });
    page.press("I have stored the signing secret");
    page.press("Create another");
    page.wait_for_text("New subscription");
    assert!(!page.text().contains(NOT_CREATED));
    assert_eq!(host_page.event_details("webhook-error"), [""; 0]);
    assert_one_created(&host_page);
}

fn retried() {
    let host_page = with_unknown_outcome(Options::default());
    let page = &host_page.page;
    page.press("Try again");
    page.wait_for_focus_on(&format!("Store the signing secret of “{LABEL}”"));
    assert!(page.reveal().starts_with("whsec_"));
    assert_eq!(host_page.api.posts(), 2);
    assert_one_created(&host_page);
}

fn changed() {
    let host_page = with_unknown_outcome(Options::default());
    let page = &host_page.page;
    page.fill("Label", "Another");
    page.press("Create subscription");
    page.wait_for_focus_in("Creating again may make a second one.");
    assert_eq!(host_page.api.posts(), 1);
    page.answer_confirmation("Yes, create again");
    page.wait_for_focus_on("Store the signing secret of “Another”");
    assert_eq!(
        (host_page.api.posts(), host_page.api.subscriptions().len()),
        (2, 2)
    );
}

fn reused() {
    let host_page = filled(Options::default());
    let body = json!({ "ok": false, "error": { "code": "IDEMPOTENCY_KEY_REUSED" } });
    host_page
        .api
        .next_create(json!({ "status": 422, "body": body.to_string() }));
    host_page.page.press("Create subscription");
    let outcome = host_page.page.outcome();
    assert_eq!(
        (outcome.kind.as_str(), outcome.heading.as_str()),
        ("not-created", NOT_CREATED)
    );
    let message = "The API knows this attempt with other values. This request created nothing; one before it may have.";
    assert!(outcome.text.contains(message), "{outcome:?}");
    assert_fields_unchanged(&host_page.page);
    assert_eq!(host_page.api.subscriptions(), []);
}

fn expired() {
    let host_page = with_unknown_outcome(Options::default().replay_seconds(1));
    let page = &host_page.page;
    // The server stores responses for a second.
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    page.press("Try again");
    page.wait_for_focus_on(&format!("“{LABEL}” is created"));
    let outcome = page.outcome();
    assert_eq!(outcome.kind, "created");
    assert!(
        outcome.text.contains("No secret came with the answer."),
        "{outcome:?}"
    );
    assert!(!page.has_button("Copy secret") && !page.has_button("Reveal secret"));
    assert_eq!(
        page.details("Subscription id", "code"),
        [host_page.api.subscriptions()[0].id.as_str()]
    );
    assert_one_created(&host_page);
}
