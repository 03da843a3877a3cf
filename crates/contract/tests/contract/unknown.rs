//! Responses with an unknown outcome: F3, F16, F18, F29 and F30. Every response has an outcome.

use contract::extract::ExtractedSecret;
use contract::response::{Outcome, Received, Response, Unknown, classify};

use crate::responses::{
    CREATED, created, outcome, outcome_truncated, response, secret_of, unknown,
};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn not_from_api(content_type: Option<&str>, excerpt: &str) -> Unknown {
    Unknown::NotFromApi {
        content_type: content_type.map(str::to_owned),
        excerpt: excerpt.to_owned(),
    }
}

#[test]
fn no_response_is_unknown() {
    assert_eq!(
        unknown(classify(&Received::NoResponse)),
        Unknown::NoResponse
    );
}

#[test]
fn redirect_is_unknown() {
    assert_eq!(unknown(classify(&Received::Redirect)), Unknown::Redirect);
    for status in 300..400 {
        assert_eq!(unknown(outcome(status, "")), Unknown::Status(status));
    }
}

#[test]
fn success_that_is_not_from_the_api_is_unknown() {
    for body in [
        "[]",
        "null",
        "7",
        "true",
        "\"ok\"",
        "{}",
        "{\"ok\":null}",
        "{\"ok\":1,\"data\":[]}",
        "{\"error\":\"text\"}",
        "<!doctype html><title>Sign in</title>",
        "plain words",
        "{margin:0}",
        "{\"ok\":true}<!-- x -->",
        "[{\"ok\":true}]",
    ] {
        for status in [200, 201, 202] {
            assert_eq!(
                unknown(outcome(status, body)),
                not_from_api(Some("application/json"), body)
            );
        }
    }
    let truncated = unknown(outcome_truncated(200, "<html><bo"));
    assert_eq!(
        truncated,
        not_from_api(Some("application/json"), "<html><bo")
    );
}

#[test]
fn response_that_is_not_from_the_api_has_a_content_type_and_an_excerpt() {
    let body = format!("  <p>\u{1b}[31m\n{}", "x".repeat(200));
    let long_type = "t".repeat(130);
    for (content_type, shown) in [
        (None, None),
        (
            Some("text/html; charset=utf-8"),
            Some("text/html; charset=utf-8".to_owned()),
        ),
        (Some(long_type.as_str()), Some("t".repeat(120) + "…")),
    ] {
        let response = Response {
            content_type: content_type.map(str::to_owned),
            ..response(200, body.as_str())
        };
        let excerpt = format!("<p> [31m {}…", "x".repeat(111));
        assert_eq!(
            unknown(classify(&Received::Response(response))),
            not_from_api(shown.as_deref(), &excerpt)
        );
    }
}

#[test]
fn truncated_refusal_under_a_success_status_is_unknown() {
    let body = r#"{"ok":false,"error":{"code":"NOPE","message":"no"}}"#;
    for end in r#"{"ok":false"#.len()..body.len() {
        let truncated = unknown(outcome_truncated(200, &body[..end]));
        assert_eq!(truncated, Unknown::Status(200), "{}", &body[..end]);
        // Without the flag: some browsers do not detect the truncation.
        assert_eq!(unknown(outcome(200, &body[..end])), truncated);
    }
    let half_a_secret = r#"{"ok":false,"data":{"signingSecret":"whsec_ha"#;
    assert_eq!(
        created(outcome_truncated(200, half_a_secret)).secret,
        ExtractedSecret::Truncated
    );
}

#[test]
fn not_ok_under_another_success_status_is_unknown() {
    let error = r#"{"ok":false,"error":{"code":"NOPE","message":"no"}}"#;
    for status in 201..300 {
        for (body, excerpt) in [("{\"ok\":false}", "{\"ok\":false}"), (error, "no")] {
            let contradiction = Unknown::Contradiction {
                status,
                excerpt: excerpt.to_owned(),
            };
            assert_eq!(unknown(outcome(status, body)), contradiction);
        }
    }
}

#[test]
fn empty_success_is_unknown_unless_its_status_is_200_or_201() {
    for status in 202..300 {
        for empty in ["", "  \r\n", "\u{feff}"] {
            assert_eq!(unknown(outcome(status, empty)), Unknown::Status(status));
        }
    }
}

#[test]
fn server_error_is_unknown() {
    for status in (500..=599).chain([408]) {
        for body in [
            "",
            "{}",
            "{\"ok\":false,\"error\":{\"code\":\"X\"}}",
            "<h1>502</h1>",
        ] {
            assert_eq!(unknown(outcome(status, body)), Unknown::Status(status));
        }
    }
}

#[test]
fn unexpected_status_is_unknown() {
    for status in (0..200).chain(600..=u16::MAX) {
        assert_eq!(unknown(outcome(status, "{}")), Unknown::Status(status));
    }
}

#[test]
fn every_status_with_every_body_has_an_outcome() {
    let half = &CREATED[..CREATED.len() / 2];
    for status in 0..=999 {
        for body in ["", "{}", "{\"ok\":false}", "<p>", half, CREATED] {
            let outcome = outcome(status, body);
            assert_eq!(secret_of(&outcome).is_some(), body == CREATED);
            let expected = match status {
                200..300 => None,
                408 => Some(false),
                400..500 => Some(true),
                _ => Some(false),
            };
            if let Some(refused) = expected.filter(|_| body != CREATED) {
                assert_eq!(matches!(outcome, Outcome::NotCreated(_)), refused);
                assert_eq!(matches!(outcome, Outcome::Unknown(_)), !refused);
            }
        }
    }
}
