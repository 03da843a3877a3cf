//! F38 to F41: what the host page does, or does not allow.

use std::time::Duration;

use e2e::host_page::{HostPage, SLOTTED_TEXT, TAG, fill_in, strict_policy};
use e2e::{FileServer, Options, Page};
use serde_json::json;

use super::outcome::{ExpectedOutcome, LABEL, NOTHING_SENT};
use super::pending::live_region_text;
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new("F38 getToken rejects, throws or gives no key", no_key),
        Row::new("F38 getToken never settles", token_pending),
        Row::new("F39 clipboard that works", copied),
        Row::new("F39 clipboard that refuses or is not there", not_copied),
        Row::new(
            "F40 attributes that change while a create is on its way",
            changed,
        ),
        Row::new("F41 two elements on one page", two_elements),
    ]
}

/// Submits the form of a page with this `getToken`.
#[track_caller]
fn submit_with_token(host_page: &HostPage, get_token: &str) {
    host_page.visit("/?");
    host_page.wait_until_mounted();
    fill_in(&host_page.page);
    let script = format!("document.querySelector(arguments[0]).getToken = {get_token}");
    host_page.page.script(&script, &[TAG.into()]);
    host_page.page.press("Create subscription");
}

#[track_caller]
fn assert_no_key(host_page: &HostPage) {
    let outcome = ExpectedOutcome::NotCreated(NOTHING_SENT, "no_key", None).assert(host_page, "");
    let message = "The page did not provide a key. Nothing was sent.";
    assert!(outcome.text.contains(message), "{outcome:?}");
    assert_eq!(host_page.api.requests(), []);
}

fn no_key() {
    let host_page = HostPage::new(FileServer::start("html"));
    for get_token in [
        "() => { throw new Error('no') }",
        "async () => { throw new Error('no') }",
        "() => ''",
        "async () => '   '",
        "async () => undefined",
        "() => 42",
        "undefined",
    ] {
        submit_with_token(&host_page, get_token);
        assert_no_key(&host_page);
    }
}

/// This test waits in real time, to test the ten seconds.
fn token_pending() {
    let host_page = HostPage::new(FileServer::start("html"));
    let page = &host_page.page;
    submit_with_token(
        &host_page,
        "() => { window.tokenCalls = (window.tokenCalls ?? 0) + 1; return new Promise(() => {}); }",
    );
    page.wait_for_text("Creating the subscription…");
    std::thread::sleep(Duration::from_secs(8));
    assert!(!page.has_outcome());
    page.wait_for("the end of the wait", || page.has_outcome());
    assert_no_key(&host_page);
    assert_eq!(page.script("return window.tokenCalls", &[]), 1);
    let script = "const [tag, key] = arguments; document.querySelector(tag).getToken = () => key";
    page.script(script, &[TAG.into(), host_page.api.key().into()]);
    page.press("Retry");
    page.wait_for_text("Store the signing secret");
}

fn copied() {
    let host_page = HostPage::open("html", "");
    host_page.wait_until_mounted();
    host_page.create();
    host_page.page.press("Copy secret");
    host_page.page.wait_for_text("Copied.");
    assert_eq!(host_page.page.secret(), None, "copied while it is masked");
    assert_eq!(host_page.page.clipboard(), host_page.page.reveal());
}

fn not_copied() {
    let host_page = HostPage::new(FileServer::start("html"));
    let page = &host_page.page;
    for script in [
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))",
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })",
    ] {
        host_page.visit("/?");
        host_page.wait_until_mounted();
        host_page.create();
        page.script(script, &[]);
        page.press("Copy secret");
        page.wait_for_text("The browser did not let this page copy. The secret is selected");
        assert!(!page.text().contains("Copied."));
        let secret = page.secret().expect("the secret is revealed");
        page.copy();
        assert_eq!(page.clipboard(), secret, "selected");
    }
}

fn changed() {
    let host_page = HostPage::new(FileServer::start("html"));
    let page = &host_page.page;
    let other = Options::default()
        .allow(host_page.file_server.origin())
        .start();
    host_page.set_policy(&strict_policy(
        &[host_page.api.origin(), other.origin()].join(" "),
    ));
    host_page.visit("/?");
    host_page.wait_until_mounted();
    fill_in(page);
    host_page.api.next_create(json!({ "delayMs": 4_000 }));
    page.press("Create subscription");
    page.wait_for("the create", || host_page.api.posts() == 1);
    let script = "const form = document.querySelector(arguments[0]);
        form.apiBase = arguments[1];
        form.lang = 'de-CH';
        form.label = 'Another'";
    page.script(script, &[TAG.into(), other.origin().into()]);
    assert_eq!(host_page.event_details("webhook-created"), [""; 0]);
    assert_eq!(
        host_page.api.completed_posts(),
        0,
        "the response comes later"
    );
    page.wait_for_focus_on(&format!("Store the signing secret of “{LABEL}”"));
    assert!(page.reveal().starts_with("whsec_"));
    let created = host_page.event_details("webhook-created");
    assert_eq!(
        created[0]["subscription"]["subscriptionId"],
        host_page.api.subscriptions()[0].id
    );
    assert_eq!(other.requests(), []);

    page.press("I have stored the signing secret");
    page.press("Create another");
    page.wait_for_text("New subscription");
    page.fill("Token", other.key());
    fill_in(page);
    page.press("Create subscription");
    page.wait_for_text("Store the signing secret");
    assert_eq!((host_page.api.posts(), other.posts()), (1, 1));
}

fn two_elements() {
    let host_page = HostPage::new(FileServer::start("html"));
    let page = &host_page.page;
    host_page.visit("/two.html?late");
    page.wait_for_text(SLOTTED_TEXT);
    page.press("Define");
    page.wait_for("two forms", || {
        host_page.event_details("webhook-ready").len() == 2
    });
    let before = page.within("#second", |_| live_region_text(&host_page));
    let assert_untouched = |page: &Page| {
        assert!(!page.has_outcome());
        assert_eq!(page.value_of("label"), "Second");
        assert_eq!(page.value_of("url"), "");
        assert_eq!(page.ticked(), [""; 0]);
        assert_eq!(live_region_text(&host_page), before);
    };
    let create = |page: &Page| {
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
        page.reveal()
    };
    page.within("#second", assert_untouched);
    page.within("#first", |page| {
        assert_eq!(page.value_of("label"), "First");
        fill_in(page);
    });
    page.within("#second", assert_untouched);
    let first = page.within("#first", create);
    page.within("#second", assert_untouched);
    page.within("#second", fill_in);
    let second = page.within("#second", create);
    assert_ne!(first, second);
    page.within("#second", |page| {
        page.press("I have stored the signing secret");
        page.wait_for_text("The signing secret is stored with you");
    });
    page.within("#first", |page| assert_eq!(page.secret(), Some(first)));
    assert_eq!(host_page.api.subscriptions().len(), 2);
}
