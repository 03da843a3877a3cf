//! The files of the console.

use crate::support::{Answer, PAGE, Sandbox};

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

async fn fetch(sandbox: &Sandbox, path: &str, encodings: &str) -> Answer {
    sandbox
        .get(path)
        .header("accept-encoding", encodings)
        .send()
        .await
}

#[tokio::test]
async fn the_root_is_the_page() {
    let sandbox = sandbox().await;
    for path in ["/", "/index.html", "/?theme=dark"] {
        let answer = sandbox.get(path).send().await;
        assert_eq!((answer.status, answer.text.as_str()), (200, PAGE), "{path}");
        assert_eq!(
            answer.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
    }
}

#[tokio::test]
async fn a_file_has_its_type_and_a_hashed_name_is_kept_for_a_year() {
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
            let answer = fetch(&sandbox, path, encoding).await;
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(
                answer.header("content-type"),
                Some(kind),
                "{path} {encoding}"
            );
            assert_eq!(answer.header("cache-control"), Some(cache), "{path}");
        }
    }
}

#[tokio::test]
async fn a_compressed_sibling_is_sent_to_whoever_takes_it() {
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
        let answer = fetch(&sandbox, path, accepted).await;
        assert_eq!(answer.text, content, "{path} {accepted}");
        assert_eq!(
            answer.header("content-encoding"),
            encoding,
            "{path} {accepted}"
        );
        let vary: Vec<_> = answer
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
async fn an_unknown_path_is_a_plain_404() {
    let sandbox = sandbox().await;
    for path in [
        "/nothing",
        "/app-fedcba9876543210.js",
        "/a/b/c",
        "/v1x",
        "/%ff",
        "/%00",
    ] {
        let answer = sandbox.get(path).send().await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.text, "There is nothing at this path.\n", "{path}");
        assert_eq!(
            answer.header("content-type"),
            Some("text/plain; charset=utf-8")
        );
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
    }
}

#[tokio::test]
async fn nothing_outside_of_the_folder_is_served() {
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
        let answer = sandbox.get(path).send().await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text.contains("outside"), "{path}");
    }
}

#[tokio::test]
async fn files_are_read_and_nothing_else() {
    let sandbox = sandbox().await;
    let head = sandbox.call("HEAD", "/").send().await;
    assert_eq!((head.status, head.text.as_str()), (200, ""));
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let answer = sandbox.call(method, "/").send().await;
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, Some("GET,HEAD")),
            "{method}"
        );
    }
}

#[tokio::test]
async fn a_console_that_is_not_built_is_said_before_anything_starts() {
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
