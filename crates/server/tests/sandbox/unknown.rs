//! Unknown methods and paths.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::responses::is_error_body;
use crate::support::Sandbox;

/// Fewer than the rate limit.
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
fn no_method_and_no_path_is_a_server_error() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let sandbox = runtime.block_on(Sandbox::start());
    let body = prop::collection::vec(any::<u8>(), 0..40);
    let requests = (method(), path(), any::<bool>(), body);
    let ask = |(method, path, known, body): (String, String, bool, Vec<u8>)| {
        let call = sandbox.call(&method, &path).json(body);
        let call = if known { call.key(&sandbox.key) } else { call };
        let response = runtime.block_on(call.send());
        prop_assert!(response.status < 500, "{}", response.text);
        let refused = response.status >= 400;
        if refused && method != "HEAD" && path.starts_with("/v1/") {
            is_error_body(&response);
        }
        Ok(())
    };
    let config = Config {
        failure_persistence: None,
        ..Config::with_cases(REQUESTS)
    };
    TestRunner::new(config).run(&requests, ask).unwrap();
}

/// S46. Found by the test above: the file system returns other errors for these paths.
#[tokio::test]
async fn path_that_no_file_can_have_is_not_found() {
    let sandbox = Sandbox::start().await;
    let long = "a".repeat(300);
    let deep = "a/".repeat(2_500);
    for below in ["/", "/element/"] {
        for name in ["%00", "a%00b.js", &long, &deep] {
            for method in ["GET", "HEAD"] {
                let response = sandbox.call(method, &[below, name].concat()).send().await;
                assert_eq!(response.status, 404, "{method} {below}{name}");
            }
        }
    }
}
