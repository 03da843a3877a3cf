//! Who may frame `/frame.html`, and that nobody may frame anything else.

use serde_json::json;

use crate::support::{Answer, Folder, Process, Sandbox};

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
fn ancestors(answer: &Answer) -> &str {
    let policy = answer.header("content-security-policy").unwrap();
    let rule = policy
        .split("; ")
        .find_map(|rule| rule.strip_prefix("frame-ancestors "));
    rule.unwrap_or_else(|| panic!("{policy}"))
}

#[tokio::test]
async fn only_named_parents_may_frame_the_frame() {
    let sandbox = framed_by(&[PORTAL, LOCAL]).await;
    let answer = sandbox.get("/frame.html").send().await;
    assert_eq!((answer.status, answer.text.as_str()), (200, "frame"));
    assert_eq!(ancestors(&answer), format!("{PORTAL} {LOCAL}"));
    assert_eq!(answer.header("x-frame-options"), None);
}

#[tokio::test]
async fn nobody_may_frame_the_frame_when_no_parent_is_named() {
    let sandbox = framed_by(&[]).await;
    let answer = sandbox.get("/frame.html").send().await;
    assert_eq!((answer.status, ancestors(&answer)), (200, "'none'"));
    assert_eq!(answer.header("x-frame-options"), Some("DENY"));
}

#[tokio::test]
async fn parents_may_frame_no_other_page_however_it_is_asked_for() {
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
        let answer = sandbox.get(path).send().await;
        assert_eq!(ancestors(&answer), "'none'", "{path}");
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{path}");
    }
}

#[tokio::test]
async fn the_address_of_the_frame_names_no_parent() {
    let sandbox = framed_by(&[PORTAL]).await;
    let query = "parent=https://x.example&frame-parent=https://x.example";
    let page = sandbox.get(&format!("/frame.html?{query}")).send().await;
    assert_eq!(ancestors(&page), PORTAL);
    let list = sandbox.get(&format!("/frame.json?{query}")).send().await;
    assert_eq!(list.json(), json!({ "parents": [PORTAL] }));
}

#[tokio::test]
async fn the_frame_reads_its_parents_from_the_server_and_not_from_a_file() {
    for parents in [&[][..], &[PORTAL], &[PORTAL, LOCAL]] {
        let sandbox = framed_by(parents).await;
        let answer = sandbox.get("/frame.json").send().await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.json(), json!({ "parents": parents }));
    }
}

#[tokio::test]
async fn the_list_of_parents_is_read_and_nothing_else() {
    let sandbox = framed_by(&[PORTAL]).await;
    for method in ["POST", "PUT", "DELETE"] {
        let answer = sandbox.call(method, "/frame.json").send().await;
        assert_eq!(answer.status, 405, "{method}");
    }
}

#[tokio::test]
async fn the_frame_is_kept_by_nobody_so_that_its_parents_are_those_of_today() {
    for parents in [&[][..], &[PORTAL]] {
        let answer = framed_by(parents).await.get("/frame.html").send().await;
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}

#[tokio::test]
async fn the_frame_speaks_to_its_own_server_alone() {
    let sandbox = Sandbox::with(|config, folder| {
        folder.write("site/frame.html", "frame");
        config.frame_parents = vec![PORTAL.parse().unwrap()];
        config.connect_origins = vec!["https://api.example".parse().unwrap()];
    });
    let answer = sandbox.await.get("/frame.html").send().await;
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.contains("; connect-src 'self'; "), "{policy}");
}

#[tokio::test]
async fn the_frame_is_as_strict_as_every_page_but_for_who_frames_it() {
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
async fn an_isolated_parent_may_frame_the_frame_and_embed_nothing_else() {
    let sandbox = framed_by(&[PORTAL]).await;
    for (path, embedder, resource) in [
        ("/frame.html", Some("require-corp"), "cross-origin"),
        ("/index.html", None, "same-origin"),
        ("/frame.json", None, "same-origin"),
    ] {
        let answer = sandbox.get(path).send().await;
        assert_eq!(answer.header("cross-origin-embedder-policy"), embedder);
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            Some(resource)
        );
    }
}

#[test]
fn parents_named_on_the_command_line_stand_in_header_and_file() {
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
