//! The headers of every response.

use crate::errors::errors;
use crate::support::{GOOD, Response, Sandbox};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self' https://sandbox.api.enfinitos.com https://api.enfinitos.com; img-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

#[track_caller]
fn has_security_headers(response: &Response) {
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(response.header(name), Some(value), "{}", response.status);
    }
    let permissions = response.header("permissions-policy").unwrap();
    assert!(
        permissions.starts_with("clipboard-write=(self), "),
        "{permissions}"
    );
    assert!(permissions.contains("camera=()") && permissions.contains("geolocation=()"));
    assert!(response.header("cache-control").is_some());
    assert_eq!(
        response.header("x-request-id").unwrap().len(),
        "req_0123456789abcdef".len()
    );
}

#[tokio::test]
async fn every_response_has_security_headers() {
    let sandbox = Sandbox::start().await;
    for (_, response, _) in errors(&sandbox).await {
        has_security_headers(&response);
    }
    let own = "http://127.0.0.1:8787";
    let preflight = sandbox
        .call("OPTIONS", "/v1/webhooks")
        .header("origin", own);
    for (call, status) in [
        (sandbox.create(GOOD), 201),
        (sandbox.tenant(), 200),
        (sandbox.get("/"), 200),
        (sandbox.get("/index.html"), 200),
        (sandbox.get("/nothing"), 404),
        (sandbox.get("/element/nothing.js"), 404),
        (sandbox.get("/frame.json"), 200),
        (sandbox.call("POST", "/"), 405),
        (sandbox.get("/openapi.json"), 200),
        (
            preflight.header("access-control-request-method", "POST"),
            204,
        ),
    ] {
        let response = call.send().await;
        assert_eq!(response.status, status);
        has_security_headers(&response);
    }
    for _ in 0..600 {
        sandbox.tenant().send().await;
    }
    let response = sandbox.tenant().send().await;
    assert_eq!(response.status, 429);
    has_security_headers(&response);
}

#[tokio::test]
async fn page_may_connect_to_the_configured_origins() {
    let sandbox = Sandbox::with(|config, _| {
        config.connect_origins = vec![
            "http://127.0.0.1:9999".parse().unwrap(),
            "https://api.example".parse().unwrap(),
        ];
    });
    let response = sandbox.await.get("/").send().await;
    let policy = response.header("content-security-policy").unwrap();
    let connect = "connect-src 'self' https://sandbox.api.enfinitos.com https://api.enfinitos.com \
        http://127.0.0.1:9999 https://api.example;";
    assert!(policy.contains(connect), "{policy}");
}

#[tokio::test]
async fn responses_of_the_api_are_not_cached() {
    let sandbox = Sandbox::start().await;
    for call in [
        sandbox.create(GOOD),
        sandbox.tenant(),
        sandbox.get("/v1/nothing"),
        sandbox.get("/openapi.json"),
    ] {
        assert_eq!(call.send().await.header("cache-control"), Some("no-store"));
    }
}
