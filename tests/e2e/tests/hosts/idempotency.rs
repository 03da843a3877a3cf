//! `idempotency`: whether each attempt has an `Idempotency-Key`.

use serde_json::{Value, json};

use crate::bare_page::BarePage;

/// Responds to the probe, fails every create, and records the header of each request.
const FAIL_CREATES: &str = "window.sent = [];
    form.fetch = async ({ method, headers }) => {
        sent.push(headers.get('idempotency-key'));
        if (method === 'GET') return Response.json({ data: {} });
        throw new Error('planned');
    }";

/// Submits the form of an element whose creates fail. Returns the headers.
#[track_caller]
fn submitted(make: &str) -> (BarePage, Value) {
    let bare_page = BarePage::filled_in(make);
    bare_page.run(FAIL_CREATES);
    assert_eq!(bare_page.submit().kind, "unknown");
    let sent = bare_page.run("return sent");
    (bare_page, sent)
}

#[test]
fn header_is_sent_only_with_the_attribute() {
    let (_bare_page, headers) = submitted("add({})");
    assert_eq!(headers, json!([null, null]));
    let (bare_page, headers) = submitted("add({ idempotency: '' })");
    assert!(
        headers[0].is_string(),
        "the probe needs the same permission"
    );
    let key = headers[1].as_str().expect("a key");
    let events = bare_page
        .run("return JSON.stringify(recordedEvents)")
        .to_string();
    assert!(!events.contains(key.trim_matches('"')), "{events}");
}

#[test]
fn attribute_applies_from_the_next_create_on() {
    let (bare_page, _) = submitted("add({ idempotency: 'false' })");
    bare_page.page.press("Try again");
    bare_page.page.wait_for("a second create", || {
        bare_page.run("return sent.length") == 3
    });
    let sent = bare_page.run("return sent");
    assert_eq!(sent[1], sent[2], "the same attempt");
    bare_page.page.wait_for_text("Try again");
    let off = "form.idempotency = false; return form.hasAttribute('idempotency')";
    assert_eq!(bare_page.run(off), false);
    bare_page.page.press("Try again");
    bare_page.page.press("Yes, create again");
    bare_page.page.wait_for("a third create", || {
        bare_page.run("return sent.length") == 4
    });
    assert_eq!(bare_page.run("return sent[3]"), Value::Null);
    let on = "form.idempotency = 'yes'; return form.getAttribute('idempotency')";
    assert_eq!(bare_page.run(on), "");
}
