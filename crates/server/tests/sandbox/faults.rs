//! Answers that go wrong on purpose.

use serde_json::json;

use crate::support::{GOOD, Sandbox};

#[tokio::test]
async fn without_the_switch_there_is_nothing_to_plan() {
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
async fn a_foreign_page_cannot_plan_faults_or_take_keys() {
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
async fn a_status_and_a_body_replace_the_answer_and_nothing_is_created() {
    let sandbox = Sandbox::with_faults().await;
    sandbox
        .fault(r#"{"route":"create","times":2,"status":503,"headers":{"Retry-After":"7"},"body":"<h1>Down</h1>","contentType":"text/html"}"#)
        .await;
    for _ in 0..2 {
        let answer = sandbox.created().await;
        assert_eq!(
            (answer.status, answer.text.as_str()),
            (503, "<h1>Down</h1>")
        );
        assert_eq!(answer.header("retry-after"), Some("7"));
        assert_eq!(answer.header("content-type"), Some("text/html"));
        assert_eq!(answer.header("x-frame-options"), Some("DENY"));
    }
    assert_eq!(sandbox.tenant().send().await.status, 200);
    assert_eq!(sandbox.created().await.status, 201);
}

#[tokio::test]
async fn a_real_answer_can_be_patched() {
    let sandbox = Sandbox::with_faults().await;
    sandbox
        .fault(r#"{"route":"create","patch":{"contractVersion":"v9","data":{"extra":1,"subscription":{"events":["new.kind"]}}},"remove":["/data/subscription/label","/ok"]}"#)
        .await;
    let answer = sandbox.created().await;
    let json = answer.json();
    assert_eq!(answer.secret().len(), 70);
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
async fn what_a_commit_did_stays_when_its_answer_is_another() {
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
async fn faults_can_be_cleared() {
    let sandbox = Sandbox::with_faults().await;
    sandbox
        .fault(r#"{"route":"tenant","status":500,"times":9}"#)
        .await;
    assert_eq!(sandbox.tenant().send().await.status, 500);
    assert_eq!(sandbox.call("DELETE", "/__fault").send().await.status, 204);
    assert_eq!(sandbox.tenant().send().await.status, 200);
}

#[tokio::test]
async fn a_plan_that_cannot_be_carried_out_is_refused() {
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
        let answer = sandbox.call("POST", "/__fault").json(plan).send().await;
        assert_eq!(answer.status, status, "{plan}: {}", answer.text);
    }
    assert_eq!(sandbox.created().await.status, 201);
}

#[tokio::test]
async fn a_planned_body_may_be_larger_than_a_real_one() {
    let sandbox = Sandbox::with_faults().await;
    let plan = json!({"route": "create", "status": 201, "body": "x".repeat(300 * 1024)});
    sandbox.fault(&plan.to_string()).await;
    assert_eq!(sandbox.created().await.text.len(), 300 * 1024);
}

/// Browsers send a request a second time when a connection that they used before closes without an
/// answer: a dropped create was then answered after all, by its own repetition.
#[tokio::test]
async fn no_connection_is_used_twice_so_that_a_dropped_answer_is_not_asked_for_again() {
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
async fn what_was_asked_is_listed() {
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

/// The status of a request that was on its way while the list was emptied was written to the next one.
#[tokio::test]
async fn a_request_that_was_forgotten_says_nothing_of_a_later_one() {
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
