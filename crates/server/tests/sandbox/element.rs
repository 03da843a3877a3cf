//! The files of the element.

use crate::support::Sandbox;

async fn sandbox() -> Sandbox {
    Sandbox::with(|_, folder| {
        folder.write("secret.txt", "outside of the package");
        for (name, content) in [
            ("index.js", "js"),
            ("index.js.br", "js in brotli"),
            ("index.js.gz", "js in gzip"),
            ("runtime.wasm", "wasm"),
            ("runtime.wasm.br", "wasm in brotli"),
            ("index.d.ts", "types"),
            ("package.json", "{}"),
            ("README.md", "read"),
            ("index.html", "no page of ours"),
        ] {
            folder.write(&format!("element/{name}"), content);
        }
    })
    .await
}

#[tokio::test]
async fn element_file_has_its_type_and_is_revalidated() {
    let sandbox = sandbox().await;
    for (name, kind) in [
        ("index.js", "text/javascript"),
        ("runtime.wasm", "application/wasm"),
        ("index.d.ts", "text/plain; charset=utf-8"),
        ("package.json", "application/json"),
        ("README.md", "text/markdown"),
    ] {
        for encoding in ["identity", "br", "gzip"] {
            let call = sandbox.get(&format!("/element/{name}?v=1"));
            let response = call.header("accept-encoding", encoding).send().await;
            assert_eq!(response.status, 200, "{name}");
            assert_eq!(response.header("content-type"), Some(kind), "{name}");
            assert_eq!(response.header("cache-control"), Some("no-cache"), "{name}");
            assert!(response.header("last-modified").is_some(), "{name}");
        }
    }
}

#[tokio::test]
async fn precompressed_element_file_is_sent_if_accepted() {
    let sandbox = sandbox().await;
    for (path, accepted, encoding, content) in [
        ("index.js", "gzip, br", Some("br"), "js in brotli"),
        ("index.js", "gzip", Some("gzip"), "js in gzip"),
        ("index.js", "identity", None, "js"),
        ("runtime.wasm", "gzip, br", Some("br"), "wasm in brotli"),
        ("runtime.wasm", "gzip", None, "wasm"),
    ] {
        let call = sandbox.get(&format!("/element/{path}"));
        let response = call.header("accept-encoding", accepted).send().await;
        assert_eq!(response.text, content, "{path} {accepted}");
        assert_eq!(response.header("content-encoding"), encoding, "{path}");
        assert_eq!(response.header("vary"), Some("Accept-Encoding"), "{path}");
    }
}

#[tokio::test]
async fn element_folder_is_not_found() {
    let sandbox = sandbox().await;
    for path in ["/element", "/element/", "/element/nothing.js", "/element//"] {
        let response = sandbox.get(path).send().await;
        assert_eq!(response.status, 404, "{path}");
        assert_eq!(response.text, "There is nothing at this path.\n", "{path}");
    }
}

#[tokio::test]
async fn path_traversal_out_of_the_element_is_not_found() {
    let sandbox = sandbox().await;
    for path in [
        "/element/../secret.txt",
        "/element/%2e%2e/secret.txt",
        "/element/..%2fsecret.txt",
        "/element/../site/index.html",
        "/elementary",
    ] {
        let response = sandbox.get(path).send().await;
        assert_eq!(response.status, 404, "{path}");
    }
}

#[tokio::test]
async fn server_starts_without_a_built_element() {
    let sandbox = Sandbox::with(|config, folder| config.element = folder.path("nowhere")).await;
    let response = sandbox.get("/element/index.js").send().await;
    assert_eq!((response.status, response.text.lines().count()), (404, 1));
    assert_eq!(sandbox.get("/").send().await.status, 200);
}

#[tokio::test]
async fn element_that_is_built_later_is_served() {
    let sandbox = Sandbox::with(|config, folder| config.element = folder.path("later")).await;
    assert_eq!(sandbox.get("/element/index.js").send().await.status, 404);
    sandbox.folder.write("later/index.js", "js");
    assert_eq!(sandbox.get("/element/index.js").send().await.text, "js");
}
