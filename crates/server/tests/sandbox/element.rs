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
async fn a_file_of_the_element_has_its_type_and_is_asked_for_anew() {
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
            let answer = call.header("accept-encoding", encoding).send().await;
            assert_eq!(answer.status, 200, "{name}");
            assert_eq!(answer.header("content-type"), Some(kind), "{name}");
            assert_eq!(answer.header("cache-control"), Some("no-cache"), "{name}");
            assert!(answer.header("last-modified").is_some(), "{name}");
        }
    }
}

#[tokio::test]
async fn a_compressed_sibling_of_the_element_is_sent_to_whoever_takes_it() {
    let sandbox = sandbox().await;
    for (path, accepted, encoding, content) in [
        ("index.js", "gzip, br", Some("br"), "js in brotli"),
        ("index.js", "gzip", Some("gzip"), "js in gzip"),
        ("index.js", "identity", None, "js"),
        ("runtime.wasm", "gzip, br", Some("br"), "wasm in brotli"),
        ("runtime.wasm", "gzip", None, "wasm"),
    ] {
        let call = sandbox.get(&format!("/element/{path}"));
        let answer = call.header("accept-encoding", accepted).send().await;
        assert_eq!(answer.text, content, "{path} {accepted}");
        assert_eq!(answer.header("content-encoding"), encoding, "{path}");
        assert_eq!(answer.header("vary"), Some("Accept-Encoding"), "{path}");
    }
}

#[tokio::test]
async fn a_folder_of_the_element_is_no_page() {
    let sandbox = sandbox().await;
    for path in ["/element", "/element/", "/element/nothing.js", "/element//"] {
        let answer = sandbox.get(path).send().await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.text, "There is nothing at this path.\n", "{path}");
    }
}

#[tokio::test]
async fn nothing_outside_of_the_element_is_served_in_its_name() {
    let sandbox = sandbox().await;
    for path in [
        "/element/../secret.txt",
        "/element/%2e%2e/secret.txt",
        "/element/..%2fsecret.txt",
        "/element/../site/index.html",
        "/elementary",
    ] {
        let answer = sandbox.get(path).send().await;
        assert_eq!(answer.status, 404, "{path}");
    }
}

#[tokio::test]
async fn an_element_that_is_not_built_is_no_reason_not_to_start() {
    let sandbox = Sandbox::with(|config, folder| config.element = folder.path("nowhere")).await;
    let answer = sandbox.get("/element/index.js").send().await;
    assert_eq!((answer.status, answer.text.lines().count()), (404, 1));
    assert_eq!(sandbox.get("/").send().await.status, 200);
}

#[tokio::test]
async fn an_element_that_is_built_later_is_served_from_then_on() {
    let sandbox = Sandbox::with(|config, folder| config.element = folder.path("later")).await;
    assert_eq!(sandbox.get("/element/index.js").send().await.status, 404);
    sandbox.folder.write("later/index.js", "js");
    assert_eq!(sandbox.get("/element/index.js").send().await.text, "js");
}
