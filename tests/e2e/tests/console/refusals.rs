//! What the API refuses, and where that can be mended.

use std::time::Duration;

use e2e::{Page, Sandbox};
use serde_json::json;

#[test]
fn field_errors_of_the_api_stand_at_their_fields() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects("422");
    let body = json!({ "ok": false, "contractVersion": "v1.0", "error": {
        "code": "VALIDATION_FAILED", "message": "the subscription was not created", "fields": [
            { "path": "url", "code": "A", "message": "no such receiver <b>here</b>" },
            { "path": "label", "code": "B", "message": "taken" },
            { "path": "events[0]", "code": "C", "message": "not for you" },
            { "path": "color", "code": "D", "message": "must be blue" },
        ] } });
    sandbox.next_create(json!({ "status": 422, "body": body.to_string() }));
    let outcome = page.create(&sandbox);
    assert_eq!(outcome.word, "not-created");
    assert_eq!(outcome.heading, "There is a problem");
    page.sees_focus_on("There is a problem");
    assert_eq!(page.error_for("url"), "no such receiver <b>here</b>");
    assert_eq!(page.error_for("label"), "taken");
    assert_eq!(page.error_for("events"), "not for you");
    assert!(outcome.text.contains("color: must be blue"), "{outcome:?}");
    assert_eq!(page.value_of("url"), "https://hooks.example.com/enfinitos");
    assert_eq!(page.value_of("label"), "Billing, production");
    assert_eq!(page.ticked(), ["right.issued"]);
    assert_eq!(sandbox.rows(), []);

    page.press("taken");
    page.sees_focus_on("label");
    page.fill("Label", "Another");
    page.until("no error", || page.error_for("label").is_empty());
}

#[test]
fn problem_documents_are_understood() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects("400");
    let body = json!({ "type": "about:blank", "title": "Bad request",
        "errors": [{ "pointer": "#/url", "detail": "unreachable" }] });
    sandbox.next_create(json!({ "status": 400, "body": body.to_string(),
        "contentType": "application/problem+json" }));
    assert_eq!(page.create(&sandbox).word, "not-created");
    assert_eq!(page.error_for("url"), "unreachable");
}

#[test]
fn refusal_without_fields_says_the_status_and_what_the_api_says() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    for (status, body, said) in [
        (
            422,
            "<h1>No</h1>",
            "The API refused the request (422). Nothing was created.",
        ),
        (
            400,
            "{\"message\": \"not today\"}",
            "The API says: not today",
        ),
        (409, "{}", "Conflict: another request is in the way"),
        (410, "{}", "This sandbox tenant is gone."),
        (412, "{}", "a condition it needs does not hold"),
        (413, "", "The request was too large."),
        (418, "", "The API refused the request (418)."),
    ] {
        page.expects(&status.to_string());
        sandbox.next_create(json!({ "status": status, "body": body }));
        page.press("Create subscription");
        let outcome = page.outcome();
        assert_eq!(outcome.word, "not-created", "{status}");
        assert!(outcome.text.contains(said), "{status}: {outcome:?}");
        page.sees_focus_on(&outcome.heading);
        assert_eq!(page.value_of("url"), "https://hooks.example.com/enfinitos");
    }
    assert_eq!((sandbox.posts(), sandbox.rows().len()), (7, 0));
}

#[test]
fn missing_endpoint_is_said_at_the_base_address() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects("404");
    page.expects("405");
    page.fill_in(&sandbox);
    page.fill("API base address", &format!("{}/api", sandbox.origin()));
    page.press("Create subscription");
    page.sees_error_for(
        "api-base",
        &format!("No such endpoint at {}/api", sandbox.origin()),
    );
    assert_eq!(page.outcome().word, "not-created");
}

#[test]
fn too_many_requests_count_down_and_nothing_is_sent_by_itself() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects("429");
    sandbox.next_create(json!({ "status": 429, "headers": { "Retry-After": "3" }, "body": "{}" }));
    let outcome = page.create(&sandbox);
    assert_eq!(outcome.word, "not-created");
    assert!(
        outcome
            .text
            .contains("Too many requests. Nothing was created."),
        "{outcome:?}"
    );
    page.sees("You can try again in 2 s.");
    assert!(!page.is_enabled("Retry"));
    page.until("the end of the wait", || page.is_enabled("Retry"));
    // Long enough for a request that a program would send by itself.
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(sandbox.posts(), 1);
    page.press("Retry");
    page.sees("Store the signing secret");
    assert_eq!(sandbox.posts(), 2);
}

#[test]
fn too_many_requests_without_a_time_wait_half_a_minute() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects("429");
    page.fill_in(&sandbox);
    for header in ["", "-5", "NaN"] {
        sandbox.next_create(json!({ "status": 429, "headers": { "Retry-After": header } }));
        page.press("Create subscription");
        page.outcome();
        page.sees("You can try again in 29 s.");
        assert!(!page.is_enabled("Retry"), "{header}");
    }
}

#[test]
fn real_refusal_of_the_server_is_understood() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.expects("429");
    page.fill_in(&sandbox);
    // The key's own minute is used up by others.
    for _ in 0..700 {
        if sandbox.ask_with(sandbox.key(), "GET", "/v1/tenant").status == 429 {
            break;
        }
    }
    page.press("Create subscription");
    let outcome = page.outcome();
    assert_eq!(outcome.word, "not-created");
    assert!(outcome.text.contains("Too many requests."), "{outcome:?}");
    page.sees("You can try again in");
    assert_eq!(sandbox.rows(), []);
}
