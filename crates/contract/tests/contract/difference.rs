//! What a server stored differently from what was sent.

use contract::response::{Anomaly, Outcome, Received, classify};
use contract::wire::{CreateRequest, Difference, Subscription};
use contract::{ApiKey, EndpointUrl, EventSelection, Label};
use serde_json::{Value, json};

use crate::responses::{CREATED, response};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const URL: &str = "https://hooks.example.com/x";

fn sent(label: &str, events: &[&str]) -> CreateRequest {
    CreateRequest {
        url: EndpointUrl::parse(URL).unwrap(),
        events: EventSelection::from_wire(events).unwrap(),
        label: Label::parse(label).unwrap(),
    }
}

/// The differences between a subscription with these fields and what [`sent`] makes of `"feed"` and two events.
fn differences(stored: &Value) -> Vec<Difference> {
    let sent = sent("feed", &["right.issued", "right.revoked"]);
    Subscription::from(stored).differences(&sent)
}

fn same_with(field: &str, value: Value) -> Value {
    let events = ["right.issued", "right.revoked"];
    let mut stored = json!({ "url": URL, "label": "feed", "events": events, "active": true });
    stored[field] = value;
    stored
}

fn other_url(stored: &str) -> Difference {
    Difference::Url {
        sent: URL.to_owned(),
        stored: stored.to_owned(),
    }
}

fn other_label(stored: &str) -> Difference {
    Difference::Label {
        sent: "feed".to_owned(),
        stored: stored.to_owned(),
    }
}

#[test]
fn other_url_label_events_and_state_are_differences() {
    for url in [
        "https://hooks.example.com/X",
        "https://hooks.example.com",
        "",
    ] {
        assert_eq!(differences(&same_with("url", json!(url))), [other_url(url)]);
    }
    for label in ["Feed", " feed", ""] {
        let stored = same_with("label", json!(label));
        assert_eq!(differences(&stored), [other_label(label)]);
    }
    for events in [
        vec![],
        vec!["*"],
        vec!["right.issued"],
        vec!["right.issued", "right.revoked", "star.born"],
    ] {
        let [sent, stored] = [vec!["right.issued", "right.revoked"], events.clone()]
            .map(|kinds| kinds.into_iter().map(str::to_owned).collect());
        let difference = Difference::Events { sent, stored };
        assert_eq!(
            differences(&same_with("events", json!(events))),
            [difference]
        );
    }
    let paused = same_with("active", json!(false));
    assert_eq!(differences(&paused), [Difference::Paused]);
    let all = json!({ "url": "u", "label": "l", "events": [], "active": false });
    assert_eq!(differences(&all).len(), 4);
}

#[test]
fn missing_fields_and_the_order_of_events_are_no_differences() {
    for field in ["url", "label", "events", "active"] {
        assert_eq!(differences(&same_with(field, Value::Null)), []);
    }
    let reversed = json!(["right.revoked", "right.issued", "right.issued"]);
    assert_eq!(differences(&same_with("events", reversed)), []);
}

/// A key in the label was overwritten in the response, and is no difference.
#[test]
fn what_was_redacted_is_no_difference() {
    let key = ApiKey::parse("sk_test_0123456789").unwrap();
    let label = format!("feed of {}", key.expose());
    let sent = sent(&label, &["*"]);
    let differences = |label: String| {
        let mut body: Value = serde_json::from_str(CREATED).unwrap();
        body["data"]["subscription"] = json!({ "subscriptionId": "whk_1", "label": label });
        let mut response = response(201, body.to_string());
        response.redact(&key);
        let Outcome::Created(mut created) = classify(&Received::Response(response)) else {
            panic!("not created");
        };
        created.compare(&sent);
        created.anomalies
    };
    assert_eq!(differences(label.clone()), []);
    let other = differences(format!("{label}!"));
    assert!(
        matches!(&*other, [Anomaly::Differs(Difference::Label { .. })]),
        "{other:?}"
    );
}
