//! The events that the element emits: when, with which details, and never with a key or a secret.

use serde_json::{Value, json};

use crate::bare_page::{BarePage, URL};
use e2e::host_page::{LABEL, fill_in};

const NOTHING: [Value; 0] = [];

#[test]
fn ready_is_emitted_at_each_mount() {
    let bare_page = BarePage::with_element("add({})");
    let version = json!({ "version": env!("CARGO_PKG_VERSION") });
    assert_eq!(bare_page.event_details("ready").len(), 1);
    bare_page.run("form.remove(); window.removed = form");
    bare_page.page.wait_for("no form", || {
        !bare_page.page.text().contains("New subscription")
    });
    bare_page.run("document.body.append(removed)");
    bare_page.wait_until_mounted();
    assert_eq!(bare_page.event_details("ready"), [version.clone(), version]);
    bare_page.run("document.body.prepend(form)");
    bare_page.page.fill("Label", "Here");
    assert_eq!(
        bare_page.event_details("ready").len(),
        2,
        "a move is not a mount"
    );
}

#[test]
fn dirty_is_emitted_only_when_the_state_changes() {
    let bare_page = BarePage::with_element("add({ label: 'One' })");
    let dirty_states = || -> Vec<bool> {
        let details = bare_page.event_details("dirty");
        details
            .iter()
            .map(|detail| detail["dirty"] == true)
            .collect()
    };
    assert!(dirty_states().is_empty());
    bare_page.page.fill("Label", "One more");
    assert_eq!(dirty_states(), [true]);
    bare_page.page.fill("Endpoint URL", URL);
    bare_page.page.tick("right.issued");
    assert_eq!(dirty_states(), [true], "it is dirty already");
    bare_page.page.fill("Endpoint URL", "");
    bare_page.page.tick("right.issued");
    bare_page.page.fill("Label", "One");
    assert_eq!(dirty_states(), [true, false]);
    bare_page.page.tick("right.issued");
    bare_page.run("form.reset()");
    assert_eq!(dirty_states(), [true, false, true, false]);
    bare_page.page.fill("Filter kinds", "right");
    bare_page.run("form.label = 'Two'");
    assert_eq!(
        dirty_states().len(),
        4,
        "neither a filter nor a start value makes it dirty"
    );
}

#[test]
fn created_has_all_nine_fields_and_no_secret() {
    let bare_page = BarePage::filled_in("add({})");
    bare_page.submit();
    let secret = bare_page.page.reveal();
    let rows = bare_page.api.subscriptions();
    let created = bare_page.event_details("created");
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
    bare_page.page.press("I have stored the signing secret");
    assert_eq!(
        bare_page.event_details("secret-stored"),
        [json!({ "subscriptionId": rows[0].id })]
    );
    let output = format!("{:?}", bare_page.events());
    assert!(!output.contains(&secret[..20]) && !output.contains(bare_page.api.key()));
}

#[test]
fn created_has_null_for_fields_that_the_response_lacks() {
    let bare_page = BarePage::filled_in("add({})");
    let secret = format!("whsec_{}", "a1".repeat(32));
    let body = json!({ "data": { "signingSecret": secret } }).to_string();
    bare_page
        .api
        .next_create(json!({ "status": 201, "body": body }));
    assert_eq!(bare_page.submit().kind, "created");
    assert_eq!(
        bare_page.event_details("created"),
        [json!({ "subscription": null })]
    );
    assert_eq!(bare_page.page.reveal(), secret);
    bare_page.page.press("I have stored the signing secret");
    assert_eq!(
        bare_page.event_details("secret-stored"),
        [json!({ "subscriptionId": null })]
    );
}

#[test]
fn create_that_was_stopped_before_it_was_sent_is_reported() {
    let bare_page = BarePage::filled_in("add({})");
    bare_page.run("form.getToken = () => new Promise(() => {})");
    bare_page.page.press("Create subscription");
    bare_page.page.wait_for_text("Creating the subscription…");
    bare_page.page.advance_clock_by_half_a_minute();
    bare_page.page.press("Stop waiting");
    bare_page
        .page
        .wait_for_text("You stopped waiting before anything was sent");
    bare_page.wait_for_error_event("not-created", "stopped", None);
}

/// An unacknowledged secret stays when the page prevents `webhook-leave`.
#[test]
fn leave_can_be_prevented_for_each_action() {
    let bare_page = BarePage::filled_in("add({})");
    bare_page.submit();
    let secret = bare_page.page.reveal();
    bare_page.run("prevented.push('webhook-leave')");
    assert_eq!(bare_page.run("return form.reset()"), false);
    assert_eq!(bare_page.page.secret().as_deref(), Some(&*secret));
    assert_eq!(bare_page.run("return form.dispose()"), false);
    assert_eq!(bare_page.page.secret().as_deref(), Some(&*secret));
    bare_page.page.press("Create another");
    bare_page.page.answer_confirmation("Leave without it");
    assert_eq!(bare_page.page.secret().as_deref(), Some(&*secret));
    let actions = [
        json!({ "action": "reset" }),
        json!({ "action": "dispose" }),
        json!({ "action": "create-another" }),
    ];
    assert_eq!(bare_page.event_details("leave"), actions);

    bare_page.run("prevented.length = 0");
    bare_page.page.answer_confirmation("Leave without it");
    bare_page.wait_until_mounted();
    assert_eq!(bare_page.event_details("leave").len(), 4);
    let everything = bare_page.page.everything(&bare_page.api);
    assert_eq!(everything.places_of(&secret), Vec::<String>::new());
}

#[test]
fn leave_is_not_emitted_without_a_secret_to_lose() {
    let bare_page = BarePage::filled_in("prevented.push('webhook-leave'); add({})");
    assert_eq!(bare_page.run("return form.reset()"), true);
    fill_in(&bare_page.page);
    bare_page.submit();
    bare_page.page.press("I have stored the signing secret");
    bare_page.page.press("Create another");
    bare_page.wait_until_mounted();
    assert_eq!(bare_page.run("return form.dispose()"), true);
    assert_eq!(bare_page.event_details("leave"), NOTHING);
}

#[test]
fn every_event_bubbles_is_composed_and_only_leave_is_cancelable() {
    let bare_page = BarePage::open();
    bare_page.run(
        "const place = document.createElement('div');
         place.attachShadow({ mode: 'open' });
         document.body.append(place);
         const made = add({}, { place: place.shadowRoot });
         made.getToken = () => window.none ? undefined : key",
    );
    bare_page.wait_until_mounted();
    fill_in(&bare_page.page);
    bare_page.run("window.none = true");
    bare_page.submit();
    bare_page.run("window.none = false");
    bare_page.page.press("Retry");
    bare_page.page.wait_for_text("Store the signing secret");
    bare_page.page.press("Create another");
    bare_page.page.answer_confirmation("Leave without it");
    bare_page.wait_until_mounted();
    fill_in(&bare_page.page);
    bare_page.submit();
    bare_page.page.press("I have stored the signing secret");
    bare_page.page.wait_for_text("is stored with you");
    let events = bare_page.events();
    for name in [
        "ready",
        "dirty",
        "created",
        "secret-stored",
        "error",
        "leave",
    ] {
        assert!(
            events
                .iter()
                .any(|event| event.name == format!("webhook-{name}")),
            "{name}: {events:?}"
        );
    }
    for event in events {
        assert!(event.composed, "{event:?}");
        assert_eq!(event.cancelable, event.name == "webhook-leave", "{event:?}");
    }
}
