//! What is copied together with a key: `Bearer`, a variable's name, quotation marks, invisible characters.

use super::ApiKeyError;
use crate::characters::{code_point, is_of_pair};

/// What keys begin with.
const PREFIX: &str = "sk_";

/// Splits `text` after something that is no part of the key behind it.
pub(super) fn split_start(text: &str) -> Option<(ApiKeyError, &str)> {
    if let Some(rest) = strip_bearer(text) {
        return Some((ApiKeyError::BeginsWithBearer, rest));
    }
    let first = text.chars().next()?;
    if may_surround(first) {
        return Some((ApiKeyError::BeginsWith(first), &text[first.len_utf8()..]));
    }
    // Only before a known prefix: other keys may have `=` in them.
    let (name, rest) = text.split_once(['=', ':'])?;
    (!name.contains(PREFIX) && rest.contains(PREFIX)).then_some((ApiKeyError::BeginsWithName, rest))
}

/// Splits `text` before something that is no part of the key in front of it.
pub(super) fn split_end(text: &str) -> Option<(ApiKeyError, &str)> {
    if let Some(rest) = text.strip_suffix('…').or(text.strip_suffix("...")) {
        return Some((ApiKeyError::EndsWithEllipsis, rest));
    }
    let last = text.chars().next_back().filter(|c| may_surround(*c))?;
    let rest = &text[..text.len() - last.len_utf8()];
    Some((ApiKeyError::EndsWith(last), rest))
}

/// The text after `Bearer`, the scheme of the `Authorization` header. Schemes are case-insensitive (RFC 9110, 11.1).
pub(super) fn strip_bearer(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()));
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| rest.trim_start())
}

/// Whether a character may be copied with a key, and is none that a bearer token has (RFC 6750, 2.1).
fn may_surround(c: char) -> bool {
    is_of_pair(c) || ",;".contains(c) || c.is_control() || !c.is_ascii() && !c.is_alphanumeric()
}

/// The character itself where everybody can see it, else its code point.
pub(super) fn name_of(c: char) -> String {
    if c.is_ascii_graphic() || is_of_pair(c) || "•·".contains(c) {
        c.to_string()
    } else {
        code_point(c)
    }
}
