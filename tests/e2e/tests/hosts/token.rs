//! `getToken`: how often it is called, and which results are sent.

use std::time::Duration;

use serde_json::{Value, json};

use crate::bare_page::BarePage;
use e2e::host_page::fill_in;

const NO_KEY: &str = "The page did not provide a key";

/// An element whose `getToken` counts its calls, and returns the keys one after the other.
#[track_caller]
fn with_counter(keys: &Value) -> BarePage {
    let bare_page = BarePage::filled_in("window.tokenCalls = 0; add({})");
    bare_page.run_with("form.getToken = () => given[tokenCalls++] ?? key", keys);
    bare_page
}

#[track_caller]
fn token_calls(bare_page: &BarePage) -> Value {
    bare_page.run("return tokenCalls")
}

#[test]
fn key_is_requested_once_for_each_create() {
    let bare_page = with_counter(&json!([]));
    assert_eq!(token_calls(&bare_page), 0, "no key is needed yet");
    bare_page.submit();
    assert_eq!(token_calls(&bare_page), 1);
    bare_page.page.press("I have stored the signing secret");
    bare_page.page.press("Create another");
    fill_in(&bare_page.page);
    assert_eq!(bare_page.submit().kind, "created");
    assert_eq!(token_calls(&bare_page), 2);
    assert_eq!(
        bare_page.request_methods(),
        ["GET", "POST", "POST"],
        "a fresh probe counts"
    );
}

#[test]
fn key_that_the_probe_rejects_is_requested_again() {
    let bare_page = with_counter(&json!([]));
    bare_page.page.expects_console_error("401");
    bare_page
        .api
        .next_tenant(json!({ "status": 401, "body": "{}" }));
    assert_eq!(bare_page.submit().kind, "created");
    assert_eq!(token_calls(&bare_page), 2);
    assert_eq!(bare_page.request_methods(), ["GET", "GET", "POST"]);
    assert_eq!(bare_page.event_details("error"), [] as [Value; 0]);
}

#[test]
fn key_that_a_create_rejects_is_requested_again() {
    let bare_page = with_counter(&json!([]));
    bare_page.page.expects_console_error("401");
    bare_page.submit();
    bare_page.page.press("I have stored the signing secret");
    bare_page.page.press("Create another");
    fill_in(&bare_page.page);
    bare_page
        .api
        .next_create(json!({ "status": 401, "body": "{}" }));
    assert_eq!(bare_page.submit().kind, "created");
    assert_eq!(token_calls(&bare_page), 3);
    assert_eq!(bare_page.request_methods(), ["GET", "POST", "POST", "POST"]);
    assert_eq!(bare_page.api.subscriptions().len(), 2);
}

#[test]
fn key_is_not_requested_a_third_time() {
    let bare_page = with_counter(&json!([]));
    bare_page.page.expects_console_error("401");
    bare_page
        .api
        .next_tenant(json!({ "status": 401, "body": "{}", "times": 5 }));
    assert_eq!(bare_page.submit().heading, "Nothing was sent");
    bare_page.wait_for_error_event("not-created", "key_rejected", Some(401));
    assert_eq!(token_calls(&bare_page), 2);
    assert_eq!(bare_page.request_methods(), ["GET", "GET"]);
}

#[test]
fn create_that_is_rejected_after_a_rejected_probe_is_not_retried() {
    let bare_page = with_counter(&json!([]));
    bare_page.page.expects_console_error("401");
    bare_page
        .api
        .next_tenant(json!({ "status": 401, "body": "{}" }));
    bare_page
        .api
        .next_create(json!({ "status": 401, "body": "{}", "times": 5 }));
    assert_eq!(bare_page.submit().kind, "not-created");
    bare_page.wait_for_error_event("not-created", "key_rejected", Some(401));
    assert_eq!(token_calls(&bare_page), 2);
    assert_eq!(bare_page.request_methods(), ["GET", "GET", "POST"]);
}

/// The second create is queued: the first call of `getToken` is still pending when the user stops waiting.
#[test]
fn key_requests_are_never_concurrent() {
    let bare_page = BarePage::filled_in("window.pending = []; window.most = 0; add({})");
    bare_page.run(
        "let now = 0;
         form.getToken = () => {
             most = Math.max(most, ++now);
             return new Promise((resolve) => pending.push(() => { now--; resolve(key); }));
         }",
    );
    bare_page.page.press("Create subscription");
    let pending = || bare_page.run("return pending.length");
    bare_page
        .page
        .wait_for("a call of getToken", || pending() == 1);
    bare_page.page.advance_clock_by_half_a_minute();
    bare_page.page.press("Stop waiting");
    bare_page
        .page
        .wait_for_text("You stopped waiting before anything was sent");
    bare_page.page.press("Create subscription");
    if bare_page.page.has_button("Yes, create again") {
        bare_page.page.answer_confirmation("Yes, create again");
    }
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(pending(), 1, "the second is queued");
    bare_page.run("pending[0]()");
    bare_page
        .page
        .wait_for("the second call", || pending() == 2);
    bare_page.run("pending[1]()");
    assert_eq!(bare_page.page.outcome().kind, "created");
    assert_eq!(bare_page.run("return most"), 1);
    assert_eq!(
        bare_page.api.posts(),
        1,
        "a create that was stopped before it was sent is not sent"
    );
}

#[test]
fn key_requests_of_two_elements_are_independent() {
    let bare_page = BarePage::open();
    bare_page.run(
        "const start = { url: 'https://a.example/b', events: '*' };
         add({ ...start, id: 'one', label: 'One' }).getToken = () => new Promise(() => {});
         add({ ...start, id: 'two', label: 'Two' })",
    );
    bare_page.page.within("#one", |page| {
        page.wait_for_text("New subscription");
        page.press("Create subscription");
        page.wait_for_text("Creating the subscription…");
    });
    bare_page.page.within("#two", |page| {
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
    });
    assert_eq!(bare_page.api.subscriptions()[0].label, "Two");
    bare_page
        .page
        .within("#one", |page| assert!(!page.has_outcome()));
}

#[test]
fn result_that_is_not_a_key_is_reported_and_nothing_is_sent() {
    let bare_page = BarePage::filled_in("add({})");
    for get_token in [
        "() => { throw new Error('no') }",
        "async () => { throw new Error('no') }",
        "() => Promise.reject()",
        "() => ''",
        "async () => '   '",
        "() => undefined",
        "async () => null",
        "() => 42",
        "() => ({})",
        "() => ({ then() { throw new Error('no') } })",
        "'no function'",
        "undefined",
    ] {
        bare_page.run(&format!(
            "recordedEvents.length = 0; form.getToken = {get_token}"
        ));
        bare_page.page.press("Create subscription");
        bare_page.wait_for_error_event("not-created", "no_key", None);
        let outcome = bare_page.page.outcome();
        assert!(outcome.text.contains(NO_KEY), "{get_token}: {outcome:?}");
    }
    assert_eq!(bare_page.api.requests(), []);
    bare_page.run("form.getToken = async () => key");
    bare_page.page.press("Retry");
    bare_page.page.wait_for_text("Store the signing secret");
}

#[test]
fn second_result_that_is_not_a_key_reports_the_rejection() {
    let bare_page = BarePage::filled_in("window.tokenCalls = 0; add({})");
    bare_page.run("form.getToken = () => tokenCalls++ ? undefined : key");
    bare_page.page.expects_console_error("401");
    bare_page
        .api
        .next_tenant(json!({ "status": 401, "body": "{}" }));
    bare_page.submit();
    bare_page.wait_for_error_event("not-created", "key_rejected", Some(401));
    assert_eq!(bare_page.api.posts(), 0);
}

#[test]
fn key_without_the_scope_is_reported_before_anything_is_sent() {
    let bare_page = BarePage::filled_in("add({})");
    let narrow = bare_page.api.key_with(&["webhooks:read"]);
    bare_page.run_with("form.getToken = () => given", &narrow.as_str().into());
    assert_eq!(bare_page.submit().heading, "Nothing was sent");
    assert_eq!(
        bare_page.event_details("error")[0]["code"],
        "key_lacks_scope"
    );
    assert_eq!(
        bare_page.event_details("error")[0]["outcome"],
        "not-created"
    );
    assert_eq!(bare_page.api.posts(), 0);
}
