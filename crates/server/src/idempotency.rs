//! `Idempotency-Key`: a create that is retried creates nothing new.

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};

/// The request header.
pub(crate) const KEY_HEADER: &str = "idempotency-key";

/// The header of a response that was stored for an earlier request.
pub(crate) const REPLAYED_HEADER: &str = "idempotent-replayed";

/// The maximum length of a key.
const MAX_KEY_BYTES: usize = 255;

/// A create with an idempotency key, however often it is sent. Only `POST /v1/webhooks` supports the header, so the route
/// is not a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct IdempotentRequest {
    /// SHA-256 of the id of the API key and the idempotency key: requests of different API keys never match, and the
    /// idempotency key, which may be guessable, is not stored.
    pub(crate) key_hash: [u8; 32],
    /// SHA-256 of the body.
    pub(crate) body_hash: [u8; 32],
}

impl IdempotentRequest {
    /// Reads the header of a request with `body`, sent with the API key `key_id`; `None` without the header.
    ///
    /// # Errors
    ///
    /// [`IdempotencyError::BadKey`] when the header occurs twice, or its value is empty, longer than 255 bytes, not
    /// visible ASCII, or a malformed quoted string such as `"a`.
    pub(crate) fn from_headers(
        headers: &HeaderMap,
        key_id: &str,
        body: &[u8],
    ) -> Result<Option<Self>, IdempotencyError> {
        let mut values = headers.get_all(KEY_HEADER).iter();
        let Some(value) = values.next() else {
            return Ok(None);
        };
        let key = match values.next() {
            None => parse_key(value),
            Some(_) => None,
        };
        let key = key.ok_or(IdempotencyError::BadKey)?;
        let key_hash = Sha256::new()
            .chain_update(key_id)
            .chain_update([0])
            .chain_update(key);
        Ok(Some(Self {
            key_hash: key_hash.finalize().into(),
            body_hash: Sha256::digest(body).into(),
        }))
    }
}

/// The key in the value of the header: plain, or a quoted string (RFC 8941).
fn parse_key(value: &HeaderValue) -> Option<String> {
    let text = value.to_str().ok()?;
    let key = match text.strip_prefix('"') {
        Some(rest) => parse_quoted(rest)?,
        None if text.contains('"') => return None,
        None => text.to_owned(),
    };
    let is_visible = key.bytes().all(|byte| byte.is_ascii_graphic());
    (is_visible && (1..=MAX_KEY_BYTES).contains(&key.len())).then_some(key)
}

/// Parses the rest of a quoted string after its opening quote.
fn parse_quoted(text: &str) -> Option<String> {
    let mut parsed = String::new();
    let mut chars = text.chars();
    loop {
        match chars.next()? {
            '"' => return chars.as_str().is_empty().then_some(parsed),
            '\\' => parsed.push(chars.next().filter(|c| matches!(c, '"' | '\\'))?),
            other => parsed.push(other),
        }
    }
}

/// The requests in flight, by their `key_hash`.
#[derive(Clone, Default)]
pub(crate) struct InFlight(Arc<Mutex<HashSet<[u8; 32]>>>);

impl InFlight {
    /// # Errors
    ///
    /// [`IdempotencyError::InFlight`] when an earlier request with the same key is in flight.
    pub(crate) fn insert(
        &self,
        request: IdempotentRequest,
    ) -> Result<Arc<InFlightGuard>, IdempotencyError> {
        if !self.lock().insert(request.key_hash) {
            return Err(IdempotencyError::InFlight);
        }
        Ok(Arc::new(InFlightGuard {
            in_flight: self.clone(),
            key_hash: request.key_hash,
        }))
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<[u8; 32]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request in flight. It is an extension of the response, and is dropped when the connection sends that.
#[must_use = "the request is no longer in flight when this is dropped"]
pub(crate) struct InFlightGuard {
    in_flight: InFlight,
    key_hash: [u8; 32],
}

impl Drop for InFlightGuard {
    fn drop(&mut self) {
        self.in_flight.lock().remove(&self.key_hash);
    }
}

/// Why a request with an `Idempotency-Key` is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IdempotencyError {
    /// The value of the header is not an idempotency key.
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

    fn parse(value: &str) -> Option<String> {
        parse_key(&HeaderValue::from_str(value).unwrap())
    }

    #[test]
    fn key_is_the_same_with_and_without_quotes() {
        for (value, key) in [
            ("0b9c", "0b9c"),
            ("\"0b9c\"", "0b9c"),
            (r#""a\"b\\c""#, r#"a"b\c"#),
            (r"a\b", r"a\b"),
        ] {
            assert_eq!(parse(value).as_deref(), Some(key), "{value}");
        }
        let longest = "x".repeat(MAX_KEY_BYTES);
        assert_eq!(parse(&longest), Some(longest.clone()));
        assert_eq!(parse(&format!("\"{longest}\"")), Some(longest));
    }

    #[test]
    fn malformed_key_is_rejected() {
        let long = "x".repeat(MAX_KEY_BYTES + 1);
        for value in [
            "", "\"\"", "\"", "\"a", "a\"", "a\"b", "\"a\"b", "\"a\";b", r#""a\""#, r#""a\b""#,
            "a b", "\"a b\"", "a\tb", "\u{e9}", &long,
        ] {
            assert_eq!(parse(value), None, "{value}");
        }
    }

    #[test]
    fn same_key_of_another_api_key_is_another_request() {
        let request = |key, key_id: &str| {
            let key = HeaderValue::from_static(key);
            let headers = HeaderMap::from_iter([(KEY_HEADER.parse().unwrap(), key)]);
            IdempotentRequest::from_headers(&headers, key_id, b"body")
                .unwrap()
                .unwrap()
        };
        assert_eq!(request("a", "key_1"), request("\"a\"", "key_1"));
        assert_ne!(
            request("a", "key_1").key_hash,
            request("a", "key_2").key_hash
        );
        assert_ne!(
            request("a", "key_1").key_hash,
            request("b", "key_1").key_hash
        );
    }
}
