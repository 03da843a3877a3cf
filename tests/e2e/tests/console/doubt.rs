//! When nobody can tell whether the subscription exists.

use e2e::{Outcome, Page, Sandbox};
use serde_json::{Value, json};

/// A create whose answer goes wrong like this, and what was made of it.
#[track_caller]
fn after(fault: Value, console: &str) -> (Sandbox, Page, Outcome) {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects(console);
    sandbox.next_create(fault);
    let outcome = page.create(&sandbox);
    assert_eq!(outcome.word, "unknown", "{outcome:?}");
    assert_eq!(
        outcome.heading,
        "We do not know whether the subscription was created"
    );
    page.sees_focus_on(&outcome.heading);
    assert_eq!(page.detail("API"), sandbox.host());
    assert_eq!(page.detail("Endpoint"), "hooks.example.com");
    assert_eq!(page.detail("Label"), "Billing, production");
    assert!(page.instant("Sent").ends_with('Z'));
    assert_eq!(page.value_of("url"), "https://hooks.example.com/enfinitos");
    assert_eq!(page.value_of("label"), "Billing, production");
    assert_eq!(page.ticked(), ["right.issued"]);
    assert_eq!(sandbox.posts(), 1);
    (sandbox, page, outcome)
}

#[test]
fn server_error_may_follow_a_commit() {
    for status in [500, 504] {
        let fault = json!({ "status": status, "commit": true, "body": "oh no" });
        let (sandbox, _page, outcome) = after(fault, &status.to_string());
        let said = format!("The API failed on the way ({status}), perhaps after it had stored it.");
        assert!(outcome.text.contains(&said), "{outcome:?}");
        assert!(outcome.text.contains("Its secret cannot be fetched again"));
        assert_eq!(sandbox.rows().len(), 1);
    }
}

#[test]
fn dropped_connection_is_unknown_and_creating_again_asks_once() {
    let fault = json!({ "drop": true, "commit": true });
    let (sandbox, page, outcome) = after(fault, "ERR_EMPTY_RESPONSE");
    assert!(
        outcome
            .text
            .contains("The request was sent, but no answer came back.")
    );
    let question = "Creating again may make a second one.";
    page.press("Create again");
    page.sees(question);
    page.sees_focus_in(question);
    assert_eq!(sandbox.posts(), 1);
    page.answer("Do not create");
    page.until("no question", || !page.text().contains(question));
    page.press("Create subscription");
    page.sees(question);
    page.answer("Yes, create again");
    page.sees("Store the signing secret");
    assert_eq!(sandbox.posts(), 2);
    assert_eq!(sandbox.rows().len(), 2);
}

#[test]
fn page_of_another_is_not_the_api_and_none_of_it_is_drawn() {
    let html = "<!doctype html><h1>Sign in</h1><img src=x onerror=alert(1)>";
    let fault = json!({ "status": 200, "body": html, "contentType": "text/html" });
    let (_sandbox, page, outcome) = after(fault, "nothing");
    assert!(
        outcome
            .text
            .contains("The answer did not come from the API (text/html).")
    );
    assert!(outcome.text.contains(html), "as text: {outcome:?}");
    assert_eq!(page.script("return document.images.length", &[]), 0);
}

#[test]
fn json_that_is_no_answer_is_unknown() {
    for body in ["[]", "\"created\""] {
        let fault = json!({ "status": 201, "body": body });
        let (_sandbox, _page, outcome) = after(fault, "nothing");
        assert!(outcome.text.contains("did not come from the API"), "{body}");
    }
}

#[test]
fn redirect_is_not_followed_and_the_key_stays_here() {
    let other = Sandbox::start();
    for status in [303, 307] {
        let address = format!("{}/v1/webhooks", other.origin());
        let fault = json!({ "status": status, "headers": { "location": address } });
        let (_sandbox, _page, outcome) = after(fault, "nothing");
        assert!(outcome.text.contains("The API answered with a redirect"));
    }
    assert_eq!(other.requests(), []);
}
