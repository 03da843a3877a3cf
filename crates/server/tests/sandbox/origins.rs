//! The accepted hosts and origins.

use crate::support::{GOOD, Sandbox};

const ALLOWED: &str = "https://app.example.com";

/// S40: DNS rebinding.
#[tokio::test]
async fn only_loopback_hosts_are_accepted() {
    let sandbox = Sandbox::start().await;
    for host in [
        "127.0.0.1:8787",
        "localhost:8787",
        "LocalHost:8787",
        "[::1]:8787",
    ] {
        assert_eq!(
            sandbox.get("/").host(host).send().await.status,
            200,
            "{host}"
        );
    }
    for host in [
        "",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        "x.example:8787",
        "127.0.0.1:8787.x.example",
    ] {
        for path in ["/", "/v1/tenant", "/openapi.json", "/nothing"] {
            let response = sandbox.get(path).host(host).send().await;
            assert_eq!(
                response.error(),
                (421, "WRONG_HOST".into()),
                "{host} {path}"
            );
        }
    }
    assert_eq!(sandbox.get("/").without_host().send().await.status, 421);
    assert_eq!(
        sandbox
            .get("/")
            .header("host", "x.example")
            .send()
            .await
            .status,
        421,
        "two hosts"
    );
    assert_eq!(
        sandbox.get("http://x.example/").send().await.status,
        421,
        "absolute form"
    );
}

/// S40.
#[tokio::test]
async fn foreign_page_cannot_write_or_read() {
    let sandbox = Sandbox::allowing(ALLOWED).await;
    for origin in [
        "https://x.example",
        "null",
        "http://app.example.com",
        "https://app.example.com.x.example",
        "",
    ] {
        let create = sandbox.create(GOOD).header("origin", origin).send().await;
        assert_eq!(create.error(), (403, "FOREIGN_ORIGIN".into()), "{origin}");
        assert_eq!(create.header("access-control-allow-origin"), None);
        let tenant = sandbox.tenant().header("origin", origin).send().await;
        assert_eq!(tenant.status, 200);
        assert_eq!(
            tenant.header("access-control-allow-origin"),
            None,
            "{origin}"
        );
        assert_eq!(tenant.header("vary"), Some("Origin"));
        let preflight = sandbox
            .call("OPTIONS", "/v1/webhooks")
            .header("origin", origin)
            .header("access-control-request-method", "POST");
        let preflight = preflight.send().await;
        assert_eq!(preflight.status, 403);
        assert_eq!(preflight.header("access-control-allow-origin"), None);
        assert_eq!(preflight.header("access-control-allow-methods"), None);
    }
}

#[tokio::test]
async fn allowed_page_may_send_a_preflight() {
    let sandbox = Sandbox::allowing(ALLOWED).await;
    for path in ["/v1/webhooks", "/v1/tenant", "/v1/nothing"] {
        let preflight = sandbox
            .call("OPTIONS", path)
            .header("origin", ALLOWED)
            .header("access-control-request-method", "POST")
            .header(
                "access-control-request-headers",
                "authorization,content-type",
            );
        let preflight = preflight.send().await;
        assert_eq!(preflight.status, 204);
        assert_eq!(
            preflight.header("access-control-allow-origin"),
            Some(ALLOWED)
        );
        assert_eq!(
            preflight.header("access-control-allow-headers"),
            Some("authorization, content-type, idempotency-key")
        );
        assert_eq!(
            preflight.header("access-control-allow-methods"),
            Some("GET, POST")
        );
        assert_eq!(preflight.header("access-control-allow-credentials"), None);
        assert_eq!(preflight.header("vary"), Some("Origin"));
    }
}

/// S41.
#[tokio::test]
async fn allowed_page_can_read_every_response() {
    let sandbox = Sandbox::allowing(ALLOWED).await;
    let mut statuses = Vec::new();
    for call in [
        sandbox.create(GOOD),
        sandbox.tenant(),
        sandbox.create("{"),
        sandbox.get("/v1/tenant"),
        sandbox.get("/v1/nothing"),
        sandbox.get("/v1/webhooks"),
        sandbox.create(" ".repeat(20_000)),
        sandbox.create(GOOD).header("content-encoding", "br"),
        sandbox.create("{}"),
        sandbox.get("/nothing"),
    ] {
        let response = call.header("origin", ALLOWED).send().await;
        let status = response.status;
        assert_eq!(
            response.header("access-control-allow-origin"),
            Some(ALLOWED),
            "{status}"
        );
        assert_eq!(
            response.header("access-control-expose-headers"),
            Some("Retry-After, X-Request-Id, Idempotent-Replayed")
        );
        assert_eq!(response.header("vary"), Some("Origin"), "{status}");
        statuses.push(status);
    }
    assert_eq!(statuses, [201, 200, 400, 401, 404, 405, 413, 415, 422, 404]);
    for _ in 0..600 {
        sandbox.tenant().send().await;
    }
    let response = sandbox.tenant().header("origin", ALLOWED).send().await;
    assert_eq!(response.status, 429);
    assert_eq!(
        response.header("access-control-allow-origin"),
        Some(ALLOWED)
    );
}

/// S41.
#[tokio::test]
async fn allowed_page_can_read_an_internal_error() {
    let sandbox = Sandbox::with(|config, folder| {
        config.database = server::store::Database::File(folder.path("sandbox.db"));
        config.allowed_origins.push(ALLOWED.parse().unwrap());
    });
    let sandbox = sandbox.await;
    let database = rusqlite::Connection::open(sandbox.folder.path("sandbox.db")).unwrap();
    database.execute_batch("DROP TABLE subscription").unwrap();
    let response = sandbox.create(GOOD).header("origin", ALLOWED).send().await;
    assert_eq!(response.status, 500);
    assert_eq!(
        response.header("access-control-allow-origin"),
        Some(ALLOWED)
    );
}

#[tokio::test]
async fn pages_of_the_server_may_create() {
    let sandbox = Sandbox::start().await;
    for origin in [
        "http://127.0.0.1:8787",
        "http://localhost:8787",
        "http://[::1]:8787",
    ] {
        let response = sandbox.create(GOOD).header("origin", origin).send().await;
        assert_eq!(response.status, 201, "{origin}");
    }
    for origin in ["https://127.0.0.1:8787", "http://127.0.0.1:8788"] {
        let response = sandbox.create(GOOD).header("origin", origin).send().await;
        assert_eq!(response.status, 403, "{origin}");
    }
}

/// S40.
#[tokio::test]
async fn page_with_the_origin_null_may_call_if_allowed() {
    let sandbox = Sandbox::allowing("null").await;
    let response = sandbox.create(GOOD).header("origin", "null").send().await;
    assert_eq!(response.status, 201);
    assert_eq!(response.header("access-control-allow-origin"), Some("null"));
}

#[tokio::test]
async fn options_without_a_preflight_is_a_method_like_others() {
    let sandbox = Sandbox::start().await;
    let response = sandbox.call("OPTIONS", "/v1/webhooks").send().await;
    assert_eq!(
        (response.status, response.header("allow")),
        (405, Some("POST"))
    );
}
