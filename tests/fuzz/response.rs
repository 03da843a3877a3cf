//! The outcome of any response: P3, P4, P8 and P9.
//!
//! An input has the structure of a response. Its first line is the status, `cut` if the body is truncated, `Retry-After`
//! and `Content-Type`, separated by bars: `429|cut|120|text/html`. The rest is the body.
#![no_main]

mod secret;

use std::mem::discriminant;

use contract::response::{Outcome, Received, Response, classify, classify_tenant};
use contract::retry_after;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

use secret::secret_of;

fuzz_target!(|input: &[u8]| {
    let mut response = response(input);
    let outcome = outcome(&response);
    let _ = classify_tenant(&Received::Response(response.clone()));
    if !response.truncated {
        response.body = decode_nested_strings(response.body);
    }
    let document = document(&response.body);
    if let Some(wait) = response.retry_after {
        assert!((1..=retry_after::MAX_SECONDS).contains(&wait));
    }
    match secret_of(&outcome) {
        Some(secret) => assert!(is_complete_string_in(secret, &response.body), "{secret:?}"),
        None => assert!(
            !document.as_ref().is_some_and(has_secret),
            "the secret is lost"
        ),
    }
    if let Outcome::NotCreated(_) = outcome {
        let is_not_ok = || document.as_ref().is_some_and(|body| body["ok"] == false);
        assert!((400..500).contains(&response.status) || (is_not_ok() && !response.truncated));
    }
    if document.is_some_and(|body| body.is_object()) {
        unknown_field_does_not_change_the_outcome(&response, outcome);
    }
});

fn response(input: &[u8]) -> Response {
    let end = input.iter().position(|byte| *byte == b'\n');
    let (head, body) = input.split_at(end.unwrap_or(input.len()));
    let head = String::from_utf8_lossy(head);
    let mut fields = head.splitn(4, '|');
    let mut field = || fields.next().filter(|field| !field.is_empty());
    Response {
        status: field()
            .and_then(|status| status.parse().ok())
            .unwrap_or(201),
        truncated: field() == Some("cut"),
        retry_after: field().and_then(|header| retry_after::seconds(header, 1_795_392_000)),
        content_type: field().map(str::to_owned),
        body: body.get(1..).unwrap_or_default().to_owned(),
    }
}

fn outcome(response: &Response) -> Outcome {
    classify(&Received::Response(response.clone()))
}

/// The body, parsed as JSON independently of the contract.
fn document(body: &[u8]) -> Option<Value> {
    let text = String::from_utf8_lossy(body);
    serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(&text)).ok()
}

/// Decodes a response that is a JSON string, or a string within a string.
fn decode_nested_strings(body: Vec<u8>) -> Vec<u8> {
    match document(&body) {
        Some(Value::String(inner)) if inner.starts_with(['{', '"']) => {
            decode_nested_strings(inner.into())
        }
        _ => body,
    }
}

/// Whether the secret is where the reference documents it. Invalid UTF-8 counts as no secret.
fn has_secret(body: &Value) -> bool {
    let secret = body["data"]["signingSecret"].as_str();
    secret.is_some_and(|secret| !secret.is_empty() && !secret.contains('\u{fffd}'))
}

/// Whether this secret is a complete string in the body.
fn is_complete_string_in(secret: &str, body: &[u8]) -> bool {
    let mut quotes = (0..body.len()).filter(|at| body[*at] == b'"');
    quotes.any(|at| {
        let mut strings = serde_json::Deserializer::from_slice(&body[at..]).into_iter::<String>();
        let raw = body[at + 1..].strip_prefix(secret.as_bytes());
        strings
            .next()
            .is_some_and(|string| string.is_ok_and(|string| string == secret))
            || raw.is_some_and(|rest| rest.starts_with(b"\""))
    })
}

fn unknown_field_does_not_change_the_outcome(response: &Response, before: Outcome) {
    let body = response.body.trim_ascii_end();
    let open = body
        .strip_suffix(b"}")
        .expect("an object ends with a brace");
    let comma: &[u8] = if open.trim_ascii_end().ends_with(b"{") {
        b""
    } else {
        b","
    };
    let body = [open, comma, b"\"unheardOf\":[{\"ok\":null}]}"].concat();
    let after = outcome(&Response {
        body,
        ..response.clone()
    });
    match (before, after) {
        (Outcome::NotCreated(mut before), Outcome::NotCreated(mut after)) => {
            // The message of a body without a message is its excerpt.
            (before.message, after.message) = (None, None);
            assert_eq!(before, after);
        }
        (Outcome::Unknown(before), Outcome::Unknown(after)) => {
            assert_eq!(discriminant(&before), discriminant(&after));
        }
        (before, after) => assert_eq!(before, after),
    }
}
