//! What the response to `GET /v1/tenant` tells about the key.

use contract::response::{KeyCheck, Reason, Received, Response, classify_tenant};
use contract::wire::Tenant;

use crate::responses::response;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn check(status: u16, body: &str) -> KeyCheck {
    classify_tenant(&Received::Response(response(status, body)))
}

#[track_caller]
fn tenant(body: &str) -> Tenant {
    match check(200, body) {
        KeyCheck::Accepted(tenant) => tenant,
        other => panic!("{body}: {other:?}"),
    }
}

#[test]
fn no_response_and_a_redirect_say_nothing_of_the_key() {
    assert_eq!(classify_tenant(&Received::NoResponse), KeyCheck::NoResponse);
    assert_eq!(classify_tenant(&Received::Redirect), KeyCheck::Redirect);
}

#[test]
fn scopes_decide_whether_the_key_may_create() {
    for (scopes, may) in [
        (r#"["*"]"#, Some(true)),
        (r#"["audit:read","*"]"#, Some(true)),
        (r#"["audit:read"]"#, Some(false)),
        (r#"["**"," *"]"#, Some(false)),
        ("[]", Some(false)),
        ("[7,null]", Some(false)),
        ("null", None),
        ("\"*\"", None),
        ("{}", None),
    ] {
        let body = format!(r#"{{"ok":true,"data":{{"key":{{"scopes":{scopes}}}}}}}"#);
        assert_eq!(tenant(&body).may_create(), may, "{scopes}");
    }
    assert_eq!(tenant(r#"{"data":{}}"#), Tenant::default());
}

#[test]
fn values_of_other_types_are_skipped() {
    let body = r#"{"data":{"developer":{"email":7},"key":{"scopes":["*",7],"prefix":null},"tenant":[]},"contractVersion":"v9"}"#;
    let expected = Tenant {
        email: None,
        scopes: Some(vec!["*".into()]),
    };
    assert_eq!(tenant(body), expected);
}

#[test]
fn refusals_are_distinguished_from_server_errors() {
    for (status, reason) in [
        (400, Reason::Invalid),
        (401, Reason::KeyRejected),
        (403, Reason::KeyLacksScope),
        (404, Reason::NoSuchEndpoint),
        (405, Reason::NoSuchEndpoint),
        (429, Reason::TooManyRequests(None)),
        (410, Reason::Gone),
    ] {
        match check(status, "{\"message\":\"no\"}") {
            KeyCheck::Refused(refusal) => {
                assert_eq!((refusal.reason, refusal.status), (reason, status));
                assert_eq!(refusal.message.as_deref(), Some("no"));
            }
            other => panic!("{status}: {other:?}"),
        }
    }
    for status in [0, 100, 302, 408, 500, 502, 503, 999] {
        assert_eq!(
            check(status, "{\"data\":{}}"),
            KeyCheck::Inconclusive(status)
        );
    }
}

#[test]
fn page_says_no_more_about_the_key_than_about_what_is_before_the_api() {
    for status in [401, 403, 404, 406] {
        match check(status, "<html><title>Blocked</title>") {
            KeyCheck::Refused(refusal) => {
                assert_eq!((refusal.reason, refusal.status), (Reason::Page, status));
                assert_eq!(refusal.message.as_deref(), Some("Blocked"));
            }
            other => panic!("{status}: {other:?}"),
        }
    }
}

#[test]
fn success_that_is_not_from_the_api_is_inconclusive() {
    for body in [
        "",
        "<p>",
        "[]",
        "null",
        "7",
        "{}",
        "{\"data\":[]}",
        "{\"data\":{",
    ] {
        assert_eq!(check(200, body), KeyCheck::Inconclusive(200), "{body}");
    }
    let truncated = Response {
        truncated: true,
        ..response(200, "{\"data\":{}}")
    };
    assert_eq!(
        classify_tenant(&Received::Response(truncated)),
        KeyCheck::Inconclusive(200)
    );
}
