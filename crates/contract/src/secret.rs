//! The signing secret.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// A signing secret, exactly as it was sent.
///
/// `Debug` is redacted, and the buffer is overwritten on drop. That does not cover copies that the browser makes (the
/// response text, a text node, the clipboard).
#[derive(Clone)]
pub struct SigningSecret(SecretString);

impl SigningSecret {
    /// The prefix of every secret of this API.
    pub const PREFIX: &str = "whsec_";
    /// The fewest bytes of the documented format.
    pub const EXPECTED_MIN_BYTES: usize = 24;
    /// The most bytes of the documented format.
    pub const EXPECTED_MAX_BYTES: usize = 512;

    /// Wraps a secret. `None` for the empty text.
    pub fn new(text: String) -> Option<Self> {
        (!text.is_empty()).then(|| Self(text.into()))
    }

    /// The secret itself, for the user who stores it.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether it has the documented format: the prefix, 24 to 512 bytes, visible ASCII.
    pub fn has_expected_format(&self) -> bool {
        let text = self.expose();
        text.starts_with(Self::PREFIX)
            && (Self::EXPECTED_MIN_BYTES..=Self::EXPECTED_MAX_BYTES).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_graphic())
    }
}

impl PartialEq for SigningSecret {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}
