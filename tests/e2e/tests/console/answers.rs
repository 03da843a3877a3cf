//! Odd answers to a create that says "created": whatever is wrong with one, a secret that arrived is shown.

use e2e::{Page, Sandbox};
use serde_json::{Value, json};

/// 64 random-looking characters after the usual prefix.
const SECRET: &str = "whsec_kJ8s2mQ0xV4nB7cL1pR9tY3wE6zA5dF8gH2jK4lM7nP0qS3uT6vX9yZ1bC5eG8hD";

fn whole() -> String {
    json!({
        "ok": true,
        "data": {
            "subscription": {
                "subscriptionId": "whk_1", "developerId": "dev_1", "active": true,
                "url": "https://hooks.example.com/enfinitos", "events": ["right.issued"],
                "label": "Billing, production", "createdAt": "2026-11-23T10:00:00Z",
                "lastDeliveredAt": null, "secretLastRotatedAt": null,
            },
            "signingSecret": SECRET,
        },
        "contractVersion": "v1.0",
    })
    .to_string()
}

#[test]
fn answer_cut_before_or_in_the_secret_says_so_and_shows_no_part_of_it() {
    let body = whole();
    let at = body.find(SECRET).expect("the secret");
    for (cut_at, cut_by) in [
        (at - 20, "close"),
        (at + 40, "close"),
        (at + 40, "length"),
        (at + 40, "chunk"),
    ] {
        let sandbox = Sandbox::start();
        let page = Page::open(&sandbox);
        page.expects("ERR_");
        sandbox
            .next_create(json!({ "status": 201, "body": body, "cutAt": cut_at, "cutBy": cut_by }));
        let outcome = page.create(&sandbox);
        assert_eq!(outcome.word, "created", "{cut_at} {cut_by}");
        let lost = "The answer was cut off. The secret is incomplete and cannot be used.";
        assert!(
            outcome.text.contains(lost),
            "{cut_at} {cut_by}: {outcome:?}"
        );
        assert!(!page.offers("Copy secret") && !page.offers("Reveal secret"));
        assert_eq!(
            page.everything(&sandbox).places_of(SECRET),
            Vec::<String>::new()
        );
    }
}

#[test]
fn answer_cut_after_the_secret_shows_it() {
    let body = whole();
    let end = body.find(SECRET).expect("the secret") + SECRET.len() + 1;
    for cut_by in ["close", "length", "chunk"] {
        let sandbox = Sandbox::start();
        let page = Page::open(&sandbox);
        page.expects("ERR_");
        sandbox.next_create(json!({ "status": 201, "body": body, "cutAt": end, "cutBy": cut_by }));
        let outcome = page.create(&sandbox);
        assert_eq!(outcome.word, "created", "{cut_by}");
        assert!(
            outcome.text.contains("The answer looked wrong"),
            "{cut_by}: {outcome:?}"
        );
        assert_eq!(page.reveal(), SECRET, "{cut_by}");
        assert_eq!(page.details("Subscription id", "code"), ["whk_1"]);
    }
}

#[test]
fn empty_answer_is_created_without_a_secret() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    sandbox.next_create(json!({ "status": 201, "body": "" }));
    let outcome = page.create(&sandbox);
    assert_eq!(outcome.word, "created");
    assert!(
        outcome.text.contains("No secret came with the answer."),
        "{outcome:?}"
    );
    assert_eq!(page.detail("API"), sandbox.host());
    assert_eq!(page.detail("Label"), "Billing, production");
    assert!(page.instant("Sent").ends_with('Z'));
    assert!(!page.offers("Copy secret"));
}

#[test]
fn other_version_still_shows_the_secret_and_the_next_create_asks() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    sandbox.next_create(json!({ "patch": { "contractVersion": "v2.7" } }));
    let outcome = page.create(&sandbox);
    assert_eq!(outcome.word, "created");
    let said = "The server speaks v2.7, this build knows v1.0.";
    assert!(outcome.text.contains(said), "{outcome:?}");
    assert!(page.reveal().starts_with("whsec_"));
    page.press("I have stored the signing secret");
    page.press("Create another");
    page.sees("New subscription");
    page.fill_in(&sandbox);
    page.press("Create subscription");
    page.sees("The API speaks another version of its contract than this page knows.");
    assert_eq!(sandbox.posts(), 1);
    page.answer("Yes, create again");
    assert_eq!(page.outcome().word, "created");
    assert_eq!(sandbox.posts(), 2);
}

#[test]
fn unknown_fields_and_kinds_are_shown_as_text() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let odd = "<script>document.title = 'taken'</script>\u{202e}";
    sandbox.next_create(json!({ "patch": {
        "more": { "a": [1] },
        "data": { "extra": null, "subscription": {
            "events": ["right.issued", "star.born", odd], "createdAt": "soon", "color": "blue",
        } },
    } }));
    let outcome = page.create(&sandbox);
    assert_eq!(outcome.word, "created");
    let shown = "<script>document.title = 'taken'</script>[U+202E]";
    assert_eq!(
        page.details("Events", "code"),
        ["right.issued", "star.born", shown]
    );
    assert_eq!(page.detail("Created"), "soon");
    assert_eq!(page.detail("You sent the events"), "right.issued");
    assert_eq!(page.script("return document.title", &[]), "Webhook console");
    assert!(page.reveal().starts_with("whsec_"));
}

#[test]
fn missing_and_null_fields_still_show_the_secret() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let nothing = [
        "subscriptionId",
        "developerId",
        "url",
        "events",
        "label",
        "active",
        "createdAt",
    ];
    let removed: Vec<_> = nothing
        .map(|name| format!("/data/subscription/{name}"))
        .into();
    sandbox.next_create(json!({ "remove": removed }));
    assert_eq!(page.create(&sandbox).word, "created");
    assert_eq!(page.detail("Endpoint"), "not said");
    assert_eq!(page.detail("State"), "not said");
    assert!(page.reveal().starts_with("whsec_"));
}

#[test]
fn secret_of_an_unusual_form_is_shown_as_it_came() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let odd = "  not the usual \"form\" <b>of</b> a secret \u{e9} ";
    sandbox.next_create(json!({ "patch": { "data": { "signingSecret": odd } } }));
    let outcome = page.create(&sandbox);
    assert!(
        outcome.text.contains("The secret has an unusual form."),
        "{outcome:?}"
    );
    assert_eq!(page.reveal(), odd);
}

#[test]
fn secret_in_an_answer_that_failed_is_shown_all_the_same() {
    for fault in [
        json!({ "status": 500, "commit": true }),
        json!({ "contentType": "text/html", "patch": { "ok": false } }),
        json!({ "patch": { "data": { "subscription": Value::Null } } }),
    ] {
        let sandbox = Sandbox::start();
        let page = Page::open(&sandbox);
        page.expects("500");
        sandbox.next_create(fault.clone());
        let outcome = page.create(&sandbox);
        assert_eq!(outcome.word, "created", "{fault}");
        assert!(
            outcome.text.contains("The answer looked wrong."),
            "{fault}: {outcome:?}"
        );
        assert!(page.reveal().starts_with("whsec_"), "{fault}");
    }
}
