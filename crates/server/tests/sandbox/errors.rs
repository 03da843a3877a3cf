//! The table of all errors.

use crate::support::{Call, GOOD, Response, Sandbox};

/// The documented path, if there is one, the request, and the status and the code of its error.
type Row = (&'static str, Call, (u16, &'static str));

/// The table, with the response to each request.
pub async fn errors(sandbox: &Sandbox) -> Vec<(&'static str, Response, (u16, &'static str))> {
    let mut refusals = Vec::new();
    for (path, call, expected) in creates(sandbox).into_iter().chain(others(sandbox)) {
        refusals.push((path, call.send().await, expected));
    }
    refusals
}

fn large() -> String {
    format!("{{\"label\":\"{}\"}}", "x".repeat(16 * 1024))
}

/// Deeply nested JSON, which could overflow the stack of a parser.
fn deep() -> String {
    "[".repeat(1000) + &"]".repeat(1000)
}

fn creates(sandbox: &Sandbox) -> Vec<Row> {
    let anonymous = sandbox.call("POST", "/v1/webhooks").json(GOOD);
    let post = || {
        sandbox
            .call("POST", "/v1/webhooks")
            .key(&sandbox.key)
            .body(GOOD)
    };
    let typed = |kind| post().header("content-type", kind);
    let good = |name, value| sandbox.create(GOOD).header(name, value);
    let rows = vec![
        (sandbox.create("{"), (400, "UNREADABLE_JSON")),
        (sandbox.create(""), (400, "UNREADABLE_JSON")),
        (
            sandbox.create(&b"{\"label\":\"\xff\"}"[..]),
            (400, "UNREADABLE_JSON"),
        ),
        (sandbox.create(deep()), (400, "UNREADABLE_JSON")),
        (good("idempotency-key", ""), (400, "BAD_IDEMPOTENCY_KEY")),
        (good("idempotency-key", "\"a"), (400, "BAD_IDEMPOTENCY_KEY")),
        (anonymous, (401, "UNAUTHENTICATED")),
        (good("origin", "https://x.example"), (403, "FOREIGN_ORIGIN")),
        (
            sandbox.call("GET", "/v1/webhooks"),
            (405, "METHOD_NOT_ALLOWED"),
        ),
        (
            sandbox.call("DELETE", "/v1/webhooks"),
            (405, "METHOD_NOT_ALLOWED"),
        ),
        (sandbox.create(large()), (413, "BODY_TOO_LARGE")),
        (post(), (415, "NOT_JSON")),
        (typed("text/plain"), (415, "NOT_JSON")),
        (typed("application/json; charset=latin1"), (415, "NOT_JSON")),
        (good("content-encoding", "gzip"), (415, "NOT_JSON")),
        (sandbox.create(GOOD).host("x.example"), (421, "WRONG_HOST")),
        (sandbox.create("{}"), (422, "VALIDATION_FAILED")),
    ];
    rows.into_iter()
        .map(|(call, expected)| ("/v1/webhooks", call, expected))
        .collect()
}

fn others(sandbox: &Sandbox) -> Vec<Row> {
    let subscription = "/v1/webhooks/whk_0123456789abcdef";
    let active = format!("{subscription}/active");
    vec![
        (
            "/v1/tenant",
            sandbox.get("/v1/tenant"),
            (401, "UNAUTHENTICATED"),
        ),
        (
            "/v1/tenant",
            sandbox.call("PUT", "/v1/tenant"),
            (405, "METHOD_NOT_ALLOWED"),
        ),
        (
            "/v1/tenant",
            sandbox.tenant().body(large()),
            (413, "BODY_TOO_LARGE"),
        ),
        (
            "/v1/tenant",
            sandbox.tenant().host("x.example"),
            (421, "WRONG_HOST"),
        ),
        ("", sandbox.get("/v1"), (404, "NOT_FOUND")),
        ("", sandbox.get("/v1/"), (404, "NOT_FOUND")),
        ("", sandbox.get("/v1/webhooks/"), (404, "NOT_FOUND")),
        ("", sandbox.get(subscription), (404, "NOT_FOUND")),
        ("", sandbox.call("POST", &active), (404, "NOT_FOUND")),
        (
            "",
            sandbox.call("DELETE", "/v1/nothing"),
            (404, "NOT_FOUND"),
        ),
    ]
}
