//! The address that deliveries go to.
//!
//! The URL Standard takes an address apart ([`Address`]); what may be sent is decided here, over the parts. The
//! parsers do not agree on every odd host, so [`host`] has a rule of its own, and an error's cause is read from the text
//! as it was typed: the browser's parser names none.

pub mod host;
mod typed;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use crate::address::Address;
use typed::Typed;

const SCHEME: &str = "https";
const PREFIX: &str = "https://";

/// An absolute https address, kept in the normal form of the URL Standard, which is what is sent.
///
/// It holds no credentials, and its host is a host name, an IPv4 address or a bracketed IPv6 address.
/// Parsing what [`EndpointUrl::as_str`] returns gives the same value again.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct EndpointUrl(Address);

impl EndpointUrl {
    /// The most characters an address may have, as it is typed and in its normal form.
    pub const MAX_CHARS: usize = 2048;

    /// Takes an address in. White space at both ends is cut off; longer texts than [`Self::MAX_CHARS`] are not parsed.
    ///
    /// # Errors
    /// [`EndpointUrlError::Empty`] for `"  "`, [`EndpointUrlError::TooLong`] for 2049 characters,
    /// [`EndpointUrlError::HasSpace`] for `https://a.example/b c`, [`EndpointUrlError::NotAbsolute`] for
    /// `a.example/hook` and `localhost:3000`, [`EndpointUrlError::NotHttps`] for `http://a.example`,
    /// [`EndpointUrlError::HasCredentials`] for `https://user:word@a.example`, [`EndpointUrlError::NoHost`] for
    /// `https://`, [`EndpointUrlError::BadHost`] for `https://a_b.example`, [`EndpointUrlError::BadPort`] for
    /// `https://a.example:65536`.
    pub fn parse(text: &str) -> Result<Self, EndpointUrlError> {
        let text = trim(text);
        if text.is_empty() {
            return Err(EndpointUrlError::Empty);
        }
        fits(text)?;
        if text.contains(' ') {
            return Err(EndpointUrlError::HasSpace);
        }
        let text = text.replace(['\t', '\n', '\r'], "");
        let typed = Typed::split(&text).ok_or(EndpointUrlError::NotAbsolute)?;
        if !typed.scheme.eq_ignore_ascii_case(SCHEME) {
            let scheme = typed.scheme.to_ascii_lowercase();
            return Err(EndpointUrlError::NotHttps { scheme });
        }
        if typed.has_credentials() {
            return Err(EndpointUrlError::HasCredentials);
        }
        if typed.host.is_empty() {
            return Err(EndpointUrlError::NoHost);
        }
        if !host::is_plain(typed.host) {
            return Err(typed.bad_host());
        }
        match Address::parse(&text) {
            Some(address) if !(address.username.is_empty() && address.password.is_empty()) => {
                Err(EndpointUrlError::HasCredentials)
            }
            Some(address) if host::is_deliverable(&address.host) => {
                fits(&address.href)?;
                Ok(Self(address))
            }
            Some(_) => Err(typed.bad_host()),
            None => Err(typed.refused()),
        }
    }

    /// The text with `https://` before it, when it has no scheme and begins with a dotted host: `example.com/x`.
    ///
    /// `None` for everything else: `/x`, `localhost:3000`, `//a.example`, `user@a.example`, `mailto:a@b.example`.
    pub fn complete(text: &str) -> Option<String> {
        let text = trim(text);
        fits(text).ok()?;
        let (authority, _) = typed::until(text, &['/', '\\', '?', '#']);
        let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
        let (first, rest) = host.split_once('.')?;
        let dotted = !first.is_empty() && !rest.is_empty() && !host.contains(['@', '[']);
        let spaced = host.contains(char::is_whitespace);
        let numeric = port.bytes().all(|byte| byte.is_ascii_digit());
        (dotted && !spaced && numeric).then(|| [PREFIX, text].concat())
    }

    /// The address in its normal form: the text that is sent.
    pub fn as_str(&self) -> &str {
        &self.0.href
    }

    /// The host, as it is sent: lower case, `xn--` labels, an IPv6 address in brackets.
    pub fn host(&self) -> &str {
        &self.0.host
    }

    /// The address in three pieces, so that its host can be set off: before the host, the host, after the host.
    pub fn parts(&self) -> (&str, &str, &str) {
        let (before, rest) = self.as_str().split_at(PREFIX.len());
        let (host, after) = rest.split_at(self.host().len());
        (before, host, after)
    }

    /// The address up to its query: fit for a log, where a query is often a secret.
    pub fn without_query(&self) -> &str {
        typed::until(self.as_str(), &['?', '#']).0
    }

    pub(crate) fn address(&self) -> &Address {
        &self.0
    }
}

impl FromStr for EndpointUrl {
    type Err = EndpointUrlError;
    fn from_str(text: &str) -> Result<Self, EndpointUrlError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for EndpointUrl {
    type Error = EndpointUrlError;
    fn try_from(text: String) -> Result<Self, EndpointUrlError> {
        Self::parse(&text)
    }
}

impl fmt::Display for EndpointUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for EndpointUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The URL Standard cuts control characters off as well.
fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c <= ' ')
}

fn fits(text: &str) -> Result<(), EndpointUrlError> {
    let (max, len) = (EndpointUrl::MAX_CHARS, text.chars().count());
    if len > max {
        return Err(EndpointUrlError::TooLong { max, len });
    }
    Ok(())
}

/// Why a text is no endpoint address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndpointUrlError {
    /// Nothing, or white space only.
    Empty,
    /// More characters than an address may have.
    TooLong {
        /// The most characters there may be.
        max: usize,
        /// How many there were, in the text or in its normal form.
        len: usize,
    },
    /// A space inside.
    HasSpace,
    /// No scheme: a path, a bare name, a name with a port.
    NotAbsolute,
    /// Another scheme than https.
    NotHttps {
        /// The scheme that was given, lower case, without its colon.
        scheme: String,
    },
    /// A user name or a password before the host. They are not repeated here.
    HasCredentials,
    /// Nothing where the host should be.
    NoHost,
    /// A host that is no host name, no IPv4 address and no bracketed IPv6 address.
    BadHost {
        /// The host as it was typed.
        host: String,
    },
    /// A port that is no number from 0 to 65535.
    BadPort {
        /// The port as it was typed.
        port: String,
    },
}

impl fmt::Display for EndpointUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("an address is needed"),
            Self::TooLong { max, len } => write!(f, "at most {max} characters, {len} were given"),
            Self::HasSpace => {
                f.write_str("an address has no spaces in it; write %20 where one is meant")
            }
            Self::NotAbsolute => {
                f.write_str("the address must begin with https:// and a host name")
            }
            Self::NotHttps { scheme } => {
                write!(f, "the address must begin with https, not {scheme}")
            }
            Self::HasCredentials => {
                f.write_str("a user name or password must not be part of the address")
            }
            Self::NoHost => f.write_str("the address has no host name"),
            Self::BadHost { host } => {
                write!(f, "\"{host}\" is not a valid host name or IP address")
            }
            Self::BadPort { port } => write!(f, "\"{port}\" is not a port; ports are 0 to 65535"),
        }
    }
}

impl std::error::Error for EndpointUrlError {}
