//! Compares the `OpenAPI` document with the router.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::errors::errors;
use crate::support::{GOOD, Sandbox};

async fn document(sandbox: &Sandbox) -> Value {
    let response = sandbox.get("/openapi.json").send().await;
    assert_eq!(
        (response.status, response.header("content-type")),
        (200, Some("application/json"))
    );
    let document = response.json();
    assert_eq!(document["openapi"], "3.1.0");
    document
}

fn strings(list: &Value) -> BTreeSet<String> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|item| item.as_str().unwrap().to_owned())
        .collect()
}

/// Statuses that are not in the table of errors, each with its test.
const ELSEWHERE: [&str; 5] = [
    "408", // body_that_does_not_arrive_times_out
    "429", // rate_limit_applies_to_one_key_and_has_retry_after
    "431", // large_head_is_rejected
    "500", // internal_error_does_not_reveal_its_cause
    "503", // slow_response_times_out
];

/// S46.
#[tokio::test]
async fn documented_statuses_are_the_actual_ones() {
    let sandbox = Sandbox::start().await;
    let document = document(&sandbox).await;
    let refusals = errors(&sandbox).await;
    for (path, method, good) in [
        ("/v1/webhooks", "post", &["200", "201", "409"][..]),
        ("/v1/tenant", "get", &["200"]),
    ] {
        let documented = document["paths"][path][method]["responses"]
            .as_object()
            .unwrap();
        let documented: BTreeSet<_> = documented.keys().map(String::as_str).collect();
        let here = refusals.iter().filter(|(of, ..)| *of == path);
        let mut given: BTreeSet<_> = here
            .map(|(_, response, _)| response.status.to_string())
            .collect();
        given.extend(ELSEWHERE.map(String::from));
        given.extend(good.iter().copied().map(String::from));
        // A truncated body needs a socket: `truncated_request_body_creates_nothing`.
        given.insert("400".into());
        assert_eq!(
            documented,
            given.iter().map(String::as_str).collect(),
            "{path}"
        );
    }
    let paths: Vec<_> = document["paths"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert_eq!(paths, ["/v1/tenant", "/v1/webhooks"]);
}

#[tokio::test]
async fn every_error_code_is_documented() {
    let sandbox = Sandbox::start().await;
    let document = document(&sandbox).await;
    let error = &document["components"]["schemas"]["Failure"]["properties"]["error"]["properties"];
    let codes = strings(&error["code"]["enum"]);
    let fields = strings(&error["fields"]["items"]["properties"]["code"]["enum"]);
    for (_, response, _) in errors(&sandbox).await {
        let (_, code) = response.error();
        assert!(codes.contains(&code), "{code}");
        for field in response.json()["error"]["fields"].as_array().unwrap() {
            assert!(fields.contains(field["code"].as_str().unwrap()), "{field}");
        }
    }
}

#[tokio::test]
async fn every_documented_kind_is_accepted() {
    let sandbox = Sandbox::start().await;
    let document = document(&sandbox).await;
    let kinds = &document["components"]["schemas"]["EventKind"]["enum"];
    assert_eq!(kinds.as_array().unwrap().len(), 19);
    let mut body: Value = serde_json::from_str(GOOD).unwrap();
    body["events"] = kinds.clone();
    let created = sandbox.create(body.to_string()).send().await.json();
    assert_eq!(
        &created["data"]["subscription"]["events"], kinds,
        "all of them, in this order"
    );
}

#[tokio::test]
async fn success_has_exactly_the_documented_fields() {
    let sandbox = Sandbox::start().await;
    let document = document(&sandbox).await;
    let schemas = &document["components"]["schemas"];
    same_fields(
        schemas,
        &schemas["Created"],
        &sandbox.created().await.json(),
    );
    same_fields(
        schemas,
        &schemas["Whoami"],
        &sandbox.tenant().send().await.json(),
    );
}

#[track_caller]
fn same_fields(schemas: &Value, schema: &Value, value: &Value) {
    let schema = match schema["$ref"].as_str() {
        Some(name) => &schemas[name.rsplit('/').next().unwrap()],
        None => schema,
    };
    let (Some(properties), Some(fields)) = (schema["properties"].as_object(), value.as_object())
    else {
        return;
    };
    let named: BTreeSet<_> = properties.keys().collect();
    assert_eq!(named, fields.keys().collect());
    assert_eq!(
        strings(&schema["required"]).len(),
        named.len(),
        "all are always there"
    );
    for (name, schema) in properties {
        same_fields(schemas, schema, &fields[name]);
    }
}
