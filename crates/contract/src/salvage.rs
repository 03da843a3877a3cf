//! Getting values out of a body that may be cut in half, or be no JSON at all.

use serde_json::Value;

use crate::SigningSecret;
use crate::wire::Subscription;

/// What there is of the signing secret in an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Secret {
    /// All of it, byte for byte.
    Whole(SigningSecret),
    /// Not all of it: the answer ended before its closing quote, or some of its bytes are no text.
    CutOff,
    /// The answer does not hold one.
    Absent,
}

/// What the secret is called in an answer.
pub(crate) const FIELD: &str = "signingSecret";

/// Looks for a complete `"signingSecret": "..."` anywhere in `body`. A part of a secret is never taken for the whole.
pub fn secret(body: &[u8]) -> Secret {
    let mut found = Secret::Absent;
    for rest in values_of(FIELD, body) {
        match string_at(rest).map(SigningSecret::new) {
            Some(Some(secret)) => return Secret::Whole(secret),
            None if rest.is_empty() || rest.starts_with(b"\"") => found = Secret::CutOff,
            Some(None) | None => {}
        }
    }
    found
}

/// A text that is a secret by its look, whatever it is called. Not in the subscription, which repeats what was typed.
pub(crate) fn under_another_name(body: &Value) -> Option<SigningSecret> {
    match body {
        Value::String(text) => SigningSecret::new(text.clone()).filter(SigningSecret::is_usual),
        Value::Array(list) => list.iter().find_map(under_another_name),
        Value::Object(entries) => {
            let mut others = entries.iter().filter(|(name, _)| *name != "subscription");
            others.find_map(|(_, value)| under_another_name(value))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// How far the body of an answer has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// What it is about is not here yet.
    Begun,
    /// Its secret is here.
    Secret,
    /// It is a whole object.
    Whole,
}

/// How far a body has come.
pub fn progress(body: &[u8]) -> Progress {
    let text = String::from_utf8_lossy(body);
    if serde_json::from_str::<Value>(&text).is_ok_and(|body| body.is_object()) {
        Progress::Whole
    } else if matches!(secret(body), Secret::Whole(_)) {
        Progress::Secret
    } else {
        Progress::Begun
    }
}

/// Puts asterisks over a word wherever it stands in a body. A short one could stand anywhere, and is left.
pub(crate) fn hide(word: &str, body: &mut [u8]) {
    const LEAST: usize = 16;
    let word = word.as_bytes();
    if word.len() < LEAST {
        return;
    }
    for at in 0..body.len() {
        if body[at..].starts_with(word) {
            body[at..at + word.len()].fill(b'*');
        }
    }
}

/// Looks for a complete `"subscription": {...}` anywhere in `text`.
pub fn subscription(text: &str) -> Option<Subscription> {
    let found = values_of("subscription", text.as_bytes())
        .filter_map(value_at)
        .find(Value::is_object)?;
    Some(Subscription::from(&found))
}

/// Whether `body` says `"ok": false` anywhere.
pub(crate) fn is_refusal(body: &[u8]) -> bool {
    values_of("ok", body).any(|rest| rest.starts_with(b"false"))
}

/// The JSON value that `body` starts with, whatever follows it.
fn value_at(body: &[u8]) -> Option<Value> {
    let mut values = serde_json::Deserializer::from_slice(body).into_iter();
    values.next()?.ok()
}

/// The JSON string that `body` starts with. One that JSON does not allow, but that ends and is text, is taken as it
/// stands: a secret with a bad escape in it is still a secret.
fn string_at(body: &[u8]) -> Option<String> {
    let (inner, _) = string_end(body.strip_prefix(b"\"")?)?;
    match value_at(body) {
        Some(Value::String(read)) => Some(read),
        _ => String::from_utf8(inner.to_owned()).ok(),
    }
}

/// What follows each `"key":` in `body`, from the value on. A key may have escapes in it, as any string. It may begin at
/// any quote: what a proxy or an interpreter wrote before the answer may hold an odd number of them. In JSON no string
/// has a quote inside that could begin one.
fn values_of<'a>(key: &'a str, body: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    // With each letter as an escape, and the quote.
    let longest = 6 * key.len() + 1;
    let quotes = (0..body.len()).filter(|at| body[*at] == b'"');
    quotes.filter_map(move |at| {
        let inside = &body[at + 1..];
        let (name, _) = string_end(&inside[..inside.len().min(longest)])?;
        let after = inside[name.len() + 1..].trim_ascii_start();
        let value = after.strip_prefix(b":")?.trim_ascii_start();
        (string_at(&body[at..])? == key).then_some(value)
    })
}

/// Splits at the quote that ends the string whose inside `body` starts with.
fn string_end(body: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut escaped = false;
    let end = body.iter().position(|&byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    Some((&body[..end], &body[end + 1..]))
}
