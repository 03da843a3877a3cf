//! Every status, and the one shape of a refusal.

use std::time::Duration;

use axum::body::Body;
use serde_json::{Value, json};

use crate::refusals::refusals;
use crate::support::{Answer, Sandbox};

/// S42, S46.
#[tokio::test]
async fn every_refusal_has_its_status_and_the_error_body() {
    let sandbox = Sandbox::start().await;
    for (at, (_, answer, (status, code))) in refusals(&sandbox).await.into_iter().enumerate() {
        assert_eq!(answer.refusal(), (status, code.into()), "refusal {at}");
        is_an_error_body(&answer);
    }
}

#[track_caller]
pub fn is_an_error_body(answer: &Answer) {
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let mut json = answer.json();
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
    assert_eq!(id.as_str(), answer.header("x-request-id"));
    assert!(id.as_str().unwrap().starts_with("req_"));
    assert_eq!(
        json,
        json!({"ok": false, "error": {}, "contractVersion": "v1.0"})
    );
}

#[tokio::test]
async fn a_method_that_is_refused_names_the_ones_that_are_not() {
    let sandbox = Sandbox::start().await;
    let allowed = |answer: Answer| answer.header("allow").unwrap().to_owned();
    assert_eq!(allowed(sandbox.get("/v1/webhooks").send().await), "POST");
    assert_eq!(
        allowed(sandbox.call("POST", "/v1/tenant").send().await),
        "GET,HEAD"
    );
}

/// S48.
#[tokio::test]
async fn every_bad_key_gets_the_same_answer() {
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
        let answer = sandbox
            .get("/v1/tenant")
            .header("authorization", authorization)
            .send()
            .await;
        assert_eq!(answer.status, 401, "{authorization}");
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
        bodies.push(answer.json());
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
async fn who_asks_too_often_is_told_when_to_come_back_and_nobody_else_is() {
    let sandbox = Sandbox::with_faults().await;
    for _ in 0..600 {
        assert_eq!(sandbox.tenant().send().await.status, 200);
    }
    let answer = sandbox.tenant().send().await;
    assert_eq!(answer.refusal(), (429, "TOO_MANY_REQUESTS".into()));
    is_an_error_body(&answer);
    let seconds: u64 = answer.header("retry-after").unwrap().parse().unwrap();
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
async fn guessing_keys_has_a_limit_too() {
    let sandbox = Sandbox::start().await;
    for _ in 0..600 {
        assert_eq!(
            sandbox
                .get("/v1/tenant")
                .key("sk_test_guess")
                .send()
                .await
                .status,
            401
        );
    }
    assert_eq!(
        sandbox
            .get("/v1/tenant")
            .key("sk_test_guess")
            .send()
            .await
            .status,
        429
    );
    assert_eq!(sandbox.tenant().send().await.status, 200);
}

/// S42.
#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_arrive_is_given_up() {
    let sandbox = Sandbox::start().await;
    let (sender, body) =
        http_body_util::channel::Channel::<axum::body::Bytes, std::io::Error>::new(1);
    let begun = tokio::time::Instant::now();
    let answer = sandbox.create(Body::new(body)).send().await;
    assert_eq!(answer.refusal(), (408, "BODY_TOO_SLOW".into()));
    assert_eq!(begun.elapsed().as_secs(), Duration::from_secs(10).as_secs());
    drop(sender);
}

#[tokio::test]
async fn a_failure_of_the_server_says_nothing_about_its_cause() {
    let sandbox = Sandbox::in_file().await;
    let database = rusqlite::Connection::open(sandbox.folder.path("sandbox.db")).unwrap();
    database.execute_batch("DROP TABLE subscription").unwrap();
    let answer = sandbox.created().await;
    assert_eq!(answer.refusal(), (500, "INTERNAL".into()));
    is_an_error_body(&answer);
    let text = answer.text.to_lowercase();
    assert!(
        !text.contains("subscription") && !text.contains("sql") && !text.contains("table"),
        "{text}"
    );
}

#[tokio::test]
async fn a_tenant_is_answered_in_the_contracts_words() {
    let sandbox = Sandbox::start().await;
    let answer = sandbox.tenant().send().await;
    assert_eq!(answer.status, 200);
    let mut json = answer.json();
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
async fn head_is_answered_as_get_without_a_body() {
    let sandbox = Sandbox::start().await;
    let answer = sandbox
        .call("HEAD", "/v1/tenant")
        .key(&sandbox.key)
        .send()
        .await;
    assert_eq!((answer.status, answer.text.as_str()), (200, ""));
}
