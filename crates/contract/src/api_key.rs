//! The API key.

mod surroundings;

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use crate::SigningSecret;
use crate::api_base::ApiBase;
use crate::paths::{PRODUCTION, SANDBOX};
use crate::phrase::fill;
use surroundings::{name_of, split_end, split_start, strip_bearer};

/// An API key that is a valid header value. `Debug` is redacted.
#[derive(Clone)]
pub struct ApiKey(SecretString);

impl ApiKey {
    /// The most bytes a key may have.
    pub const MAX_BYTES: usize = 4_096;

    /// Parses a key. Spaces around it are removed.
    ///
    /// # Errors
    /// [`ApiKeyError::Empty`] for `" "`, [`ApiKeyError::TooLong`] for 4,097 bytes, [`ApiKeyError::SigningSecret`] for
    /// `whsec_...`, [`ApiKeyError::Address`] for `https://...`, [`ApiKeyError::HasLineBreak`] for `"sk_test_a\nb"`,
    /// [`ApiKeyError::BeginsWithBearer`] for `Bearer sk_test_a`, [`ApiKeyError::BeginsWithName`] for `API_KEY=sk_test_a`,
    /// [`ApiKeyError::BeginsWith`] and [`ApiKeyError::EndsWith`] for quotation marks, brackets, white space and invisible
    /// characters, [`ApiKeyError::EndsWithEllipsis`] for `sk_test_a…`, and [`ApiKeyError::NotVisibleAscii`] for
    /// `"sk_test_ä"`, or a tab, a NUL or a space inside.
    pub fn parse(text: &str) -> Result<Self, ApiKeyError> {
        let text = text.trim_matches(' ');
        if text.is_empty() {
            return Err(ApiKeyError::Empty);
        }
        if text.len() > Self::MAX_BYTES {
            return Err(ApiKeyError::TooLong);
        }
        if text.contains(SigningSecret::PREFIX) {
            return Err(ApiKeyError::SigningSecret);
        }
        if text.contains("://") {
            return Err(ApiKeyError::Address);
        }
        if text.contains(['\r', '\n']) {
            return Err(ApiKeyError::HasLineBreak);
        }
        if let Some((error, _)) = split_start(text).or_else(|| split_end(text)) {
            return Err(error);
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(ApiKeyError::NotVisibleAscii);
        }
        Ok(Self(text.into()))
    }

    /// Parses a key that a program gives. White space around it and `Bearer` before it are removed: neither is ever a part
    /// of a key.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_given(text: &str) -> Result<Self, ApiKeyError> {
        let text = text.trim();
        Self::parse(strip_bearer(text).unwrap_or(text).trim())
    }

    /// The key in a text that has more than the key, as in `export API_KEY="sk_test_a"`.
    pub fn find_in(text: &str) -> Option<Self> {
        let mut text = text.trim_matches(' ');
        while let Some((_, rest)) = split_start(text).or_else(|| split_end(text)) {
            text = rest.trim_matches(' ');
        }
        Self::parse(text).ok()
    }

    /// The key itself, for the `Authorization` header.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Checks by its prefix whether the key belongs to `base`, and warns where it probably does not.
    ///
    /// # Errors
    /// [`ApiKeyError::LiveOnSandbox`] for `sk_live_...` and the sandbox's URL, [`ApiKeyError::SandboxOnLive`] for
    /// `sk_sandbox_...` and production's.
    pub fn check_against(&self, base: &ApiBase) -> Result<Option<KeyAdvice>, ApiKeyError> {
        let key = self.expose();
        let (live, sandbox) = (key.starts_with("sk_live_"), key.starts_with("sk_sandbox_"));
        let is_host_of = |url: &str| base.hostname() == url.trim_start_matches("https://");
        if live && is_host_of(SANDBOX) {
            return Err(ApiKeyError::LiveOnSandbox);
        }
        if sandbox && is_host_of(PRODUCTION) {
            return Err(ApiKeyError::SandboxOnLive);
        }
        Ok(if live && !is_host_of(PRODUCTION) {
            Some(KeyAdvice::LiveElsewhere)
        } else if key.starts_with("sk_test_") && !base.is_local() {
            Some(KeyAdvice::LocalElsewhere)
        } else if live || sandbox || key.starts_with("sk_test_") {
            None
        } else {
            Some(KeyAdvice::UnknownPrefix)
        })
    }
}

impl PartialEq for ApiKey {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

/// Why a text is not a key, or not a key for this base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiKeyError {
    /// The text is empty.
    Empty,
    /// It is or has a signing secret.
    SigningSecret,
    /// It is or has an address.
    Address,
    /// It begins with `Bearer`.
    BeginsWithBearer,
    /// It begins with a name and `=` or `:`, as in `API_KEY=`.
    BeginsWithName,
    /// It begins with this character, which no key has.
    BeginsWith(char),
    /// It ends with this character, which no key has.
    EndsWith(char),
    /// It ends with `…` or `...`, as a key that is shown in part.
    EndsWithEllipsis,
    /// It has a line break, which would end the header.
    HasLineBreak,
    /// It has a character that is not visible ASCII.
    NotVisibleAscii,
    /// More bytes than [`ApiKey::MAX_BYTES`].
    TooLong,
    /// A production key for the sandbox.
    LiveOnSandbox,
    /// A sandbox key for production.
    SandboxOnLive,
}

impl ApiKeyError {
    /// The clause, and the value of its placeholder `{character}`.
    pub fn phrase(self) -> (&'static str, Option<String>) {
        let text = match self {
            Self::Empty => "enter an API key",
            Self::SigningSecret => "this is a signing secret, not an API key",
            Self::Address => "this is an address, not an API key",
            Self::BeginsWithBearer => "the key begins with Bearer, which is no part of it",
            Self::BeginsWithName => {
                "the key begins with a name, as in API_KEY=, which is no part of it"
            }
            Self::BeginsWith(_) => "the key begins with {character}, which is no part of it",
            Self::EndsWith(_) => "the key ends with {character}, which is no part of it",
            Self::EndsWithEllipsis => "the key ends with …: it may be cut off",
            Self::HasLineBreak => "the key holds a line break: copy it again, as one line",
            Self::NotVisibleAscii => "the key holds a character that no key has: copy it again",
            Self::TooLong => "this is too long for a key",
            Self::LiveOnSandbox => {
                "this is a production key (sk_live_): the sandbox must not see it"
            }
            Self::SandboxOnLive => {
                "this is a sandbox key (sk_sandbox_): production does not take it"
            }
        };
        let character = match self {
            Self::BeginsWith(c) | Self::EndsWith(c) => Some(name_of(c)),
            _ => None,
        };
        (text, character)
    }
}

impl fmt::Display for ApiKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, character) = self.phrase();
        let values = character.map(|character| ("character", character));
        f.write_str(&fill(text, values.as_slice()))
    }
}

impl std::error::Error for ApiKeyError {}

/// A warning about a key and the base URL it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyAdvice {
    /// A production key for a host that is not production.
    LiveElsewhere,
    /// A local key for a host that is not a loopback address.
    LocalElsewhere,
    /// A prefix that the API reference does not list.
    UnknownPrefix,
}

impl fmt::Display for KeyAdvice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LiveElsewhere => "This is a production key (sk_live_), but the address is not production. Check that you trust it.",
            Self::LocalElsewhere => "Keys that start with sk_test_ work on a local sandbox only.",
            Self::UnknownPrefix => "Keys start with sk_sandbox_, sk_live_ or sk_test_. Check that this is one.",
        })
    }
}
