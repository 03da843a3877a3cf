//! Fault injection.

use serde_json::json;

use crate::support::{GOOD, Sandbox};

#[tokio::test]
async fn faults_are_not_found_without_the_option() {
    let sandbox = Sandbox::start().await;
    let plan = r#"{"route":"create","status":500}"#;
    assert_eq!(sandbox.get("/__fault").send().await.status, 404);
    assert_eq!(sandbox.get("/__requests").send().await.status, 404);
    for (method, path) in [
        ("POST", "/__fault"),
        ("DELETE", "/__fault"),
        ("POST", "/__key"),
    ] {
        assert_eq!(
            sandbox.call(method, path).json(plan).send().await.status,
            404,
            "{path}"
        );
    }
    assert_eq!(sandbox.created().await.status, 201);
    assert_eq!(sandbox.tenant().send().await.header("connection"), None);
}

#[tokio::test]
async fn foreign_page_cannot_add_faults_or_create_keys() {
    let sandbox = Sandbox::with_faults().await;
    for path in ["/__fault", "/__key"] {
        let call = sandbox
            .call("POST", path)
            .json(r#"{"scopes":["*"]}"#)
            .header("origin", "https://x.example");
        assert_eq!(call.send().await.status, 403, "{path}");
    }
}

#[tokio::test]
async fn status_and_body_replace_the_response_and_nothing_is_created() {
    let sandbox = Sandbox::with_faults().await;
    sandbox
        .fault(r#"{"route":"create","times":2,"status":503,"headers":{"Retry-After":"7"},"body":"<h1>Down</h1>","contentType":"text/html"}"#)
        .await;
    for _ in 0..2 {
        let response = sandbox.created().await;
        assert_eq!(
            (response.status, response.text.as_str()),
            (503, "<h1>Down</h1>")
        );
        assert_eq!(response.header("retry-after"), Some("7"));
        assert_eq!(response.header("content-type"), Some("text/html"));
        assert_eq!(response.header("x-frame-options"), Some("DENY"));
    }
    assert_eq!(sandbox.tenant().send().await.status, 200);
    assert_eq!(sandbox.created().await.status, 201);
}

#[tokio::test]
async fn original_response_can_be_patched() {
    let sandbox = Sandbox::with_faults().await;
    sandbox
        .fault(r#"{"route":"create","patch":{"contractVersion":"v9","data":{"extra":1,"subscription":{"events":["new.kind"]}}},"remove":["/data/subscription/label","/ok"]}"#)
        .await;
    let response = sandbox.created().await;
    let json = response.json();
    assert_eq!(response.secret().len(), 70);
    assert_eq!(json["contractVersion"], "v9");
    assert_eq!(json["data"]["extra"], 1);
    assert_eq!(json["data"]["subscription"]["events"], json!(["new.kind"]));
    assert_eq!(
        json["data"]["subscription"]["url"],
        "https://hooks.example.com/enfinitos"
    );
    assert!(json["data"]["subscription"].get("label").is_none() && json.get("ok").is_none());
}

#[tokio::test]
async fn commit_stores_the_row_under_another_response() {
    let sandbox = Sandbox::with(|config, folder| {
        config.faults = true;
        config.database = server::store::Database::File(folder.path("sandbox.db"));
    });
    let sandbox = sandbox.await;
    let rows = || {
        let database = rusqlite::Connection::open(sandbox.folder.path("sandbox.db")).unwrap();
        database
            .query_row("SELECT count(*) FROM subscription", [], |row| {
                row.get::<_, i64>(0)
            })
            .unwrap()
    };
    sandbox
        .fault(r#"{"route":"create","status":502,"body":"","commit":true}"#)
        .await;
    sandbox
        .fault(r#"{"route":"create","status":502,"body":""}"#)
        .await;
    assert_eq!((sandbox.created().await.status, rows()), (502, 1));
    assert_eq!((sandbox.created().await.status, rows()), (502, 1));
    assert_eq!((sandbox.created().await.status, rows()), (201, 2));
}

#[tokio::test]
async fn faults_can_be_removed() {
    let sandbox = Sandbox::with_faults().await;
    sandbox
        .fault(r#"{"route":"tenant","status":500,"times":9}"#)
        .await;
    assert_eq!(sandbox.tenant().send().await.status, 500);
    assert_eq!(sandbox.call("DELETE", "/__fault").send().await.status, 204);
    assert_eq!(sandbox.tenant().send().await.status, 200);
}

#[tokio::test]
async fn invalid_fault_is_rejected() {
    let sandbox = Sandbox::with_faults().await;
    for (plan, status) in [
        ("{", 400),
        ("{}", 422),
        (r#"{"route":"create","sttus":1}"#, 422),
        (r#"{"route":"elsewhere"}"#, 422),
        (r#"{"route":"create","status":101}"#, 400),
        (r#"{"route":"create","status":500,"patch":{"a":1}}"#, 400),
        (
            r#"{"route":"create","headers":{"content-length":"1"}}"#,
            400,
        ),
        (r#"{"route":"create","headers":{"a b":"1"}}"#, 400),
        (r#"{"route":"create","contentType":"\n"}"#, 400),
    ] {
        let response = sandbox.call("POST", "/__fault").json(plan).send().await;
        assert_eq!(response.status, status, "{plan}: {}", response.text);
    }
    assert_eq!(sandbox.created().await.status, 201);
}

#[tokio::test]
async fn fault_definition_may_be_larger_than_other_bodies() {
    let sandbox = Sandbox::with_faults().await;
    let plan = json!({"route": "create", "status": 201, "body": "x".repeat(300 * 1024)});
    sandbox.fault(&plan.to_string()).await;
    assert_eq!(sandbox.created().await.text.len(), 300 * 1024);
}

/// Browsers retry a request when a reused connection closes without a response. A dropped create then got a response to
/// its retry.
#[tokio::test]
async fn connections_are_not_reused_so_that_a_dropped_response_is_not_retried() {
    let sandbox = Sandbox::with_faults().await;
    for call in [
        sandbox.tenant(),
        sandbox.create("{"),
        sandbox.get("/"),
        sandbox.get("/__requests"),
    ] {
        assert_eq!(call.send().await.header("connection"), Some("close"));
    }
}

#[tokio::test]
async fn requests_to_the_api_are_listed() {
    let sandbox = Sandbox::with_faults().await;
    sandbox.tenant().send().await;
    sandbox.created().await;
    sandbox.create("{}").send().await;
    sandbox
        .create(GOOD)
        .header("origin", "https://x.example")
        .send()
        .await;
    sandbox.get("/").send().await;
    let list = sandbox.get("/__requests").send().await.json();
    assert_eq!(
        list,
        json!([
            {"method": "GET", "path": "/v1/tenant", "status": 200},
            {"method": "POST", "path": "/v1/webhooks", "status": 201},
            {"method": "POST", "path": "/v1/webhooks", "status": 422},
            {"method": "POST", "path": "/v1/webhooks", "status": 403},
        ])
    );
    assert_eq!(
        sandbox.call("DELETE", "/__requests").send().await.status,
        204
    );
    assert_eq!(sandbox.get("/__requests").send().await.json(), json!([]));
}

/// The status of a request that was in flight when the list was cleared was written to the next request.
#[tokio::test]
async fn request_before_clearing_does_not_change_a_later_one() {
    let sandbox = Sandbox::with_faults().await;
    let waiting = json!([{"method": "GET", "path": "/v1/tenant", "status": null}]);
    let until_it_waits = async || {
        while sandbox.get("/__requests").send().await.json() != waiting {
            tokio::task::yield_now().await;
        }
    };
    for delay in [1_000, 60_000] {
        let fault = json!({"route": "tenant", "status": 500, "delayMs": delay});
        sandbox.fault(&fault.to_string()).await;
    }
    let first = tokio::spawn(sandbox.tenant().send());
    until_it_waits().await;
    sandbox.call("DELETE", "/__requests").send().await;
    let second = tokio::spawn(sandbox.tenant().send());
    until_it_waits().await;
    assert_eq!(first.await.unwrap().status, 500);
    assert_eq!(sandbox.get("/__requests").send().await.json(), waiting);
    second.abort();
}
