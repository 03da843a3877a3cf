//! The origins that may frame `/frame.html`. No origin may frame any other page.

use serde_json::json;

use crate::support::{Folder, Process, Response, Sandbox};

const PORTAL: &str = "https://portal.example";
const LOCAL: &str = "http://127.0.0.1:9000";

async fn framed_by(parents: &[&str]) -> Sandbox {
    Sandbox::with(|config, folder| {
        folder.write("site/frame.html", "frame");
        folder.write("site/frame.json", r#"{"parents":["https://x.example"]}"#);
        let parents = parents.iter().map(|parent| parent.parse().unwrap());
        config.frame_parents = parents.collect();
    })
    .await
}

#[track_caller]
fn ancestors(response: &Response) -> &str {
    let policy = response.header("content-security-policy").unwrap();
    let rule = policy
        .split("; ")
        .find_map(|rule| rule.strip_prefix("frame-ancestors "));
    rule.unwrap_or_else(|| panic!("{policy}"))
}

#[tokio::test]
async fn only_configured_parents_may_frame_the_page() {
    let sandbox = framed_by(&[PORTAL, LOCAL]).await;
    let response = sandbox.get("/frame.html").send().await;
    assert_eq!((response.status, response.text.as_str()), (200, "frame"));
    assert_eq!(ancestors(&response), format!("{PORTAL} {LOCAL}"));
    assert_eq!(response.header("x-frame-options"), None);
}

#[tokio::test]
async fn nobody_may_frame_the_page_without_configured_parents() {
    let sandbox = framed_by(&[]).await;
    let response = sandbox.get("/frame.html").send().await;
    assert_eq!((response.status, ancestors(&response)), (200, "'none'"));
    assert_eq!(response.header("x-frame-options"), Some("DENY"));
}

#[tokio::test]
async fn parents_may_not_frame_other_pages_or_spellings() {
    let sandbox = framed_by(&[PORTAL]).await;
    for path in [
        "/",
        "/index.html",
        "/frame.json",
        "/frame.html/",
        "/%66rame.html",
        "/FRAME.HTML",
        "//frame.html",
        "/nothing?/frame.html",
        "/v1/tenant",
    ] {
        let response = sandbox.get(path).send().await;
        assert_eq!(ancestors(&response), "'none'", "{path}");
        assert_eq!(response.header("x-frame-options"), Some("DENY"), "{path}");
    }
}

#[tokio::test]
async fn url_of_the_frame_does_not_add_a_parent() {
    let sandbox = framed_by(&[PORTAL]).await;
    let query = "parent=https://x.example&frame-parent=https://x.example";
    let page = sandbox.get(&format!("/frame.html?{query}")).send().await;
    assert_eq!(ancestors(&page), PORTAL);
    let list = sandbox.get(&format!("/frame.json?{query}")).send().await;
    assert_eq!(list.json(), json!({ "parents": [PORTAL] }));
}

#[tokio::test]
async fn parents_come_from_the_server_and_not_from_a_file() {
    for parents in [&[][..], &[PORTAL], &[PORTAL, LOCAL]] {
        let sandbox = framed_by(parents).await;
        let response = sandbox.get("/frame.json").send().await;
        assert_eq!(response.status, 200);
        assert_eq!(response.header("content-type"), Some("application/json"));
        assert_eq!(response.header("cache-control"), Some("no-store"));
        assert_eq!(response.json(), json!({ "parents": parents }));
    }
}

#[tokio::test]
async fn list_of_parents_is_read_only() {
    let sandbox = framed_by(&[PORTAL]).await;
    for method in ["POST", "PUT", "DELETE"] {
        let response = sandbox.call(method, "/frame.json").send().await;
        assert_eq!(response.status, 405, "{method}");
    }
}

#[tokio::test]
async fn frame_page_is_not_cached() {
    for parents in [&[][..], &[PORTAL]] {
        let response = framed_by(parents).await.get("/frame.html").send().await;
        assert_eq!(response.header("cache-control"), Some("no-store"));
    }
}

#[tokio::test]
async fn frame_page_connects_only_to_its_own_server() {
    let sandbox = Sandbox::with(|config, folder| {
        folder.write("site/frame.html", "frame");
        config.frame_parents = vec![PORTAL.parse().unwrap()];
        config.connect_origins = vec!["https://api.example".parse().unwrap()];
    });
    let response = sandbox.await.get("/frame.html").send().await;
    let policy = response.header("content-security-policy").unwrap();
    assert!(policy.contains("; connect-src 'self'; "), "{policy}");
}

#[tokio::test]
async fn frame_page_has_the_policy_of_other_pages_except_for_its_ancestors() {
    let sandbox = framed_by(&[PORTAL]).await;
    let frame = sandbox.get("/frame.html").send().await;
    let policy = frame.header("content-security-policy").unwrap();
    for rule in [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    ] {
        assert!(policy.split("; ").any(|found| found == rule), "{policy}");
    }
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(frame.header(name), Some(value));
    }
    let permissions = frame.header("permissions-policy").unwrap();
    assert!(permissions.contains("clipboard-write=(self)"));
}

#[tokio::test]
async fn isolated_parent_may_frame_only_the_frame_page() {
    let sandbox = framed_by(&[PORTAL]).await;
    for (path, embedder, resource) in [
        ("/frame.html", Some("require-corp"), "cross-origin"),
        ("/index.html", None, "same-origin"),
        ("/frame.json", None, "same-origin"),
    ] {
        let response = sandbox.get(path).send().await;
        assert_eq!(response.header("cross-origin-embedder-policy"), embedder);
        assert_eq!(
            response.header("cross-origin-resource-policy"),
            Some(resource)
        );
    }
}

#[test]
fn parents_of_the_command_line_are_in_the_header_and_the_list() {
    let folder = Folder::with_site();
    folder.write("site/frame.html", "frame");
    let options = ["--frame-parent", PORTAL, "--frame-parent", LOCAL];
    let server = Process::start_in(folder, &options);
    let page = server.exchange(&server.request("GET /frame.html", ""));
    let rule = format!("frame-ancestors {PORTAL} {LOCAL};");
    assert!(page.contains(&rule), "{page}");
    assert!(!page.to_lowercase().contains("x-frame-options"), "{page}");
    let list = server.exchange(&server.request("GET /frame.json", ""));
    let body = json!({ "parents": [PORTAL, LOCAL] }).to_string();
    assert!(list.ends_with(&body), "{list}");
}
