//! What every answer has.

use crate::refusals::refusals;
use crate::support::{Answer, GOOD, Sandbox};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self' https://sandbox.api.enfinitos.com https://api.enfinitos.com; img-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

#[track_caller]
fn is_guarded(answer: &Answer) {
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{}", answer.status);
    }
    let permissions = answer.header("permissions-policy").unwrap();
    assert!(
        permissions.starts_with("clipboard-write=(self), "),
        "{permissions}"
    );
    assert!(permissions.contains("camera=()") && permissions.contains("geolocation=()"));
    assert!(answer.header("cache-control").is_some());
    assert_eq!(
        answer.header("x-request-id").unwrap().len(),
        "req_0123456789abcdef".len()
    );
}

#[tokio::test]
async fn every_answer_is_guarded_refusals_and_files_too() {
    let sandbox = Sandbox::start().await;
    for (_, answer, _) in refusals(&sandbox).await {
        is_guarded(&answer);
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
        let answer = call.send().await;
        assert_eq!(answer.status, status);
        is_guarded(&answer);
    }
    for _ in 0..600 {
        sandbox.tenant().send().await;
    }
    let answer = sandbox.tenant().send().await;
    assert_eq!(answer.status, 429);
    is_guarded(&answer);
}

#[tokio::test]
async fn the_page_may_speak_to_the_origins_it_is_told() {
    let sandbox = Sandbox::with(|config, _| {
        config.connect_origins = vec![
            "http://127.0.0.1:9999".parse().unwrap(),
            "https://api.example".parse().unwrap(),
        ];
    });
    let answer = sandbox.await.get("/").send().await;
    let policy = answer.header("content-security-policy").unwrap();
    let connect = "connect-src 'self' https://sandbox.api.enfinitos.com https://api.enfinitos.com \
        http://127.0.0.1:9999 https://api.example;";
    assert!(policy.contains(connect), "{policy}");
}

#[tokio::test]
async fn no_answer_of_the_api_is_stored() {
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
