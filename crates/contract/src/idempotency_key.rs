//! The name of an attempt.

use std::fmt;

/// Names an attempt to create, so that an API that honours it makes one subscription of all requests with this name.
///
/// Who knows it could ask for the stored answer, a secret with it: it does not print itself.
#[derive(Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The header that it belongs into.
    pub const HEADER: &str = "Idempotency-Key";

    /// Takes a name in, such as a UUID. `None` for what is none: `""`, and anything but ASCII letters, digits and
    /// hyphens, as `"a b"` or `"a\"b"`.
    pub fn new(name: String) -> Option<Self> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (!name.is_empty() && name.bytes().all(is_plain)).then_some(Self(name))
    }

    /// The header's value: a string of RFC 8941.
    pub fn to_header(&self) -> String {
        ["\"", &self.0, "\""].concat()
    }
}

impl fmt::Debug for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}
