//! What any answer comes to: P3, P4, P8 and P9.
//!
//! An input reads like an answer. Its first line is the status, `cut` where the body broke off, `Retry-After` and
//! `Content-Type`, with bars between: `429|cut|120|text/html`. What follows is the body.
#![no_main]

mod secret;

use std::mem::discriminant;

use contract::answer::{Answer, Outcome, Received, classify, read_tenant};
use contract::retry_after;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

use secret::secret_of;

fuzz_target!(|input: &[u8]| {
    let mut answer = answer(input);
    let outcome = outcome(&answer);
    let _ = read_tenant(&Received::Answer(answer.clone()));
    if !answer.cut {
        answer.body = out_of_strings(answer.body);
    }
    let document = document(&answer.body);
    if let Some(wait) = answer.retry_after {
        assert!((1..=retry_after::MAX_SECONDS).contains(&wait));
    }
    match secret_of(&outcome) {
        Some(secret) => assert!(stands_complete(secret, &answer.body), "{secret:?}"),
        None => assert!(!document.as_ref().is_some_and(holds_secret), "it is lost"),
    }
    if let Outcome::NotCreated(_) = outcome {
        let says_no = || document.as_ref().is_some_and(|body| body["ok"] == false);
        assert!((400..500).contains(&answer.status) || (says_no() && !answer.cut));
    }
    if document.is_some_and(|body| body.is_object()) {
        unheard_of_field_changes_nothing(&answer, outcome);
    }
});

fn answer(input: &[u8]) -> Answer {
    let end = input.iter().position(|byte| *byte == b'\n');
    let (head, body) = input.split_at(end.unwrap_or(input.len()));
    let head = String::from_utf8_lossy(head);
    let mut words = head.splitn(4, '|');
    let mut word = || words.next().filter(|word| !word.is_empty());
    Answer {
        status: word().and_then(|status| status.parse().ok()).unwrap_or(201),
        cut: word() == Some("cut"),
        retry_after: word().and_then(|header| retry_after::seconds(header, 1_795_392_000)),
        content_type: word().map(str::to_owned),
        body: body.get(1..).unwrap_or_default().to_owned(),
    }
}

fn outcome(answer: &Answer) -> Outcome {
    classify(&Received::Answer(answer.clone()))
}

/// The body as another reader of JSON has it.
fn document(body: &[u8]) -> Option<Value> {
    let text = String::from_utf8_lossy(body);
    serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(&text)).ok()
}

/// The answer that was put into a string, or into a string in a string.
fn out_of_strings(body: Vec<u8>) -> Vec<u8> {
    match document(&body) {
        Some(Value::String(inner)) if inner.starts_with(['{', '"']) => out_of_strings(inner.into()),
        _ => body,
    }
}

/// Whether the secret stands where the reference has it. What is no text counts as none.
fn holds_secret(body: &Value) -> bool {
    let secret = body["data"]["signingSecret"].as_str();
    secret.is_some_and(|secret| !secret.is_empty() && !secret.contains('\u{fffd}'))
}

/// Whether a string of the body is this secret, whole.
fn stands_complete(secret: &str, body: &[u8]) -> bool {
    let mut quotes = (0..body.len()).filter(|at| body[*at] == b'"');
    quotes.any(|at| {
        let mut read = serde_json::Deserializer::from_slice(&body[at..]).into_iter::<String>();
        let raw = body[at + 1..].strip_prefix(secret.as_bytes());
        read.next()
            .is_some_and(|read| read.is_ok_and(|read| read == secret))
            || raw.is_some_and(|rest| rest.starts_with(b"\""))
    })
}

fn unheard_of_field_changes_nothing(answer: &Answer, before: Outcome) {
    let body = answer.body.trim_ascii_end();
    let open = body.strip_suffix(b"}").expect("an object ends so");
    let comma: &[u8] = if open.trim_ascii_end().ends_with(b"{") {
        b""
    } else {
        b","
    };
    let body = [open, comma, b"\"unheardOf\":[{\"ok\":null}]}"].concat();
    let after = outcome(&Answer {
        body,
        ..answer.clone()
    });
    match (before, after) {
        (Outcome::NotCreated(mut before), Outcome::NotCreated(mut after)) => {
            // A body without words of its own is quoted.
            (before.message, after.message) = (None, None);
            assert_eq!(before, after);
        }
        (Outcome::Unknown(before), Outcome::Unknown(after)) => {
            assert_eq!(discriminant(&before), discriminant(&after));
        }
        (before, after) => assert_eq!(before, after),
    }
}
