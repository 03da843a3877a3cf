//! The files of the console.

use crate::support::{PAGE, Response, Sandbox};

async fn sandbox() -> Sandbox {
    Sandbox::with(|_, folder| {
        folder.write("secret.txt", "outside of the site");
        for (name, content) in [
            ("app-0123456789abcdef.js", "js"),
            ("app-0123456789abcdef.js.br", "js in brotli"),
            ("app-0123456789abcdef.js.gz", "js in gzip"),
            ("app-0123456789abcdef_bg.wasm", "wasm"),
            ("app-0123456789abcdef_bg.wasm.br", "wasm in brotli"),
            ("style-0123456789abcdef.css", "css"),
            ("embed.html", "embed"),
            ("icon.svg", "svg"),
        ] {
            folder.write(&format!("site/{name}"), content);
        }
    })
    .await
}

async fn fetch(sandbox: &Sandbox, path: &str, encodings: &str) -> Response {
    sandbox
        .get(path)
        .header("accept-encoding", encodings)
        .send()
        .await
}

#[tokio::test]
async fn root_is_the_page() {
    let sandbox = sandbox().await;
    for path in ["/", "/index.html", "/?theme=dark"] {
        let response = sandbox.get(path).send().await;
        assert_eq!(
            (response.status, response.text.as_str()),
            (200, PAGE),
            "{path}"
        );
        assert_eq!(
            response.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(response.header("cache-control"), Some("no-cache"));
    }
}

#[tokio::test]
async fn file_has_its_type_and_a_hashed_one_is_immutable() {
    let sandbox = sandbox().await;
    let year = "public, max-age=31536000, immutable";
    for (path, kind, cache) in [
        ("/app-0123456789abcdef.js", "text/javascript", year),
        ("/app-0123456789abcdef_bg.wasm", "application/wasm", year),
        ("/style-0123456789abcdef.css", "text/css", year),
        ("/embed.html", "text/html; charset=utf-8", "no-cache"),
        ("/icon.svg", "image/svg+xml", "no-cache"),
    ] {
        for encoding in ["identity", "br", "gzip"] {
            let response = fetch(&sandbox, path, encoding).await;
            assert_eq!(response.status, 200, "{path}");
            assert_eq!(
                response.header("content-type"),
                Some(kind),
                "{path} {encoding}"
            );
            assert_eq!(response.header("cache-control"), Some(cache), "{path}");
        }
    }
}

#[tokio::test]
async fn precompressed_file_is_sent_if_accepted() {
    let sandbox = sandbox().await;
    let js = "/app-0123456789abcdef.js";
    let wasm = "/app-0123456789abcdef_bg.wasm";
    for (path, accepted, encoding, content) in [
        (js, "gzip, deflate, br, zstd", Some("br"), "js in brotli"),
        (js, "gzip", Some("gzip"), "js in gzip"),
        (js, "identity", None, "js"),
        (js, "br;q=0", None, "js"),
        (wasm, "gzip, br", Some("br"), "wasm in brotli"),
        (wasm, "gzip", None, "wasm"),
    ] {
        let response = fetch(&sandbox, path, accepted).await;
        assert_eq!(response.text, content, "{path} {accepted}");
        assert_eq!(
            response.header("content-encoding"),
            encoding,
            "{path} {accepted}"
        );
        let vary: Vec<_> = response
            .headers
            .get_all("vary")
            .iter()
            .map(|value| value.to_str().unwrap())
            .collect();
        assert_eq!(
            vary.join(", ").to_lowercase(),
            "accept-encoding, origin",
            "{path} {accepted}"
        );
    }
}

#[tokio::test]
async fn unknown_path_is_404_in_plain_text() {
    let sandbox = sandbox().await;
    for path in [
        "/nothing",
        "/app-fedcba9876543210.js",
        "/a/b/c",
        "/v1x",
        "/%ff",
        "/%00",
    ] {
        let response = sandbox.get(path).send().await;
        assert_eq!(response.status, 404, "{path}");
        assert_eq!(response.text, "There is nothing at this path.\n", "{path}");
        assert_eq!(
            response.header("content-type"),
            Some("text/plain; charset=utf-8")
        );
        assert_eq!(response.header("cache-control"), Some("no-store"), "{path}");
    }
}

#[tokio::test]
async fn path_traversal_is_not_found() {
    let sandbox = sandbox().await;
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/a/../../secret.txt",
        "/..%5csecret.txt",
        "//secret.txt/..",
        "/%2e%2e%2f%2e%2e%2fetc/passwd",
    ] {
        let response = sandbox.get(path).send().await;
        assert_eq!(response.status, 404, "{path}");
        assert!(!response.text.contains("outside"), "{path}");
    }
}

#[tokio::test]
async fn files_are_read_only() {
    let sandbox = sandbox().await;
    let head = sandbox.call("HEAD", "/").send().await;
    assert_eq!((head.status, head.text.as_str()), (200, ""));
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let response = sandbox.call(method, "/").send().await;
        assert_eq!(
            (response.status, response.header("allow")),
            (405, Some("GET,HEAD")),
            "{method}"
        );
    }
}

#[tokio::test]
async fn missing_console_is_an_error_at_start() {
    let sandbox = sandbox().await;
    for name in ["nowhere", "site/embed.html", "empty"] {
        let mut config = Sandbox::config(&sandbox.folder);
        config.site = sandbox.folder.path(name);
        let refused = server::AppState::open(&config, 8787)
            .err()
            .unwrap()
            .to_string();
        assert!(
            refused.starts_with("there is no built console in "),
            "{refused}"
        );
        assert!(refused.contains("run `cargo xtask start`"), "{refused}");
    }
}
