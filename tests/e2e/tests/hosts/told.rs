//! What the page is told: when, in which words, and never a key or a secret.

use serde_json::{Value, json};

use crate::bare::{Bare, URL};
use e2e::host_page::{LABEL, fill_in};

const NOTHING: [Value; 0] = [];

#[test]
fn ready_is_told_each_time_the_form_gets_on_the_screen() {
    let bare = Bare::with("add({})");
    let version = json!({ "version": env!("CARGO_PKG_VERSION") });
    assert_eq!(bare.details("ready").len(), 1);
    bare.run("form.remove(); window.kept = form");
    bare.page
        .wait_for("no form", || !bare.page.text().contains("New subscription"));
    bare.run("document.body.append(kept)");
    bare.wait_until_mounted();
    assert_eq!(bare.details("ready"), [version.clone(), version]);
    bare.run("document.body.prepend(form)");
    bare.page.fill("Label", "Here");
    assert_eq!(bare.details("ready").len(), 2, "a move is no return");
}

#[test]
fn dirty_is_told_at_each_change_between_the_two_and_not_else() {
    let bare = Bare::with("add({ label: 'One' })");
    let told = || -> Vec<bool> {
        let details = bare.details("dirty");
        details
            .iter()
            .map(|detail| detail["dirty"] == true)
            .collect()
    };
    assert!(told().is_empty());
    bare.page.fill("Label", "One more");
    assert_eq!(told(), [true]);
    bare.page.fill("Endpoint URL", URL);
    bare.page.tick("right.issued");
    assert_eq!(told(), [true], "it was so already");
    bare.page.fill("Endpoint URL", "");
    bare.page.tick("right.issued");
    bare.page.fill("Label", "One");
    assert_eq!(told(), [true, false]);
    bare.page.tick("right.issued");
    bare.run("form.reset()");
    assert_eq!(told(), [true, false, true, false]);
    bare.page.fill("Filter kinds", "right");
    bare.run("form.label = 'Two'");
    assert_eq!(
        told().len(),
        4,
        "neither a filter nor a start value makes it dirty"
    );
}

#[test]
fn created_tells_all_nine_fields_and_no_secret() {
    let bare = Bare::filled("add({})");
    bare.send();
    let secret = bare.page.reveal();
    let rows = bare.api.subscriptions();
    let created = bare.details("created");
    let expected = json!({ "subscription": {
        "subscriptionId": rows[0].id,
        "developerId": rows[0].developer_id,
        "url": URL,
        "events": ["right.issued"],
        "label": LABEL,
        "active": true,
        "createdAt": rows[0].created_at,
        "lastDeliveredAt": null,
        "secretLastRotatedAt": null,
    } });
    assert_eq!(created, [expected]);
    bare.page.press("I have stored the signing secret");
    assert_eq!(
        bare.details("secret-stored"),
        [json!({ "subscriptionId": rows[0].id })]
    );
    let told = format!("{:?}", bare.told());
    assert!(!told.contains(&secret[..20]) && !told.contains(bare.api.key()));
}

#[test]
fn created_tells_null_for_what_the_answer_did_not_say() {
    let bare = Bare::filled("add({})");
    let secret = format!("whsec_{}", "a1".repeat(32));
    let body = json!({ "data": { "signingSecret": secret } }).to_string();
    bare.api.next_create(json!({ "status": 201, "body": body }));
    assert_eq!(bare.send().kind, "created");
    assert_eq!(bare.details("created"), [json!({ "subscription": null })]);
    assert_eq!(bare.page.reveal(), secret);
    bare.page.press("I have stored the signing secret");
    assert_eq!(
        bare.details("secret-stored"),
        [json!({ "subscriptionId": null })]
    );
}

#[test]
fn create_that_was_stopped_before_it_left_is_told() {
    let bare = Bare::filled("add({})");
    bare.run("form.getToken = () => new Promise(() => {})");
    bare.page.press("Create subscription");
    bare.page.wait_for_text("Creating the subscription…");
    bare.page.advance_clock_by_half_a_minute();
    bare.page.press("Stop waiting");
    bare.page
        .wait_for_text("You stopped waiting before anything was sent");
    bare.wait_for_error("not-created", "stopped", None);
}

/// A secret that is not stored is kept when the page prevents that it is dropped.
#[test]
fn leave_can_be_prevented_for_each_way_to_go() {
    let bare = Bare::filled("add({})");
    bare.send();
    let secret = bare.page.reveal();
    bare.run("prevented.push('webhook-leave')");
    assert_eq!(bare.run("return form.reset()"), false);
    assert_eq!(bare.page.secret().as_deref(), Some(&*secret));
    assert_eq!(bare.run("return form.dispose()"), false);
    assert_eq!(bare.page.secret().as_deref(), Some(&*secret));
    bare.page.press("Create another");
    bare.page.answer_confirmation("Leave without it");
    assert_eq!(bare.page.secret().as_deref(), Some(&*secret));
    let actions = [
        json!({ "action": "reset" }),
        json!({ "action": "dispose" }),
        json!({ "action": "create-another" }),
    ];
    assert_eq!(bare.details("leave"), actions);

    bare.run("prevented.length = 0");
    bare.page.answer_confirmation("Leave without it");
    bare.wait_until_mounted();
    assert_eq!(bare.details("leave").len(), 4);
    let everything = bare.page.everything(&bare.api);
    assert_eq!(everything.places_of(&secret), Vec::<String>::new());
}

#[test]
fn leave_is_not_told_when_there_is_no_secret_to_lose() {
    let bare = Bare::filled("prevented.push('webhook-leave'); add({})");
    assert_eq!(bare.run("return form.reset()"), true);
    fill_in(&bare.page);
    bare.send();
    bare.page.press("I have stored the signing secret");
    bare.page.press("Create another");
    bare.wait_until_mounted();
    assert_eq!(bare.run("return form.dispose()"), true);
    assert_eq!(bare.details("leave"), NOTHING);
}

#[test]
fn every_event_bubbles_is_composed_and_only_leave_is_cancelable() {
    let bare = Bare::open();
    bare.run(
        "const place = document.createElement('div');
         place.attachShadow({ mode: 'open' });
         document.body.append(place);
         const made = add({}, { place: place.shadowRoot });
         made.getToken = () => window.none ? undefined : key",
    );
    bare.wait_until_mounted();
    fill_in(&bare.page);
    bare.run("window.none = true");
    bare.send();
    bare.run("window.none = false");
    bare.page.press("Retry");
    bare.page.wait_for_text("Store the signing secret");
    bare.page.press("Create another");
    bare.page.answer_confirmation("Leave without it");
    bare.wait_until_mounted();
    fill_in(&bare.page);
    bare.send();
    bare.page.press("I have stored the signing secret");
    bare.page.wait_for_text("is stored with you");
    let told = bare.told();
    for name in [
        "ready",
        "dirty",
        "created",
        "secret-stored",
        "error",
        "leave",
    ] {
        assert!(
            told.iter()
                .any(|event| event.name == format!("webhook-{name}")),
            "{name}: {told:?}"
        );
    }
    for event in told {
        assert!(event.composed, "{event:?}");
        assert_eq!(event.cancelable, event.name == "webhook-leave", "{event:?}");
    }
}
