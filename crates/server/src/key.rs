//! API keys: how one is made, kept and recognised.

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::token;

/// What every key of this sandbox starts with.
pub const PREFIX: &str = "sk_test_";

/// The scope that opens every route.
pub const EVERYTHING: &str = "*";

/// A new key with 32 random bytes.
pub(crate) fn mint() -> SecretString {
    token::word::<32>(PREFIX).into()
}

/// What is kept of a key.
///
/// One round of SHA-256 is enough: a key is 256 random bits, so there is no likely guess to try
/// first. A slow hash protects words that people choose, and would slow every request down here.
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

/// Takes the same time wherever two hashes differ.
impl PartialEq for KeyHash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

/// A key as `GET /v1/tenant` shows it.
#[derive(Clone, Debug, serde::Serialize)]
pub(crate) struct Key {
    #[serde(rename = "keyId")]
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) prefix: String,
}

impl Key {
    pub(crate) fn holds(&self, scope: &str) -> bool {
        self.scopes
            .iter()
            .any(|held| held == scope || held == EVERYTHING)
    }
}
