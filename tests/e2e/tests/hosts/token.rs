//! `getToken`: how often the page is asked for its key, and what of its answers is sent.

use std::time::Duration;

use serde_json::{Value, json};

use crate::bare::Bare;
use e2e::host_page::fill_in;

const NO_KEY: &str = "The page did not provide a key";

/// A page that counts how often it is asked, and gives the keys of `given` one after the other.
#[track_caller]
fn counting(keys: &Value) -> Bare {
    let bare = Bare::filled("window.asked = 0; add({})");
    bare.run_with("form.getToken = () => given[asked++] ?? key", keys);
    bare
}

#[track_caller]
fn asked(bare: &Bare) -> Value {
    bare.run("return asked")
}

#[test]
fn key_is_asked_for_once_for_each_create() {
    let bare = counting(&json!([]));
    assert_eq!(asked(&bare), 0, "nobody needs it yet");
    bare.send();
    assert_eq!(asked(&bare), 1);
    bare.page.press("I have stored the signing secret");
    bare.page.press("Create another");
    fill_in(&bare.page);
    assert_eq!(bare.send().kind, "created");
    assert_eq!(asked(&bare), 2);
    assert_eq!(
        bare.methods(),
        ["GET", "POST", "POST"],
        "a fresh probe counts"
    );
}

#[test]
fn key_that_the_probe_rejects_is_asked_for_once_more() {
    let bare = counting(&json!([]));
    bare.page.expects_console_error("401");
    bare.api.next_tenant(json!({ "status": 401, "body": "{}" }));
    assert_eq!(bare.send().kind, "created");
    assert_eq!(asked(&bare), 2);
    assert_eq!(bare.methods(), ["GET", "GET", "POST"]);
    assert_eq!(bare.details("error"), [] as [Value; 0]);
}

#[test]
fn key_that_a_create_rejects_is_asked_for_once_more() {
    let bare = counting(&json!([]));
    bare.page.expects_console_error("401");
    bare.send();
    bare.page.press("I have stored the signing secret");
    bare.page.press("Create another");
    fill_in(&bare.page);
    bare.api.next_create(json!({ "status": 401, "body": "{}" }));
    assert_eq!(bare.send().kind, "created");
    assert_eq!(asked(&bare), 3);
    assert_eq!(bare.methods(), ["GET", "POST", "POST", "POST"]);
    assert_eq!(bare.api.subscriptions().len(), 2);
}

#[test]
fn key_is_not_asked_for_a_third_time() {
    let bare = counting(&json!([]));
    bare.page.expects_console_error("401");
    bare.api
        .next_tenant(json!({ "status": 401, "body": "{}", "times": 5 }));
    assert_eq!(bare.send().heading, "Nothing was sent");
    bare.wait_for_error("not-created", "key_rejected", Some(401));
    assert_eq!(asked(&bare), 2);
    assert_eq!(bare.methods(), ["GET", "GET"]);
}

#[test]
fn create_that_is_rejected_after_a_rejected_probe_is_the_end() {
    let bare = counting(&json!([]));
    bare.page.expects_console_error("401");
    bare.api.next_tenant(json!({ "status": 401, "body": "{}" }));
    bare.api
        .next_create(json!({ "status": 401, "body": "{}", "times": 5 }));
    assert_eq!(bare.send().kind, "not-created");
    bare.wait_for_error("not-created", "key_rejected", Some(401));
    assert_eq!(asked(&bare), 2);
    assert_eq!(bare.methods(), ["GET", "GET", "POST"]);
}

/// The second create waits for its turn: the first question is still open when the person has stopped waiting.
#[test]
fn key_is_never_asked_for_twice_at_a_time() {
    let bare = Bare::filled("window.open = []; window.most = 0; add({})");
    bare.run(
        "let now = 0;
         form.getToken = () => {
             most = Math.max(most, ++now);
             return new Promise((resolve) => open.push(() => { now--; resolve(key); }));
         }",
    );
    bare.page.press("Create subscription");
    let open = || bare.run("return open.length");
    bare.page.wait_for("a question", || open() == 1);
    bare.page.advance_clock_by_half_a_minute();
    bare.page.press("Stop waiting");
    bare.page
        .wait_for_text("You stopped waiting before anything was sent");
    bare.page.press("Create subscription");
    if bare.page.has_button("Yes, create again") {
        bare.page.answer_confirmation("Yes, create again");
    }
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(open(), 1, "the second waits for its turn");
    bare.run("open[0]()");
    bare.page.wait_for("the second question", || open() == 2);
    bare.run("open[1]()");
    assert_eq!(bare.page.outcome().kind, "created");
    assert_eq!(bare.run("return most"), 1);
    assert_eq!(
        bare.api.posts(),
        1,
        "what was stopped before it left does not leave"
    );
}

#[test]
fn questions_of_two_elements_do_not_wait_for_each_other() {
    let bare = Bare::open();
    bare.run(
        "const start = { url: 'https://a.example/b', events: '*' };
         add({ ...start, id: 'one', label: 'One' }).getToken = () => new Promise(() => {});
         add({ ...start, id: 'two', label: 'Two' })",
    );
    bare.page.within("#one", |page| {
        page.wait_for_text("New subscription");
        page.press("Create subscription");
        page.wait_for_text("Creating the subscription…");
    });
    bare.page.within("#two", |page| {
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
    });
    assert_eq!(bare.api.subscriptions()[0].label, "Two");
    bare.page
        .within("#one", |page| assert!(!page.has_outcome()));
}

#[test]
fn answer_that_is_no_key_is_told_and_nothing_is_sent() {
    let bare = Bare::filled("add({})");
    for answer in [
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
        bare.run(&format!("told.length = 0; form.getToken = {answer}"));
        bare.page.press("Create subscription");
        bare.wait_for_error("not-created", "no_key", None);
        let outcome = bare.page.outcome();
        assert!(outcome.text.contains(NO_KEY), "{answer}: {outcome:?}");
    }
    assert_eq!(bare.api.requests(), []);
    bare.run("form.getToken = async () => key");
    bare.page.press("Retry");
    bare.page.wait_for_text("Store the signing secret");
}

#[test]
fn second_answer_that_is_no_key_leaves_the_rejection_told() {
    let bare = Bare::filled("window.asked = 0; add({})");
    bare.run("form.getToken = () => asked++ ? undefined : key");
    bare.page.expects_console_error("401");
    bare.api.next_tenant(json!({ "status": 401, "body": "{}" }));
    bare.send();
    bare.wait_for_error("not-created", "key_rejected", Some(401));
    assert_eq!(bare.api.posts(), 0);
}

#[test]
fn key_without_the_scope_is_told_before_anything_is_sent() {
    let bare = Bare::filled("add({})");
    let narrow = bare.api.key_with(&["webhooks:read"]);
    bare.run_with("form.getToken = () => given", &narrow.as_str().into());
    assert_eq!(bare.send().heading, "Nothing was sent");
    assert_eq!(bare.details("error")[0]["code"], "key_lacks_scope");
    assert_eq!(bare.details("error")[0]["outcome"], "not-created");
    assert_eq!(bare.api.posts(), 0);
}
