//! What a browser may cache, and how it asks for what it has cached, over a real socket.

use crate::support::{Folder, Process, Raw};

const JS: &str = "/app-0123456789abcdef.js";
const WASM: &str = "/app-0123456789abcdef_bg.wasm";
const ELEMENT: &str = "/element/runtime.wasm";

/// The headers of a file that its 304 repeats: those that a browser updates its cached copy with, and those of security.
const REPEATED: [&str; 11] = [
    "cache-control",
    "etag",
    "last-modified",
    "vary",
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
];

/// Each file has a compressed copy of each kind.
const FILES: [(&str, &str); 5] = [
    ("/", "site/index.html"),
    ("/tokens.css", "site/tokens.css"),
    (JS, "site/app-0123456789abcdef.js"),
    (WASM, "site/app-0123456789abcdef_bg.wasm"),
    (ELEMENT, "element/runtime.wasm"),
];

fn server() -> Process {
    let folder = Folder::with_site();
    for (_, name) in FILES {
        for (end, content) in [("", "plain"), (".br", "in brotli"), (".gz", "in gzip")] {
            folder.write(&format!("{name}{end}"), content);
        }
    }
    let element = folder.path("element").to_str().unwrap().to_owned();
    Process::start_in(folder, &["--element", &element])
}

#[track_caller]
fn send(server: &Process, method: &str, path: &str, headers: &str) -> Raw {
    Raw::request(&server.address(), method, path, headers)
}

#[test]
fn only_files_with_a_hash_are_immutable() {
    let server = server();
    for (path, _) in FILES {
        let cache = match path {
            JS | WASM => "public, max-age=31536000, immutable",
            _ => "no-cache",
        };
        let response = send(&server, "GET", path, "");
        assert_eq!(
            response.header("cache-control"),
            Some(cache.into()),
            "{path}"
        );
    }
}

#[test]
fn cached_file_is_not_sent_again() {
    let server = server();
    for (path, _) in FILES {
        for encoding in ["identity", "gzip", "br"] {
            let accept = format!("Accept-Encoding: {encoding}\r\n");
            let full = send(&server, "GET", path, &accept);
            let tag = full.header("etag").expect("an entity tag");
            let date = full.header("last-modified").expect("a date");
            for condition in [
                format!("If-None-Match: {tag}\r\n"),
                format!("If-None-Match: \"other\", W/{tag}\r\n"),
                format!("If-Modified-Since: {date}\r\n"),
                // The tag counts, not the date.
                format!(
                    "If-None-Match: {tag}\r\nIf-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
                ),
            ] {
                for method in ["GET", "HEAD"] {
                    let cached = send(&server, method, path, &format!("{accept}{condition}"));
                    let request = format!("{method} {path} {encoding} {condition}");
                    assert_eq!(
                        (cached.status, cached.body.as_str()),
                        (304, ""),
                        "{request}"
                    );
                    for name in REPEATED {
                        assert_eq!(cached.header(name), full.header(name), "{request} {name}");
                    }
                }
            }
        }
    }
}

#[test]
fn changed_file_is_sent_again() {
    let server = server();
    for condition in [
        "If-None-Match: \"other\"\r\n",
        "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n",
        // A build that was rolled back is older than the cached one.
        "If-None-Match: \"other\"\r\nIf-Modified-Since: Thu, 31 Dec 2099 00:00:00 GMT\r\n",
    ] {
        let response = send(&server, "GET", "/", condition);
        assert_eq!(
            (response.status, response.body.as_str()),
            (200, "plain"),
            "{condition}"
        );
    }
}

#[test]
fn each_encoding_has_its_own_entity_tag() {
    let server = server();
    for (path, _) in FILES {
        let [plain, gzip, br] = ["identity", "gzip", "br"].map(|encoding| {
            let response = send(
                &server,
                "GET",
                path,
                &format!("Accept-Encoding: {encoding}\r\n"),
            );
            response.header("etag").expect("an entity tag")
        });
        assert!(plain != gzip && gzip != br && br != plain, "{path}");
    }
}

#[test]
fn encoding_is_negotiated_and_keeps_the_type() {
    let server = server();
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        (JS, "text/javascript"),
        (WASM, "application/wasm"),
        (ELEMENT, "application/wasm"),
    ] {
        for (accepted, encoding, body) in [
            ("", None, "plain"),
            ("Accept-Encoding: identity\r\n", None, "plain"),
            (
                "Accept-Encoding: gzip, deflate, br, zstd\r\n",
                Some("br"),
                "in brotli",
            ),
            ("Accept-Encoding: br\r\n", Some("br"), "in brotli"),
            ("Accept-Encoding: gzip\r\n", Some("gzip"), "in gzip"),
            (
                "Accept-Encoding: br;q=0.1, gzip;q=0.9\r\n",
                Some("gzip"),
                "in gzip",
            ),
            (
                "Accept-Encoding: identity;q=0, gzip\r\n",
                Some("gzip"),
                "in gzip",
            ),
            ("Accept-Encoding: br;q=0, gzip;q=0\r\n", None, "plain"),
            // Nothing is acceptable, and the file itself is better than an error.
            ("Accept-Encoding: identity;q=0\r\n", None, "plain"),
        ] {
            let response = send(&server, "GET", path, accepted);
            let request = format!("{path} {accepted}");
            assert_eq!(
                (response.status, response.body.as_str()),
                (200, body),
                "{request}"
            );
            assert_eq!(
                response.header("content-encoding").as_deref(),
                encoding,
                "{request}"
            );
            assert_eq!(
                response.header("content-type").as_deref(),
                Some(kind),
                "{request}"
            );
            assert_eq!(
                response.header("vary").as_deref(),
                Some("Accept-Encoding, Origin"),
                "{request}"
            );
        }
    }
}

#[test]
fn head_has_the_headers_of_get_and_no_body() {
    let server = server();
    for (path, _) in FILES {
        for encoding in ["identity", "gzip", "br"] {
            let accept = format!("Accept-Encoding: {encoding}\r\n");
            let [get, head] = ["GET", "HEAD"].map(|method| send(&server, method, path, &accept));
            assert_eq!(
                (head.status, head.body.as_str()),
                (200, ""),
                "{path} {encoding}"
            );
            let length = get.body.len().to_string();
            assert_eq!(head.header("content-length"), Some(length));
            for name in REPEATED
                .into_iter()
                .chain(["content-type", "content-encoding"])
            {
                assert_eq!(
                    head.header(name),
                    get.header(name),
                    "{path} {encoding} {name}"
                );
            }
        }
    }
}

#[test]
fn timing_of_the_server_is_not_told() {
    let server = server();
    for path in ["/", JS, "/nothing", "/v1/tenant", "/openapi.json"] {
        assert_eq!(
            send(&server, "GET", path, "").header("server-timing"),
            None,
            "{path}"
        );
    }
}
