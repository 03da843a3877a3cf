//! Getting values out of a body that may be cut in half, or be no JSON at all.

use crate::SigningSecret;
use crate::json::Json;
use crate::wire::Subscription;

/// What there is of the signing secret in an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Secret {
    /// All of it, byte for byte.
    Whole(SigningSecret),
    /// The answer ended before its closing quote.
    CutOff,
    /// The answer does not hold one.
    Absent,
}

/// Looks for a complete `"signingSecret": "..."` anywhere in `text`. A part of a secret is never taken for the whole.
pub fn secret(text: &str) -> Secret {
    let mut found = Secret::Absent;
    for rest in values_of("signingSecret", text) {
        match string_at(rest).map(SigningSecret::new) {
            Some(Some(secret)) => return Secret::Whole(secret),
            None if rest.is_empty() || rest.starts_with('"') => found = Secret::CutOff,
            Some(None) | None => {}
        }
    }
    found
}

/// Looks for a complete `"subscription": {...}` anywhere in `text`.
pub fn subscription(text: &str) -> Option<Subscription> {
    let found = values_of("subscription", text)
        .filter_map(Json::starting)
        .find(Json::is_object)?;
    Some(Subscription::from(&found))
}

/// Whether `text` says `"ok": false` anywhere.
pub(crate) fn is_refusal(text: &str) -> bool {
    values_of("ok", text).any(|rest| rest.starts_with("false"))
}

/// The JSON string that `text` starts with. One that JSON does not allow, but that ends, is taken as it stands: a
/// secret with a bad escape in it is still a secret.
fn string_at(text: &str) -> Option<String> {
    let inner = string_end(text.strip_prefix('"')?)?.0;
    match Json::starting(text) {
        Some(Json::Text(read)) => Some(read),
        _ => Some(inner.to_owned()),
    }
}

/// The texts that follow each `"key":` in `text`, from the value on.
fn values_of<'a>(key: &'a str, mut text: &'a str) -> impl Iterator<Item = &'a str> {
    std::iter::from_fn(move || {
        loop {
            let (_, string) = text.split_once('"')?;
            let (inner, after) = string_end(string)?;
            text = after;
            let value = after.trim_start().strip_prefix(':').map(str::trim_start);
            if let Some(value) = value
                && inner == key
            {
                return Some(value);
            }
        }
    })
}

/// Splits at the quote that ends the string whose inside `text` starts with.
fn string_end(text: &str) -> Option<(&str, &str)> {
    let mut escaped = false;
    let end = text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    Some((&text[..end], &text[end + 1..]))
}
