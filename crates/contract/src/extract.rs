//! Extracts values from a response body that may be truncated, or may not be JSON at all.

use serde::Deserialize;
use serde_json::Value;

use crate::SigningSecret;
use crate::wire::Subscription;

/// The signing secret of a response, as far as it arrived.
#[derive(Clone, Debug, PartialEq)]
pub enum ExtractedSecret {
    /// The complete secret, byte for byte.
    Complete(SigningSecret),
    /// Only a part of it: the body ended before the closing quote, or some bytes are not UTF-8.
    Truncated,
    /// The response has no secret.
    Absent,
}

/// The JSON key of the secret.
pub(crate) const SECRET_KEY: &str = "signingSecret";

/// Finds a complete `"signingSecret": "..."` anywhere in `body`. A part of a secret is never returned as the whole.
pub fn signing_secret(body: &[u8]) -> ExtractedSecret {
    let mut found = ExtractedSecret::Absent;
    for rest in values_of(SECRET_KEY, body) {
        match string_at(rest).map(SigningSecret::new) {
            Some(Some(secret)) => return ExtractedSecret::Complete(secret),
            None if rest.is_empty() || rest.starts_with(b"\"") => {
                found = ExtractedSecret::Truncated;
            }
            Some(None) | None => {}
        }
    }
    found
}

/// A string with the format of a secret, under any key. The subscription is skipped, because it repeats user input.
pub(crate) fn secret_under_any_key(body: &Value) -> Option<SigningSecret> {
    match body {
        Value::String(text) => {
            SigningSecret::new(text.clone()).filter(SigningSecret::has_expected_format)
        }
        Value::Array(values) => values.iter().find_map(secret_under_any_key),
        Value::Object(entries) => {
            let mut others = entries.iter().filter(|(key, _)| *key != "subscription");
            others.find_map(|(_, value)| secret_under_any_key(value))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// How much of a response body has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BodyProgress {
    /// The secret has not arrived.
    Incomplete,
    /// The secret has arrived, the body is incomplete.
    HasSecret,
    /// The body is a complete JSON object.
    Complete,
}

/// How much of a response body has arrived.
pub fn body_progress(body: &[u8]) -> BodyProgress {
    let text = String::from_utf8_lossy(body);
    if parse(text.as_bytes()).is_ok_and(|body| body.is_object()) {
        BodyProgress::Complete
    } else if matches!(signing_secret(body), ExtractedSecret::Complete(_)) {
        BodyProgress::HasSecret
    } else {
        BodyProgress::Incomplete
    }
}

/// Overwrites every occurrence of `secret` in a body with asterisks. A short secret is left, because its letters could
/// occur anywhere by chance.
pub(crate) fn redact(secret: &str, body: &mut [u8]) {
    const MIN_BYTES: usize = 16;
    let secret = secret.as_bytes();
    if secret.len() < MIN_BYTES {
        return;
    }
    for start in 0..body.len() {
        if body[start..].starts_with(secret) {
            body[start..start + secret.len()].fill(b'*');
        }
    }
}

/// Whether both texts are the same, but for what [`redact`] may have overwritten in `redacted`.
pub(crate) fn is_same_unless_redacted(redacted: &str, text: &str) -> bool {
    let mut bytes = redacted.bytes().zip(text.bytes());
    redacted.len() == text.len()
        && bytes.all(|(redacted, byte)| redacted == byte || redacted == b'*')
}

/// Finds a complete `"subscription": {...}` anywhere in `text`.
pub fn subscription(text: &str) -> Option<Subscription> {
    let object = values_of("subscription", text.as_bytes())
        .filter_map(value_at)
        .find(Value::is_object)?;
    Some(Subscription::from(&object))
}

/// Whether `"ok": false` occurs anywhere in `body`.
pub(crate) fn is_refusal(body: &[u8]) -> bool {
    values_of("ok", body).any(|rest| rest.starts_with(b"false"))
}

/// Parses JSON. The one way to do so: each kind of input would compile serde's code once more.
pub(crate) fn parse(body: &[u8]) -> serde_json::Result<Value> {
    let mut input = serde_json::Deserializer::from_slice(body);
    let value = Value::deserialize(&mut input)?;
    input.end()?;
    Ok(value)
}

/// The JSON value that `body` starts with, whatever follows it.
fn value_at(body: &[u8]) -> Option<Value> {
    Value::deserialize(&mut serde_json::Deserializer::from_slice(body)).ok()
}

/// The string that `body` starts with. A string that is not valid JSON, but has a closing quote and is UTF-8, is
/// returned unparsed: a secret with an invalid escape is still a secret.
fn string_at(body: &[u8]) -> Option<String> {
    let content = until_closing_quote(body.strip_prefix(b"\"")?)?;
    match value_at(body) {
        Some(Value::String(text)) => Some(text),
        _ => String::from_utf8(content.to_owned()).ok(),
    }
}

/// The rest of `body` from the value of each `"key":` on. The key may contain escapes, as any JSON string. Every quote
/// is tried as its start, because a warning that a proxy or an interpreter printed before the JSON may contain an odd
/// number of quotes. A string that quotes such a key does not match, because its quotes are escaped.
fn values_of<'a>(key: &'a str, body: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    // Each letter as an escape of 6 bytes, and the closing quote.
    let max_len = 6 * key.len() + 1;
    let quotes = (0..body.len()).filter(|at| body[*at] == b'"');
    quotes.filter_map(move |at| {
        let content = &body[at + 1..];
        let name = until_closing_quote(&content[..content.len().min(max_len)])?;
        let after = content[name.len() + 1..].trim_ascii_start();
        let value = after.strip_prefix(b":")?.trim_ascii_start();
        (string_at(&body[at..])? == key).then_some(value)
    })
}

/// The content of a string whose opening quote is removed.
fn until_closing_quote(body: &[u8]) -> Option<&[u8]> {
    let mut escaped = false;
    let end = body.iter().position(|&byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })?;
    Some(&body[..end])
}
