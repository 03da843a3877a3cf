//! The client alone: what it returns for each response of the browser.

use contract::response::{Received, Response};
use contract::wire::CreateRequest;
use contract::{ApiBase, ApiKey, EndpointUrl, EventSelection, IdempotencyKey, Label};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as test;
use webhook_console::client::{self, Caller};

use crate::page::{plan, requests};

#[wasm_bindgen(inline_js = "
    export function response_without_body(status) {
        window.fetch = async () => new Response(null, { status });
    }
    export function response_of_a_frame(text) {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const bytes = new frame.contentWindow.TextEncoder().encode(text);
        const start = (stream) => { stream.enqueue(bytes); stream.close(); };
        window.fetch = async () => new Response(new ReadableStream({ start }), { status: 201 });
    }
")]
extern "C" {
    fn response_without_body(status: u16);
    fn response_of_a_frame(text: &str);
}

const CAP: usize = 256 * 1024;

fn caller() -> (ApiBase, ApiKey) {
    let base = ApiBase::parse("https://api.example:8443/beta/").unwrap();
    (base, ApiKey::parse("sk_test_0123456789").unwrap())
}

fn by<'a>(base: &'a ApiBase, key: &'a ApiKey) -> Caller<'a> {
    Caller {
        base,
        key,
        idempotency_key: None,
        fetch: None,
    }
}

fn request() -> CreateRequest {
    CreateRequest {
        url: EndpointUrl::parse("https://hooks.example.com/").unwrap(),
        events: EventSelection::all(),
        label: Label::parse("“ü” 😀").unwrap(),
    }
}

async fn create() -> Received {
    let (base, key) = caller();
    client::create(&by(&base, &key), &request()).await
}

/// What the client returns for a create with this planned response.
async fn response_to(planned: Value) -> Response {
    plan(&json!([planned]).to_string());
    match create().await {
        Received::Response(response) => response,
        other => panic!("{other:?}"),
    }
}

#[test]
async fn response_is_unchanged() {
    let headers = json!({"Content-Type": "application/problem+json", "Retry-After": "7"});
    let response = response_to(json!({"status": 429, "body": "no ü", "headers": headers})).await;
    let expected = Response {
        status: 429,
        content_type: Some("application/problem+json".into()),
        retry_after: Some(7),
        body: "no ü".into(),
        truncated: false,
    };
    assert_eq!(response, expected);
}

#[test]
async fn response_without_a_body_is_complete() {
    for status in [204, 205] {
        response_without_body(status);
        let expected = Response {
            status,
            ..Response::default()
        };
        assert_eq!(create().await, Received::Response(expected));
    }
}

/// As a page gives one whose `fetch` is that of a frame.
#[test]
async fn bytes_of_another_realm_are_bytes() {
    response_of_a_frame("{}");
    let Received::Response(response) = create().await else {
        panic!("no response");
    };
    assert_eq!(
        (response.body.as_slice(), response.truncated),
        (&b"{}"[..], false)
    );
}

#[test]
async fn body_that_breaks_off_keeps_every_byte_that_came() {
    let chunks = ["{\"a\":\"", "ü", "", "\u{feff}x"];
    let response = response_to(json!({"status": 201, "chunks": chunks, "breaks": true})).await;
    assert_eq!(response.body, chunks.concat().into_bytes());
    assert!(response.truncated);
    let response = response_to(json!({"status": 201, "chunks": chunks})).await;
    assert_eq!(response.body, chunks.concat().into_bytes());
    assert!(!response.truncated);
    let response = response_to(json!({"status": 201, "chunks": [], "breaks": true})).await;
    assert_eq!((response.body.len(), response.truncated), (0, true));
}

#[test]
async fn body_is_read_up_to_the_cap_and_no_further() {
    let full = "x".repeat(CAP);
    let response = response_to(json!({"chunks": [full]})).await;
    assert_eq!((response.body.len(), response.truncated), (CAP, false));
    let response = response_to(json!({"chunks": [full, "y", "z"]})).await;
    assert!(response.truncated);
    assert!(
        !response.body.contains(&b'z'),
        "nothing is read after the cap"
    );
    assert!(response.body.starts_with(full.as_bytes()));
}

#[test]
async fn redirect_and_no_response_are_distinct_outcomes() {
    plan(r#"[{"type":"opaqueredirect"},{"fails":true}]"#);
    assert_eq!(create().await, Received::Redirect);
    assert_eq!(create().await, Received::NoResponse);
}

#[test]
async fn bad_waits_of_the_server_are_none() {
    for (header, wait) in [
        ("0", Some(1)),
        ("999999", Some(3_600)),
        ("-1", None),
        ("soon", None),
    ] {
        let headers = json!({ "Retry-After": header });
        let response = response_to(json!({"status": 429, "headers": headers})).await;
        assert_eq!(response.retry_after, wait, "{header}");
    }
}

#[test]
async fn idempotency_key_goes_with_the_probe_and_with_the_create() {
    plan(r#"[{"body":""},{"body":""}]"#);
    let (base, key) = caller();
    let attempt = IdempotencyKey::new("0b9c".into());
    let caller = Caller {
        idempotency_key: attempt.as_ref(),
        ..by(&base, &key)
    };
    client::tenant(&caller).await;
    client::create(&caller, &request()).await;
    for request in requests() {
        assert_eq!(request["headers"]["idempotency-key"], "\"0b9c\"");
        assert_eq!(request["headers"].as_object().unwrap().len(), 4);
    }
}

#[test]
async fn paths_go_below_the_base_and_the_key_into_one_header() {
    plan(r#"[{"body":""},{"body":""}]"#);
    let (base, key) = caller();
    client::tenant(&by(&base, &key)).await;
    create().await;
    let [tenant, create] = requests().try_into().unwrap();
    assert_eq!(tenant["url"], "https://api.example:8443/beta/v1/tenant");
    assert_eq!(tenant["body"], "");
    assert_eq!(create["url"], "https://api.example:8443/beta/v1/webhooks");
    assert_eq!(
        create["body"],
        r#"{"url":"https://hooks.example.com/","events":["*"],"label":"“ü” 😀"}"#
    );
    for request in [&tenant, &create] {
        let logged = request.to_string();
        assert_eq!(logged.matches("sk_test_0123456789").count(), 1);
        assert_eq!(
            request["headers"]["authorization"],
            "Bearer sk_test_0123456789"
        );
        assert_eq!(request["headers"].as_object().unwrap().len(), 3);
    }
}
