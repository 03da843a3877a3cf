//! S13: the secret of an element that was removed before it was stored.

use e2e::FileServer;
use e2e::host_page::{HostPage, REMOVED, TAG};
use serde_json::json;

use super::PLACE;
use crate::form_page::NOWHERE;
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "S13 removed element says that its secret is not stored",
            removal_is_told,
        ),
        Row::new(
            "S13 secret of a removed element waits for the next one, where the page wants it",
            offered_to_the_next,
        ),
        Row::new(
            "S13 secret of a removed element waits for nobody else, and not for ever",
            not_offered,
        ),
    ]
}

const REMOVE: &str = "const before = document.querySelector(arguments[0]);
    before.keepUnstored = true;
    window.before = before;
    const place = Object.assign(document.createElement('p'), { id: 'place' });\n";
const INSERT: &str = "const after = document.createElement(arguments[0]);
    Object.assign(after, { apiBase: before.apiBase, getToken: before.getToken, keepUnstored: true });\n";

/// A page with a secret that is not stored.
#[track_caller]
fn page_with_secret() -> HostPage {
    let host_page = HostPage::new(FileServer::start("html"));
    host_page.visit("/?");
    host_page.wait_until_mounted();
    host_page.create();
    host_page.page.expects_console_error(REMOVED);
    assert_eq!(unstored(&host_page), 1);
    host_page
}

/// Removes the element after a script that may change it as `before`, and inserts another one after a script that may change
/// that as `after`.
#[track_caller]
fn replace(host_page: &HostPage, remove: &str, insert: &str) {
    for script in [
        [REMOVE, remove, "\nbefore.replaceWith(place)"],
        [INSERT, insert, "\nplace.replaceWith(after)"],
    ] {
        host_page.page.script(&script.concat(), &[TAG.into()]);
    }
    host_page.wait_until_mounted();
}

#[track_caller]
fn unstored(host_page: &HostPage) -> serde_json::Value {
    let script = "return document.querySelector(arguments[0]).unstored";
    host_page.page.script(script, &[TAG.into()])
}

fn removal_is_told() {
    let host_page = page_with_secret();
    let page = &host_page.page;
    replace(&host_page, "before.keepUnstored = false;", "");
    let waits = || host_page.event_details("webhook-unstored").len() == 2;
    page.wait_for("the event", waits);
    assert_eq!(
        host_page.event_details("webhook-unstored"),
        [
            json!({ "unstored": 1, "removed": false }),
            json!({ "unstored": 1, "removed": true }),
        ]
    );
    let messages = page.console_messages();
    // Chromium has each message twice.
    let told = |message: &&String| message.starts_with('<') && message.contains(REMOVED);
    assert_eq!(messages.iter().filter(told).count(), 1, "{messages:?}");
    assert_eq!(unstored(&host_page), 0, "the new element has none");
}

fn offered_to_the_next() {
    let host_page = page_with_secret();
    let page = &host_page.page;
    let secret = page.reveal();
    replace(&host_page, "", "");
    page.wait_for_text("A secret that was not stored is waiting");
    assert_eq!(unstored(&host_page), 1);
    let everything = page.everything(&host_page.api);
    assert_eq!(everything.places_of(&secret), NOWHERE, "until it is shown");
    // The page of the test has no landmarks.
    let mut violations = page.run_axe().violations;
    violations.retain(|violation| !violation.starts_with("region"));
    assert_eq!(violations, [""; 0]);
    page.press("Drop it");
    page.answer_confirmation("Stay here");

    // It is withdrawn while the element that it belongs to is back.
    page.script("document.body.append(before)", &[]);
    page.wait_for("the end of the offer", || {
        !page.text().contains("is waiting")
    });
    page.script("before.remove()", &[]);
    page.wait_for_text("A secret that was not stored is waiting");

    // The one that does not decide leaves it to the next.
    replace(&host_page, "", "");
    page.wait_for_text("A secret that was not stored is waiting");
    page.press("Show it");
    assert_eq!(page.reveal(), secret);
    let everything = page.everything(&host_page.api);
    assert_eq!(everything.places_of(&secret), [PLACE]);
    page.press("I have stored the signing secret");
    page.wait_for("the end", || unstored(&host_page) == 0);
    replace(&host_page, "", "");
    assert!(!page.text().contains("is waiting"), "it was stored");
}

fn not_offered() {
    let others = [
        ("before.keepUnstored = false;", ""),
        ("", "after.keepUnstored = false"),
        ("", "after.apiBase = location.origin"),
        // In Firefox, a script of the driver has built-in objects of its own.
        (
            "",
            "const { Date } = window, { now } = Date; Date.now = () => now() + 600_001",
        ),
        ("", "before.dispose()"),
        ("", "before.reset()"),
        ("", "document.createElement(arguments[0]).dispose()"),
    ];
    for (remove, insert) in others {
        let host_page = page_with_secret();
        replace(&host_page, remove, insert);
        let text = host_page.page.text();
        assert!(!text.contains("is waiting"), "{remove}{insert}");
        assert_eq!(unstored(&host_page), 0, "{remove}{insert}");
    }
    // The person does not want it.
    let host_page = page_with_secret();
    replace(&host_page, "", "");
    let page = &host_page.page;
    page.press("Drop it");
    page.answer_confirmation("Leave without it");
    page.wait_for("the end", || unstored(&host_page) == 0);
    replace(&host_page, "", "");
    assert!(!page.text().contains("is waiting"), "it was dropped");
}
