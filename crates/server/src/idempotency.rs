//! `Idempotency-Key`: a create that is sent again is the same create.

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};

/// The header that names an attempt.
pub(crate) const HEADER: &str = "idempotency-key";

/// The header of an answer that was given before.
pub(crate) const REPLAYED: &str = "idempotent-replayed";

/// The longest key, in bytes.
const MAX_KEY: usize = 255;

/// One create, however often it is sent. Only `POST /v1/webhooks` knows attempts, so the route need
/// not be in here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Attempt {
    /// SHA-256 of the caller's key id and what the caller named the attempt: nobody meets the
    /// attempts of another key, and the name, which could be a guessable one, is kept nowhere.
    pub(crate) id: [u8; 32],
    /// SHA-256 of the body.
    pub(crate) body: [u8; 32],
}

impl Attempt {
    /// The attempt that a request with `body` belongs to, sent with the API key `key_id`; none when it names none.
    ///
    /// # Errors
    ///
    /// [`IdempotencyError::BadKey`] when the header is given twice, or its value is empty, longer
    /// than 255 bytes, not visible ASCII, or a string in quotes that does not end where its quotes do.
    pub(crate) fn read(
        headers: &HeaderMap,
        key_id: &str,
        body: &[u8],
    ) -> Result<Option<Self>, IdempotencyError> {
        let mut values = headers.get_all(HEADER).iter();
        let Some(value) = values.next() else {
            return Ok(None);
        };
        let name = match values.next() {
            None => name(value),
            Some(_) => None,
        };
        let name = name.ok_or(IdempotencyError::BadKey)?;
        let id = Sha256::new()
            .chain_update(key_id)
            .chain_update([0])
            .chain_update(name);
        Ok(Some(Self {
            id: id.finalize().into(),
            body: Sha256::digest(body).into(),
        }))
    }
}

/// What the header says, bare or as a string of RFC 8941.
fn name(value: &HeaderValue) -> Option<String> {
    let text = value.to_str().ok()?;
    let name = match text.strip_prefix('"') {
        Some(quoted) => unquoted(quoted)?,
        None if text.contains('"') => return None,
        None => text.to_owned(),
    };
    let visible = name.bytes().all(|byte| byte.is_ascii_graphic());
    (visible && (1..=MAX_KEY).contains(&name.len())).then_some(name)
}

/// The string that begins after its first quote and must end with its last.
fn unquoted(text: &str) -> Option<String> {
    let mut name = String::new();
    let mut chars = text.chars();
    loop {
        match chars.next()? {
            '"' => return chars.as_str().is_empty().then_some(name),
            '\\' => name.push(chars.next().filter(|c| matches!(c, '"' | '\\'))?),
            other => name.push(other),
        }
    }
}

/// The attempts whose answer is on its way.
#[derive(Clone, Default)]
pub(crate) struct InFlight(Arc<Mutex<HashSet<[u8; 32]>>>);

impl InFlight {
    /// # Errors
    ///
    /// [`IdempotencyError::InFlight`] when this attempt is on its way already.
    pub(crate) fn begin(&self, attempt: Attempt) -> Result<Arc<Flight>, IdempotencyError> {
        if !self.attempts().insert(attempt.id) {
            return Err(IdempotencyError::InFlight);
        }
        Ok(Arc::new(Flight {
            all: self.clone(),
            id: attempt.id,
        }))
    }

    fn attempts(&self) -> MutexGuard<'_, HashSet<[u8; 32]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An attempt on its way. It travels with its answer and ends where the connection takes that over.
#[must_use = "the attempt ends when this is dropped"]
pub(crate) struct Flight {
    all: InFlight,
    id: [u8; 32],
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.all.attempts().remove(&self.id);
    }
}

/// Why a request with an `Idempotency-Key` is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IdempotencyError {
    /// The header's value is no idempotency key.
    BadKey,
    /// Another request with the same key is in flight.
    InFlight,
}

impl fmt::Display for IdempotencyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BadKey => "the idempotency key is malformed",
            Self::InFlight => "a request with this idempotency key is in flight",
        })
    }
}

impl std::error::Error for IdempotencyError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Option<String> {
        name(&HeaderValue::from_str(value).unwrap())
    }

    #[test]
    fn a_name_is_the_same_with_and_without_quotes() {
        for (value, name) in [
            ("0b9c", "0b9c"),
            ("\"0b9c\"", "0b9c"),
            (r#""a\"b\\c""#, r#"a"b\c"#),
            (r"a\b", r"a\b"),
        ] {
            assert_eq!(read(value).as_deref(), Some(name), "{value}");
        }
        let longest = "x".repeat(MAX_KEY);
        assert_eq!(read(&longest), Some(longest.clone()));
        assert_eq!(read(&format!("\"{longest}\"")), Some(longest));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        let long = "x".repeat(MAX_KEY + 1);
        for value in [
            "", "\"\"", "\"", "\"a", "a\"", "a\"b", "\"a\"b", "\"a\";b", r#""a\""#, r#""a\b""#,
            "a b", "\"a b\"", "a\tb", "\u{e9}", &long,
        ] {
            assert_eq!(read(value), None, "{value}");
        }
    }

    #[test]
    fn an_attempt_of_another_key_is_another_attempt() {
        let named = |name| HeaderMap::from_iter([(HEADER.parse().unwrap(), name)]);
        let attempt = |name, key_id: &str| {
            let headers = named(HeaderValue::from_static(name));
            Attempt::read(&headers, key_id, b"body").unwrap().unwrap()
        };
        assert_eq!(attempt("a", "key_1"), attempt("\"a\"", "key_1"));
        assert_ne!(attempt("a", "key_1").id, attempt("a", "key_2").id);
        assert_ne!(attempt("a", "key_1").id, attempt("b", "key_1").id);
    }
}
