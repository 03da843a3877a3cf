//! What the console, events and panics tell.

use e2e::host_page::{SECRET, TAG, URL};
use serde_json::{Value, json};

use crate::form_page::{FormPage, NOWHERE, on_both_surfaces};
use crate::row::Row;

const KEY: &str = "sk_test_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8";

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "S4 console and events are told no secret and no key, whatever is answered",
            on_both_surfaces(answers_tell_nothing),
        ),
        Row::new(
            "S4 console and events are not told the key that getToken fails with",
            failing_key_is_not_told,
        ),
        Row::new(
            "S6 panic prints nothing that was typed",
            on_both_surfaces(panic_prints_nothing),
        ),
    ]
}

/// Whatever an API may answer, with this secret wherever there is one.
fn answers() -> Vec<Value> {
    let whole = json!({ "ok": true, "data": { "subscription": { "label": "A" }, "signingSecret": SECRET } });
    let whole = whole.to_string();
    let at = whole.find(SECRET).expect("the secret");
    let cut =
        |at: usize, by: &str| json!({ "status": 201, "body": whole, "cutAt": at, "cutBy": by });
    let mut answers = vec![
        cut(at - 1, "close"),
        cut(at + 40, "length"),
        cut(at + SECRET.len() + 1, "chunk"),
        json!({ "status": 201, "body": "" }),
        json!({ "status": 200, "contentType": "text/html", "body": "<p>Sign in" }),
        json!({ "status": 302, "headers": { "Location": "/" } }),
        json!({ "drop": true }),
    ];
    for status in [400, 401, 403, 404, 409, 422, 429, 500, 503, 999] {
        answers.push(json!({ "status": status, "body": "{}", "times": 2 }));
    }
    for mut real in [
        json!({}),
        json!({ "patch": { "contractVersion": "v2.7" } }),
        json!({ "patch": { "ok": false } }),
        json!({ "patch": { "data": { "subscription": null } } }),
        json!({ "status": 500, "commit": true }),
    ] {
        real["patch"]["data"]["signingSecret"] = SECRET.into();
        answers.push(real);
    }
    answers
}

fn answers_tell_nothing(form: &FormPage) {
    for expected in ["Failed to load resource", "net::ERR"] {
        form.page.expects_console_error(expected);
    }
    form.fill_in();
    for answer in answers() {
        form.api.clear_faults();
        form.api.next_create(answer.clone());
        let outcome = form.submit();
        let everything = form.everything();
        assert_eq!(everything.places_of(SECRET), NOWHERE, "{answer}");
        let mut key = everything.places_of(form.api.key());
        key.retain(|place| place != form.key_place());
        assert_eq!(key, NOWHERE, "{answer}");
        if outcome.kind == "created" {
            form.create_another();
            form.fill_in();
        }
    }
}

fn failing_key_is_not_told() {
    let form = FormPage::element();
    let page = &form.page;
    form.fill_in();
    for fails in [
        "() => { throw new Error(key) }",
        "async () => { throw key }",
    ] {
        let script =
            format!("const key = arguments[0]; document.querySelector('{TAG}').getToken = {fails}");
        page.script(&script, &[KEY.into()]);
        assert_eq!(form.submit().kind, "not-created");
        // The page's own function holds it, and nothing else.
        assert_eq!(form.everything().places_of(KEY), NOWHERE, "{fails}");
    }
}

/// A program breaks when the page lets it make no element.
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
    let told = |text: &str| {
        let mut places = everything.places_of(text);
        places.retain(|place| place == "the console");
        places
    };
    for typed in [LABEL, URL, form.api.key()] {
        assert_eq!(told(typed), NOWHERE, "{console:#?}");
    }
}
