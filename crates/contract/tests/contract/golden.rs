//! The golden bodies.

use contract::response::{Anomaly, Field, FieldError, KeyCheck, Reason, Received, classify_tenant};
use contract::wire::{CreateRequest, Subscription, Tenant};
use contract::{EndpointUrl, EventKind, EventSelection, Label};
use serde_json::Value;

use crate::responses::{CREATED, SECRET, created, outcome, refused, response, secret_of};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const REQUEST: &str = include_str!("../golden/create-request.json");
const REFERENCE: &str = include_str!("../golden/create-response-reference.json");
const TENANT: &str = include_str!("../golden/tenant-response.json");
const VALIDATION: &str = include_str!("../golden/error-validation.json");
const PROBLEM: &str = include_str!("../golden/error-problem.json");

#[test]
fn request_is_serialized_byte_for_byte() {
    let request = CreateRequest {
        url: EndpointUrl::parse("https://hooks.example.com/enfinitos").unwrap(),
        events: EventSelection::of(["right.revoked", "right.issued"].map(EventKind::parse))
            .unwrap(),
        label: Label::parse("Production rights feed").unwrap(),
    };
    assert_eq!(serde_json::to_string(&request).unwrap(), REQUEST.trim_end());
}

#[test]
fn response_to_a_create_is_parsed_completely() {
    let outcome = outcome(201, CREATED);
    assert_eq!(secret_of(&outcome), Some(SECRET));
    let created = created(outcome);
    assert_eq!(created.anomalies, []);
    let text = |text: &str| Some(text.to_owned());
    let expected = Subscription {
        subscription_id: text("whk_5f1d3c9a7b2e4860"),
        developer_id: text("dev_20c4e8a1b6d97f35"),
        url: text("https://hooks.example.com/enfinitos"),
        events: Some(vec!["right.issued".into(), "right.revoked".into()]),
        label: text("Production rights feed"),
        active: Some(true),
        created_at: text("2026-07-05T09:00:00Z"),
        last_delivered_at: None,
        secret_last_rotated_at: None,
    };
    assert_eq!(created.subscription, Some(expected));
}

#[test]
fn parsed_subscription_is_serialized_unchanged() {
    for file in [CREATED, REFERENCE] {
        let body: Value = serde_json::from_str(file).unwrap();
        let subscription = created(outcome(201, file)).subscription.unwrap();
        let written = serde_json::to_string(&subscription).unwrap();
        assert!(
            file.contains(&["\"subscription\":", &written, ","].concat()),
            "{written}"
        );
        assert_eq!(
            serde_json::to_value(&subscription).unwrap(),
            body["data"]["subscription"]
        );
    }
}

#[test]
fn response_of_the_reference_is_created_with_anomalies() {
    let outcome = outcome(200, REFERENCE);
    assert_eq!(secret_of(&outcome), Some("<string>"));
    let created = created(outcome);
    assert_eq!(
        created.anomalies,
        [
            Anomaly::VersionMismatch(Some("<string>".into())),
            Anomaly::UnexpectedSecretFormat
        ]
    );
    let subscription = created.subscription.unwrap();
    assert_eq!(subscription.events, Some(vec![]));
    assert_eq!(
        subscription.secret_last_rotated_at.as_deref(),
        Some("2023-11-07T05:31:56Z")
    );
}

#[test]
fn response_about_the_key_is_parsed() {
    let check = classify_tenant(&Received::Response(response(200, TENANT)));
    let tenant = Tenant {
        email: Some("dev@example.com".into()),
        scopes: Some(vec!["*".into()]),
    };
    assert_eq!(tenant.may_create(), Some(true));
    assert_eq!(check, KeyCheck::Accepted(tenant));
}

#[test]
fn validation_error_is_parsed() {
    let refusal = refused(outcome(422, VALIDATION));
    assert_eq!(refusal.reason, Reason::Invalid);
    assert_eq!(refusal.status, 422);
    assert_eq!(refusal.code.as_deref(), Some("VALIDATION_FAILED"));
    assert_eq!(
        refusal.message.as_deref(),
        Some("the subscription was not created")
    );
    assert_eq!(refusal.request_id.as_deref(), Some("req_1"));
    let label = FieldError {
        field: Field::Label,
        message: "at most 60 characters, 61 were given".into(),
    };
    assert_eq!(refusal.fields, [label]);
}

#[test]
fn problem_document_is_parsed() {
    let refusal = refused(outcome(422, PROBLEM));
    assert_eq!(refusal.reason, Reason::Invalid);
    assert_eq!(refusal.code, None);
    assert_eq!(
        refusal.message.as_deref(),
        Some("the request was not valid")
    );
    assert_eq!(refusal.request_id, None);
    let url = FieldError {
        field: Field::Url,
        message: "must be https".into(),
    };
    assert_eq!(refusal.fields, [url]);
}
