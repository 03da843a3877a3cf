//! F27 and F28: too many requests.

use std::time::Duration;

use e2e::host_page::{HostPage, fill_in};
use e2e::{FileServer, Page};
use serde_json::{Value, json};

use super::outcome::{ExpectedOutcome, NOT_CREATED};
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new("F27 429 that says how long to wait", wait),
        Row::new("F27 429 that says more than an hour", long_wait),
        Row::new("F28 429 that does not say how long to wait", soft_wait),
    ]
}

/// The remaining wait that the page shows.
#[track_caller]
fn wait_shown(page: &Page) -> String {
    let prefix = "You can try again in ";
    page.wait_for_text(prefix);
    let text = page.text();
    let (_, rest) = text.split_once(prefix).expect("the wait");
    let (wait, _) = rest.split_once('.').expect("the end of a sentence");
    wait.to_owned()
}

/// A wait of less than a minute, in seconds.
#[track_caller]
fn seconds(wait: &str) -> u32 {
    let number = wait.strip_suffix(" s").and_then(|text| text.parse().ok());
    number.unwrap_or_else(|| panic!("no seconds: {wait}"))
}

/// The API answers a create with 429. Returns the wait that the page shows at first.
#[track_caller]
fn submit_limited(host_page: &HostPage, headers: &Value) -> String {
    host_page
        .api
        .next_create(json!({ "status": 429, "headers": headers, "body": "{}" }));
    host_page.page.press("Create subscription");
    // This is first, because the time runs.
    let wait = wait_shown(&host_page.page);
    assert!(!host_page.page.is_enabled("Retry"));
    let outcome = ExpectedOutcome::NotCreated(NOT_CREATED, "too_many_requests", Some(429))
        .assert(host_page, "");
    let message = "Too many requests. Nothing was created. Wait a little.";
    assert!(outcome.text.contains(message), "{outcome:?}");
    wait
}

#[track_caller]
fn host_page() -> HostPage {
    let host_page = HostPage::new(FileServer::start("html"));
    host_page
        .page
        .expects_console_error("Failed to load resource");
    host_page
}

/// Visits the page, and fills in the form.
#[track_caller]
fn restart(host_page: &HostPage) {
    host_page.visit("/?");
    host_page.wait_until_mounted();
    fill_in(&host_page.page);
}

/// This test waits in real time, to test the end of the wait.
fn wait() {
    let host_page = host_page();
    let page = &host_page.page;
    let date = "return new Date(Date.now() + 8_000).toUTCString()";
    for (sent, after) in ["return '8'", date].into_iter().enumerate() {
        restart(&host_page);
        let after = page.script(after, &[]);
        let wait = submit_limited(&host_page, &json!({ "Retry-After": after }));
        let first = seconds(&wait);
        assert!(first <= 8, "{after}: {wait}");
        page.wait_for("fewer seconds", || seconds(&wait_shown(page)) < first);
        page.wait_for("the end of the wait", || page.is_enabled("Retry"));
        page.wait_for_text("You can try again now.");
        // Long enough for an automatic retry, if there were one.
        std::thread::sleep(Duration::from_millis(300));
        assert_eq!(host_page.api.posts(), 2 * sent + 1);
        page.press("Retry");
        page.wait_for_text("Store the signing secret");
        assert_eq!(host_page.api.posts(), 2 * sent + 2);
    }
}

fn long_wait() {
    let host_page = host_page();
    for after in ["86400", "Fri, 31 Dec 2100 23:59:59 GMT"] {
        restart(&host_page);
        let wait = submit_limited(&host_page, &json!({ "Retry-After": after }));
        let is_an_hour = wait == "1 hour" || wait.starts_with("59 minutes");
        assert!(is_an_hour, "{after}: {wait}");
    }
}

fn soft_wait() {
    let host_page = host_page();
    let headers = |after: &str| json!({ "Retry-After": after });
    for headers in [json!({}), headers(""), headers("-5"), headers("NaN")] {
        restart(&host_page);
        let wait = submit_limited(&host_page, &headers);
        assert!((20..=30).contains(&seconds(&wait)), "{headers}: {wait}");
    }
}
