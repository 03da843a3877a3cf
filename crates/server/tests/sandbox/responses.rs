//! Every status, and the body of errors.

use std::time::Duration;

use axum::body::Body;
use serde_json::{Value, json};

use crate::errors::errors;
use crate::support::{Response, Sandbox};

/// S42, S46.
#[tokio::test]
async fn every_error_has_its_status_and_the_error_body() {
    let sandbox = Sandbox::start().await;
    for (at, (_, response, (status, code))) in errors(&sandbox).await.into_iter().enumerate() {
        assert_eq!(response.error(), (status, code.into()), "refusal {at}");
        is_error_body(&response);
    }
}

#[track_caller]
pub fn is_error_body(response: &Response) {
    assert_eq!(response.header("content-type"), Some("application/json"));
    assert_eq!(response.header("cache-control"), Some("no-store"));
    let mut json = response.json();
    let error = json["error"].as_object_mut().unwrap();
    assert!(!error.remove("code").unwrap().as_str().unwrap().is_empty());
    assert!(
        !error
            .remove("message")
            .unwrap()
            .as_str()
            .unwrap()
            .is_empty()
    );
    assert!(error.remove("fields").unwrap().is_array());
    let id = error.remove("requestId").unwrap();
    assert_eq!(id.as_str(), response.header("x-request-id"));
    assert!(id.as_str().unwrap().starts_with("req_"));
    assert_eq!(
        json,
        json!({"ok": false, "error": {}, "contractVersion": "v1.0"})
    );
}

#[tokio::test]
async fn method_not_allowed_lists_the_allowed_methods() {
    let sandbox = Sandbox::start().await;
    let allowed = |response: Response| response.header("allow").unwrap().to_owned();
    assert_eq!(allowed(sandbox.get("/v1/webhooks").send().await), "POST");
    assert_eq!(
        allowed(sandbox.call("POST", "/v1/tenant").send().await),
        "GET,HEAD"
    );
}

/// S48.
#[tokio::test]
async fn every_invalid_key_gets_the_same_response() {
    let sandbox = Sandbox::start().await;
    let unknown = format!("sk_test_{}", "0".repeat(64));
    let mut bodies = Vec::new();
    for authorization in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        &format!("Bearer {unknown}"),
        &format!("Bearer  {}", sandbox.key),
        &format!("Bearer {} ", sandbox.key),
        &format!("Bearer {}", &sandbox.key[..sandbox.key.len() - 1]),
        &format!("Basic {}", sandbox.key),
        &sandbox.key,
    ] {
        let response = sandbox
            .get("/v1/tenant")
            .header("authorization", authorization)
            .send()
            .await;
        assert_eq!(response.status, 401, "{authorization}");
        assert_eq!(response.header("www-authenticate"), Some("Bearer"));
        bodies.push(response.json());
    }
    bodies.push(sandbox.get("/v1/tenant").send().await.json());
    bodies.push(sandbox.tenant().key(&sandbox.key).send().await.json());
    for body in &mut bodies {
        body["error"]["requestId"] = Value::Null;
    }
    assert!(
        bodies.windows(2).all(|pair| pair[0] == pair[1]),
        "{bodies:#?}"
    );
}

#[tokio::test]
async fn rate_limit_applies_to_one_key_and_has_retry_after() {
    let sandbox = Sandbox::with_faults().await;
    for _ in 0..600 {
        assert_eq!(sandbox.tenant().send().await.status, 200);
    }
    let response = sandbox.tenant().send().await;
    assert_eq!(response.error(), (429, "TOO_MANY_REQUESTS".into()));
    is_error_body(&response);
    let seconds: u64 = response.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=60).contains(&seconds), "{seconds}");
    assert_eq!(sandbox.created().await.status, 429);

    let other = sandbox
        .call("POST", "/__key")
        .json(r#"{"scopes":["*"]}"#)
        .send()
        .await
        .json();
    let other = other["key"].as_str().unwrap();
    assert_eq!(
        sandbox.get("/v1/tenant").key(other).send().await.status,
        200
    );
    assert_eq!(sandbox.get("/v1/tenant").send().await.status, 401);
}

#[tokio::test]
async fn requests_without_a_valid_key_have_a_rate_limit() {
    let sandbox = Sandbox::start().await;
    let guess = || sandbox.get("/v1/tenant").key("sk_test_guess").send();
    for _ in 0..600 {
        assert_eq!(guess().await.status, 401);
    }
    assert_eq!(guess().await.status, 429);
    assert_eq!(sandbox.tenant().send().await.status, 200);
}

/// S42.
#[tokio::test(start_paused = true)]
async fn body_that_does_not_arrive_times_out() {
    let sandbox = Sandbox::start().await;
    let (sender, body) =
        http_body_util::channel::Channel::<axum::body::Bytes, std::io::Error>::new(1);
    let begun = tokio::time::Instant::now();
    let response = sandbox.create(Body::new(body)).send().await;
    assert_eq!(response.error(), (408, "BODY_TOO_SLOW".into()));
    assert_eq!(begun.elapsed().as_secs(), Duration::from_secs(10).as_secs());
    drop(sender);
}

#[tokio::test]
async fn internal_error_does_not_reveal_its_cause() {
    let sandbox = Sandbox::in_file().await;
    let database = rusqlite::Connection::open(sandbox.folder.path("sandbox.db")).unwrap();
    database.execute_batch("DROP TABLE subscription").unwrap();
    let response = sandbox.created().await;
    assert_eq!(response.error(), (500, "INTERNAL".into()));
    is_error_body(&response);
    let text = response.text.to_lowercase();
    assert!(
        !text.contains("subscription") && !text.contains("sql") && !text.contains("table"),
        "{text}"
    );
}

#[tokio::test]
async fn tenant_has_the_fields_of_the_contract() {
    let sandbox = Sandbox::start().await;
    let response = sandbox.tenant().send().await;
    assert_eq!(response.status, 200);
    let mut json = response.json();
    let data = json["data"].as_object_mut().unwrap();
    let mut taken = |part: &str, field: &str| {
        let value = data[part].as_object_mut().unwrap().remove(field).unwrap();
        value.as_str().unwrap().to_owned()
    };
    assert!(taken("tenant", "tenantId").starts_with("tnt_"));
    assert!(taken("developer", "developerId").starts_with("dev_"));
    assert!(taken("key", "keyId").starts_with("key_"));
    assert_eq!(taken("tenant", "orgId"), taken("developer", "orgId"));
    assert!(taken("tenant", "createdAt").ends_with('Z'));
    assert_eq!(
        json,
        json!({
            "ok": true,
            "data": {
                "tenant": {"counts": {
                    "bases": 0, "rights": 0, "offers": 0, "challenges": 0, "proofPacks": 0, "events": 0
                }},
                "developer": {"email": "developer@sandbox.example"},
                "key": {"label": "local console", "scopes": ["*"], "prefix": "sk_test_"},
            },
            "contractVersion": "v1.0",
        })
    );
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let sandbox = Sandbox::start().await;
    let response = sandbox
        .call("HEAD", "/v1/tenant")
        .key(&sandbox.key)
        .send()
        .await;
    assert_eq!((response.status, response.text.as_str()), (200, ""));
}
