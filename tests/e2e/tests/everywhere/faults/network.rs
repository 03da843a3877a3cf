//! F1 to F3 and F18: whether a create was sent, and to which API.

use e2e::host_page::{HostPage, fill_in, strict_policy};
use e2e::{FileServer, Options, Page, Sandbox};
use serde_json::json;

use super::outcome::{ExpectedOutcome, NOTHING_SENT, UNKNOWN, assert_fields_unchanged};
use crate::row::Row;

const OFFLINE: &str = "Object.defineProperty(navigator, 'onLine', { value: false })";

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "F1 offline before anything is sent, in a host page",
            offline_in_a_host_page,
        ),
        Row::new(
            "F1 offline before anything is sent, in the console",
            offline_in_the_console,
        ),
        Row::new("F2 API that cannot be reached", unreachable),
        Row::new("F2 API that does not allow the page", not_allowed),
        Row::new("F3 creating again after a reset asks once", create_again),
        Row::new(
            "F18 redirect is not followed, and the key stays here",
            redirect,
        ),
    ]
}

/// The options of a server on the port of one that has stopped.
#[track_caller]
fn on_port_of(sandbox: &Sandbox) -> Options {
    let port = sandbox
        .origin()
        .rsplit(':')
        .next()
        .and_then(|port| port.parse().ok());
    Options::default().port(port.expect("a port"))
}

fn offline_in_a_host_page() {
    let mut host_page = HostPage::open("html", "");
    host_page
        .page
        .expects_console_error("Failed to load resource");
    host_page.wait_until_mounted();
    fill_in(&host_page.page);
    host_page.page.script(OFFLINE, &[]);
    host_page.api.stop();
    host_page.page.press("Create subscription");
    let outcome = ExpectedOutcome::NotCreated(NOTHING_SENT, "offline", None).assert(&host_page, "");
    assert!(
        outcome.text.contains("You are offline. Nothing was sent."),
        "{outcome:?}"
    );

    // `navigator.onLine` is a hint, and never prevents a request.
    host_page.api = on_port_of(&host_page.api)
        .allow(host_page.file_server.origin())
        .start();
    host_page.page.fill("Token", host_page.api.key());
    host_page.page.press("Retry");
    host_page.page.wait_for_text("Store the signing secret");
    assert_eq!(
        (host_page.api.posts(), host_page.api.subscriptions().len()),
        (1, 1)
    );
}

fn offline_in_the_console() {
    let mut sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects_console_error("Failed to load resource");
    page.fill_in(&sandbox);
    page.script(OFFLINE, &[]);
    sandbox.stop();
    page.press("Create subscription");
    let outcome = page.outcome();
    assert_eq!(
        (outcome.kind.as_str(), outcome.heading.as_str()),
        ("not-created", NOTHING_SENT)
    );
    assert!(
        outcome.text.contains("You are offline. Nothing was sent."),
        "{outcome:?}"
    );
    assert_fields_unchanged(&page);

    let sandbox = on_port_of(&sandbox).start();
    page.fill("API key", sandbox.key());
    page.press("Retry");
    page.wait_for_text("Store the signing secret");
    assert_eq!((sandbox.posts(), sandbox.subscriptions().len()), (1, 1));
}

/// The outcome when the API was not reached for an unknown reason.
#[track_caller]
fn assert_not_reached(host_page: &HostPage, api: &str) {
    let outcome =
        ExpectedOutcome::NotCreated(NOTHING_SENT, "unreachable", None).assert(host_page, api);
    let (api, page) = (
        api.trim_start_matches("http://"),
        host_page.file_server.origin(),
    );
    let message = format!(
        "Could not reach {api}. Nothing was sent. If the API is up, it may not allow this page’s origin {page},"
    );
    assert!(outcome.text.contains(&message), "{outcome:?}");
    assert!(
        !outcome.text.contains("CORS"),
        "the cause is unknown: {outcome:?}"
    );
}

fn unreachable() {
    let mut host_page = HostPage::open("html", "");
    host_page
        .page
        .expects_console_error("Failed to load resource");
    host_page.wait_until_mounted();
    fill_in(&host_page.page);
    // Firefox repeats a GET by itself, up to ten times.
    host_page
        .api
        .next_tenant(json!({ "drop": true, "times": 99 }));
    host_page.page.press("Create subscription");
    assert_not_reached(&host_page, host_page.api.origin());
    assert_eq!(host_page.api.posts(), 0);

    host_page.visit("/?");
    host_page.wait_until_mounted();
    fill_in(&host_page.page);
    host_page.api.stop();
    host_page.page.press("Create subscription");
    assert_not_reached(&host_page, host_page.api.origin());
}

fn not_allowed() {
    let api = Sandbox::start();
    let host_page = HostPage::new(FileServer::start("html"));
    for expected in ["Failed to load resource", "CORS", "access control"] {
        host_page.page.expects_console_error(expected);
    }
    host_page.set_policy(&strict_policy(api.origin()));
    host_page.visit_with_api(api.origin(), "/?");
    host_page.wait_until_mounted();
    fill_in(&host_page.page);
    host_page.page.press("Create subscription");
    assert_not_reached(&host_page, api.origin());
    assert_eq!((api.posts(), api.subscriptions().len()), (0, 0));
}

fn create_again() {
    let host_page = HostPage::open("html", "");
    let page = &host_page.page;
    page.expects_console_error("Failed to load resource");
    host_page.wait_until_mounted();
    fill_in(page);
    host_page
        .api
        .next_create(json!({ "drop": true, "commit": true }));
    page.press("Create subscription");
    assert_eq!(page.outcome().heading, UNKNOWN);
    let question = "Creating again may make a second one.";
    page.press("Create again");
    page.wait_for_focus_in(question);
    page.answer_confirmation("Do not create");
    page.wait_for("no question", || !page.has_button("Yes, create again"));
    page.press("Create subscription");
    page.wait_for_focus_in(question);
    assert_eq!(
        host_page.api.posts(),
        1,
        "nothing is sent before the answer"
    );
    page.answer_confirmation("Yes, create again");
    page.wait_for_text("Store the signing secret");
    assert_eq!(
        (host_page.api.posts(), host_page.api.subscriptions().len()),
        (2, 2)
    );
}

fn redirect() {
    let host_page = HostPage::new(FileServer::start("html"));
    let other = Options::default()
        .allow(host_page.file_server.origin())
        .start();
    host_page.set_policy(&strict_policy(
        &[host_page.api.origin(), other.origin()].join(" "),
    ));
    for status in [302, 303, 307] {
        host_page.visit("/?");
        host_page.wait_until_mounted();
        fill_in(&host_page.page);
        let location = format!("{}/v1/webhooks", other.origin());
        host_page
            .api
            .next_create(json!({ "status": status, "headers": { "location": location } }));
        host_page.page.press("Create subscription");
        let outcome =
            ExpectedOutcome::Unknown("redirect", None).assert(&host_page, host_page.api.origin());
        let message = "The API answered with a redirect, which this client does not follow.";
        assert!(outcome.text.contains(message), "{status}: {outcome:?}");
    }
    assert_eq!(host_page.api.posts(), 3);
    assert_eq!(other.requests(), []);
}
