//! The output of the console, of events and of panics.

use e2e::host_page::{SECRET, TAG, URL};
use serde_json::{Value, json};

use crate::form_page::{FormPage, NOWHERE, on_both_surfaces};
use crate::row::Row;

const KEY: &str = "sk_test_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8";

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "S4 console and events are told no secret and no key, whatever is answered",
            on_both_surfaces(responses_reveal_nothing),
        ),
        Row::new(
            "S4 console and events are not told the key that getToken fails with",
            rejected_key_is_not_logged,
        ),
        Row::new(
            "S6 panic prints nothing that was typed",
            on_both_surfaces(panic_prints_nothing),
        ),
    ]
}

/// All kinds of responses, with this secret in each that has one.
fn responses() -> Vec<Value> {
    let complete = json!({ "ok": true, "data": { "subscription": { "label": "A" }, "signingSecret": SECRET } });
    let complete = complete.to_string();
    let at = complete.find(SECRET).expect("the secret");
    let truncated =
        |at: usize, by: &str| json!({ "status": 201, "body": complete, "cutAt": at, "cutBy": by });
    let mut responses = vec![
        truncated(at - 1, "close"),
        truncated(at + 40, "length"),
        truncated(at + SECRET.len() + 1, "chunk"),
        json!({ "status": 201, "body": "" }),
        json!({ "status": 200, "contentType": "text/html", "body": "<p>Sign in" }),
        json!({ "status": 302, "headers": { "Location": "/" } }),
        json!({ "drop": true }),
    ];
    for status in [400, 401, 403, 404, 409, 422, 429, 500, 503, 999] {
        responses.push(json!({ "status": status, "body": "{}", "times": 2 }));
    }
    for mut real in [
        json!({}),
        json!({ "patch": { "contractVersion": "v2.7" } }),
        json!({ "patch": { "ok": false } }),
        json!({ "patch": { "data": { "subscription": null } } }),
        json!({ "status": 500, "commit": true }),
    ] {
        real["patch"]["data"]["signingSecret"] = SECRET.into();
        responses.push(real);
    }
    responses
}

fn responses_reveal_nothing(form: &FormPage) {
    for expected in ["Failed to load resource", "net::ERR"] {
        form.page.expects_console_error(expected);
    }
    form.fill_in();
    for response in responses() {
        form.api.clear_faults();
        form.api.next_create(response.clone());
        let outcome = form.submit();
        let everything = form.everything();
        assert_eq!(everything.places_of(SECRET), NOWHERE, "{response}");
        let mut key = everything.places_of(form.api.key());
        key.retain(|place| place != form.key_place());
        assert_eq!(key, NOWHERE, "{response}");
        if outcome.kind == "created" {
            form.create_another();
            form.fill_in();
        }
    }
}

fn rejected_key_is_not_logged() {
    let form = FormPage::element();
    let page = &form.page;
    form.fill_in();
    for get_token in [
        "() => { throw new Error(key) }",
        "async () => { throw key }",
    ] {
        let script = format!(
            "const key = arguments[0]; document.querySelector('{TAG}').getToken = {get_token}"
        );
        page.script(&script, &[KEY.into()]);
        assert_eq!(form.submit().kind, "not-created");
        // Only the function of the page has it.
        assert_eq!(form.everything().places_of(KEY), NOWHERE, "{get_token}");
    }
}

/// The program panics when the page makes `createElement` throw.
fn panic_prints_nothing(form: &FormPage) {
    const LABEL: &str = "label-of-one-person-that-nobody-else-may-read";
    let page = &form.page;
    page.expects_console_error("nreachable");
    form.fill_in();
    page.fill("Label", LABEL);
    page.prepare_panic();
    page.script("window.panicNext()", &[]);
    page.press("Create subscription");
    page.wait_for_text("Something broke");
    let console = page.console_messages();
    assert!(
        console.iter().any(|line| line.contains("nreachable")),
        "{console:#?}"
    );
    let everything = form.everything();
    let logged = |text: &str| {
        let mut places = everything.places_of(text);
        places.retain(|place| place == "the console");
        places
    };
    for typed in [LABEL, URL, form.api.key()] {
        assert_eq!(logged(typed), NOWHERE, "{console:#?}");
    }
}
