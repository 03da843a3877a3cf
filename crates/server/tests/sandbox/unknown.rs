//! Methods and paths that nobody thought of.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::answers::is_an_error_body;
use crate::support::Sandbox;

/// Fewer than a key may send in a minute.
const REQUESTS: u32 = 500;

const METHODS: &[&str] = &[
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "QUERY",
];

const SEGMENTS: &[&str] = &[
    "v1",
    "webhooks",
    "tenant",
    "openapi.json",
    "active",
    "__fault",
    "..",
    ".",
    "",
];

fn method() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(METHODS).prop_map(String::from),
        1 => "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,20}",
    ]
}

fn path() -> impl Strategy<Value = String> {
    let segment = prop_oneof![
        4 => prop::sample::select(SEGMENTS).prop_map(String::from),
        1 => "[!$&'()*+,.0-9:;=@A-Z_a-z~-]{1,12}",
        1 => "(%[0-9a-fA-F]{2}){1,4}",
        1 => "%[0-9a-zA-Z]?",
    ];
    let start = prop_oneof![2 => Just("/v1/"), 1 => Just("/")];
    let query = prop::option::of("\\?[!$%&'()*+,./0-9:;=?@A-Z_a-z~-]{0,20}");
    (start, prop::collection::vec(segment, 0..5), query).prop_map(|(start, segments, query)| {
        format!("{start}{}{}", segments.join("/"), query.unwrap_or_default())
    })
}

/// S46.
#[test]
fn no_method_and_no_path_makes_the_server_fail() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let sandbox = runtime.block_on(Sandbox::start());
    let body = prop::collection::vec(any::<u8>(), 0..40);
    let requests = (method(), path(), any::<bool>(), body);
    let ask = |(method, path, known, body): (String, String, bool, Vec<u8>)| {
        let call = sandbox.call(&method, &path).json(body);
        let call = if known { call.key(&sandbox.key) } else { call };
        let answer = runtime.block_on(call.send());
        prop_assert!(answer.status < 500, "{}", answer.text);
        let refused = answer.status >= 400;
        if refused && method != "HEAD" && path.starts_with("/v1/") {
            is_an_error_body(&answer);
        }
        Ok(())
    };
    let config = Config {
        failure_persistence: None,
        ..Config::with_cases(REQUESTS)
    };
    TestRunner::new(config).run(&requests, ask).unwrap();
}

/// S46: found by the test before. The file system has errors of its own for these.
#[tokio::test]
async fn name_that_no_file_can_have_is_not_found() {
    let sandbox = Sandbox::start().await;
    let long = "a".repeat(300);
    let deep = "a/".repeat(2_500);
    for below in ["/", "/element/"] {
        for name in ["%00", "a%00b.js", &long, &deep] {
            for method in ["GET", "HEAD"] {
                let answer = sandbox.call(method, &[below, name].concat()).send().await;
                assert_eq!(answer.status, 404, "{method} {below}{name}");
            }
        }
    }
}
