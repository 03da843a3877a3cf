//! The idempotency key of a create.

use std::fmt;

/// Identifies a create, so that an API that supports it creates one subscription for all requests with the same key.
///
/// `Debug` is redacted: whoever knows the key could request the stored response, and with it the secret.
#[derive(Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The name of the header.
    pub const HEADER: &str = "Idempotency-Key";

    /// Wraps a key such as a UUID. `None` for `""`, and for anything but ASCII letters, digits and hyphens, such as
    /// `"a b"` or `"a\"b"`.
    pub fn new(key: String) -> Option<Self> {
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (!key.is_empty() && key.bytes().all(is_allowed)).then_some(Self(key))
    }

    /// The value of the header: a quoted string (RFC 8941).
    pub fn to_header(&self) -> String {
        ["\"", &self.0, "\""].concat()
    }
}

impl fmt::Debug for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}
