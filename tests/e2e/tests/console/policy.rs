//! The security headers of every response, and the page under its policy.

use e2e::{Page, Sandbox};
use serde_json::Value;

const POLICY: [&str; 6] = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "require-trusted-types-for 'script'",
    "frame-ancestors 'none'",
    "form-action 'none'",
];

#[test]
fn every_response_has_the_strict_policy() {
    let sandbox = Sandbox::start();
    for path in ["/", "/index.html", "/nothing", "/v1/tenant", "/v1/nothing"] {
        let response = sandbox.request("GET", path, &Value::Null);
        let policy = response
            .header("content-security-policy")
            .unwrap_or_default();
        let rules: Vec<_> = policy.split(';').map(str::trim).collect();
        for rule in POLICY {
            assert!(rules.contains(&rule), "{path}: no {rule} in {policy}");
        }
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{path}"
        );
        assert_eq!(
            response.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
    }
}

#[test]
fn requests_go_to_the_server_alone() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    let script = "return performance.getEntriesByType('resource').map((entry) => new URL(entry.name).origin)";
    let origins = page.script(script, &[]);
    let origins = origins.as_array().expect("a list");
    assert!(origins.len() > 4, "{origins:?}");
    assert!(
        origins.iter().all(|origin| origin == sandbox.origin()),
        "{origins:?}"
    );
}
