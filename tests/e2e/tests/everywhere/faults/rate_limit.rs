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

/// The remaining seconds that the page shows.
#[track_caller]
fn seconds(page: &Page) -> u32 {
    let prefix = "You can try again in ";
    page.wait_for_text(prefix);
    let text = page.text();
    let (_, rest) = text.split_once(prefix).expect("the wait");
    let number = rest
        .split(' ')
        .next()
        .and_then(|number| number.parse().ok());
    number.unwrap_or_else(|| panic!("no number: {rest}"))
}

/// The API answers a create with 429. Returns the seconds that the page shows at first.
#[track_caller]
fn submit_limited(host_page: &HostPage, headers: &Value) -> u32 {
    host_page
        .api
        .next_create(json!({ "status": 429, "headers": headers, "body": "{}" }));
    host_page.page.press("Create subscription");
    // This is first, because the time runs.
    let seconds = seconds(&host_page.page);
    assert!(!host_page.page.is_enabled("Retry"));
    let outcome = ExpectedOutcome::NotCreated(NOT_CREATED, "too_many_requests", Some(429))
        .assert(host_page, "");
    let message = "Too many requests. Nothing was created. Wait a little.";
    assert!(outcome.text.contains(message), "{outcome:?}");
    seconds
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
        let seconds = submit_limited(&host_page, &json!({ "Retry-After": after }));
        assert!(seconds <= 8, "{after}: {seconds}");
        page.wait_for("fewer seconds", || self::seconds(page) < seconds);
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
        let seconds = submit_limited(&host_page, &json!({ "Retry-After": after }));
        assert!((3_500..=3_600).contains(&seconds), "{after}: {seconds}");
    }
}

fn soft_wait() {
    let host_page = host_page();
    let headers = |after: &str| json!({ "Retry-After": after });
    for headers in [json!({}), headers(""), headers("-5"), headers("NaN")] {
        restart(&host_page);
        let seconds = submit_limited(&host_page, &headers);
        assert!((20..=30).contains(&seconds), "{headers}: {seconds}");
    }
}
