//! `idempotency`: whether each attempt has an `Idempotency-Key`.

use serde_json::{Value, json};

use crate::bare::Bare;

/// Answers the probe, and loses the answer to every create; writes down the header of each request.
const LOSES: &str = "window.sent = [];
    form.fetch = async ({ method, headers }) => {
        sent.push(headers.get('idempotency-key'));
        if (method === 'GET') return Response.json({ data: {} });
        throw new Error('planned');
    }";

/// A form that sends without the API, made like this.
#[track_caller]
fn sent(make: &str) -> (Bare, Value) {
    let bare = Bare::filled(make);
    bare.run(LOSES);
    assert_eq!(bare.send().kind, "unknown");
    let sent = bare.run("return sent");
    (bare, sent)
}

#[test]
fn header_is_sent_only_where_the_switch_is_on() {
    let (_bare, headers) = sent("add({})");
    assert_eq!(headers, json!([null, null]));
    let (bare, headers) = sent("add({ idempotency: '' })");
    assert_eq!(headers[0], headers[1], "the probe asks for the same");
    let key = headers[1].as_str().expect("a key");
    let told = bare.run("return JSON.stringify(told)").to_string();
    assert!(!told.contains(key.trim_matches('"')), "{told}");
}

#[test]
fn switch_counts_from_the_next_create_on() {
    let (bare, _) = sent("add({ idempotency: 'false' })");
    bare.page.press("Try again");
    bare.page
        .wait_for("a second create", || bare.run("return sent.length") == 3);
    let sent = bare.run("return sent");
    assert_eq!(sent[1], sent[2], "the same attempt");
    bare.page.wait_for_text("Try again");
    let off = "form.idempotency = false; return form.hasAttribute('idempotency')";
    assert_eq!(bare.run(off), false);
    bare.page.press("Try again");
    bare.page.press("Yes, create again");
    bare.page
        .wait_for("a third create", || bare.run("return sent.length") == 4);
    assert_eq!(bare.run("return sent[3]"), Value::Null);
    let on = "form.idempotency = 'yes'; return form.getAttribute('idempotency')";
    assert_eq!(bare.run(on), "");
}
