//! The signing secret.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// A signing secret, exactly as it was sent.
///
/// It does not print itself, and its buffer is overwritten when it is dropped. That says nothing of copies that the
/// browser made on the way (the answer's text, a text node, the clipboard).
#[derive(Clone)]
pub struct SigningSecret(SecretString);

impl SigningSecret {
    /// What every secret of this API starts with.
    pub const PREFIX: &str = "whsec_";
    /// The fewest bytes of a secret that is not remarked on.
    pub const USUAL_MIN_BYTES: usize = 24;
    /// The most bytes of a secret that is not remarked on.
    pub const USUAL_MAX_BYTES: usize = 512;

    /// Keeps a secret. `None` for the empty text: there is nothing to store then.
    pub fn new(text: String) -> Option<Self> {
        (!text.is_empty()).then(|| Self(text.into()))
    }

    /// The secret itself, for the one who stores it.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether it looks as the reference says: the prefix, 24 to 512 bytes, visible ASCII.
    pub fn is_usual(&self) -> bool {
        let text = self.expose();
        text.starts_with(Self::PREFIX)
            && (Self::USUAL_MIN_BYTES..=Self::USUAL_MAX_BYTES).contains(&text.len())
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
