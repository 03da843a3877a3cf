//! API keys.

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::token;

/// The prefix of every key of this sandbox.
pub const PREFIX: &str = "sk_test_";

/// The scope that includes all others.
pub const ALL_SCOPES: &str = "*";

/// A new key with 32 random bytes.
pub(crate) fn generate() -> SecretString {
    token::hex_token::<32>(PREFIX).into()
}

/// The hash of a key, which is stored instead of the key.
///
/// One round of SHA-256 is enough, because a key has 256 random bits and cannot be guessed. A slow hash protects
/// passwords, and would slow down every request.
#[derive(Clone, Debug)]
pub(crate) struct KeyHash([u8; 32]);

impl KeyHash {
    pub(crate) fn of(key: &SecretString) -> Self {
        Self(Sha256::digest(key.expose_secret()).into())
    }

    pub(crate) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Compares in constant time.
impl PartialEq for KeyHash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

/// The description of a key, as in `GET /v1/tenant`.
#[derive(Clone, Debug, serde::Serialize)]
pub(crate) struct Key {
    #[serde(rename = "keyId")]
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) prefix: String,
}

impl Key {
    pub(crate) fn has_scope(&self, scope: &str) -> bool {
        self.scopes
            .iter()
            .any(|granted| granted == scope || granted == ALL_SCOPES)
    }
}
