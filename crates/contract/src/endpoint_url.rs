//! The URL that events are delivered to.
//!
//! A URL is parsed by the URL Standard ([`ParsedUrl`]), and validated here by its components. The parsers disagree on
//! some unusual hosts, so [`host`] has rules of its own. The cause of an error is found in the text as it was typed,
//! because the browser's parser does not report one.

pub mod host;
mod raw;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use crate::parsed_url::ParsedUrl;
use raw::RawUrl;

const SCHEME: &str = "https";
const PREFIX: &str = "https://";

/// An absolute https URL, normalized by the URL Standard. The normalized form is what is sent.
///
/// It has no credentials, and its host is a host name, an IPv4 address or a bracketed IPv6 address.
/// Parsing the result of [`EndpointUrl::as_str`] gives the same value.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct EndpointUrl(ParsedUrl);

impl EndpointUrl {
    /// The most characters a URL may have, as typed and in its normalized form.
    pub const MAX_CHARS: usize = 2048;

    /// Parses a URL. White space at both ends is removed. A text longer than [`Self::MAX_CHARS`] is not parsed.
    ///
    /// # Errors
    /// [`EndpointUrlError::Empty`] for `"  "`, [`EndpointUrlError::TooLong`] for 2049 characters,
    /// [`EndpointUrlError::HasSpace`] for `https://a.example/b c`, [`EndpointUrlError::NotAbsolute`] for
    /// `a.example/hook` and `localhost:3000`, [`EndpointUrlError::NotHttps`] for `http://a.example`,
    /// [`EndpointUrlError::HasCredentials`] for `https://user:word@a.example`, [`EndpointUrlError::NoHost`] for
    /// `https://`, [`EndpointUrlError::BadHost`] for `https://a..example`, [`EndpointUrlError::BadPort`] for
    /// `https://a.example:65536`.
    pub fn parse(text: &str) -> Result<Self, EndpointUrlError> {
        let text = trim(text);
        if text.is_empty() {
            return Err(EndpointUrlError::Empty);
        }
        check_len(text)?;
        if text.contains(' ') {
            return Err(EndpointUrlError::HasSpace);
        }
        let text = text.replace(['\t', '\n', '\r'], "");
        let raw = RawUrl::split(&text).ok_or(EndpointUrlError::NotAbsolute)?;
        if !raw.scheme.eq_ignore_ascii_case(SCHEME) {
            let scheme = raw.scheme.to_ascii_lowercase();
            return Err(EndpointUrlError::NotHttps { scheme });
        }
        if raw.has_credentials() {
            return Err(EndpointUrlError::HasCredentials);
        }
        if raw.host.is_empty() {
            return Err(EndpointUrlError::NoHost);
        }
        if !host::is_valid_input(raw.host) {
            return Err(raw.bad_host());
        }
        match ParsedUrl::parse(&text) {
            Some(url) if host::is_valid(&url.host) => {
                check_len(&url.href)?;
                Ok(Self(url))
            }
            Some(_) => Err(raw.bad_host()),
            None => Err(raw.bad_host_or_port()),
        }
    }

    /// Adds the missing `https://` to a text that starts with a dotted host, such as `example.com/x`.
    ///
    /// `None` for everything else: `/x`, `localhost:3000`, `//a.example`, `user@a.example`, `mailto:a@b.example`.
    pub fn complete(text: &str) -> Option<String> {
        let text = trim(text);
        check_len(text).ok()?;
        let (authority, _) = raw::split_before(text, &['/', '\\', '?', '#']);
        let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
        let (first, rest) = host.split_once('.')?;
        let dotted = !first.is_empty() && !rest.is_empty() && !host.contains(['@', '[']);
        let spaced = host.contains(char::is_whitespace);
        let numeric = port.bytes().all(|byte| byte.is_ascii_digit());
        (dotted && !spaced && numeric).then(|| [PREFIX, text].concat())
    }

    /// The normalized URL, which is what is sent.
    pub fn as_str(&self) -> &str {
        &self.0.href
    }

    /// The normalized host: lower case, `xn--` labels, an IPv6 address in brackets.
    pub fn host(&self) -> &str {
        &self.0.host
    }

    /// The URL in three parts, so that the host can be highlighted: before the host, the host, after the host.
    pub fn parts(&self) -> (&str, &str, &str) {
        let (before, rest) = self.as_str().split_at(PREFIX.len());
        let (host, after) = rest.split_at(self.host().len());
        (before, host, after)
    }

    /// The URL up to its query, for logs: a query often contains a secret.
    pub fn without_query(&self) -> &str {
        raw::split_before(self.as_str(), &['?', '#']).0
    }

    pub(crate) fn parsed(&self) -> &ParsedUrl {
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

/// The URL Standard removes control characters as well.
fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c <= ' ')
}

fn check_len(text: &str) -> Result<(), EndpointUrlError> {
    let (max, len) = (EndpointUrl::MAX_CHARS, text.chars().count());
    if len > max {
        return Err(EndpointUrlError::TooLong { max, len });
    }
    Ok(())
}

/// Why a text is not an endpoint URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndpointUrlError {
    /// Empty, or only white space.
    Empty,
    /// More than [`EndpointUrl::MAX_CHARS`] characters.
    TooLong {
        /// The limit.
        max: usize,
        /// The number of characters, in the text or in its normalized form.
        len: usize,
    },
    /// A space inside the text.
    HasSpace,
    /// No scheme: a path, a bare name, a name with a port.
    NotAbsolute,
    /// A scheme other than https.
    NotHttps {
        /// The scheme, in lower case, without its colon.
        scheme: String,
    },
    /// A user name or a password. The error does not contain them.
    HasCredentials,
    /// An empty host.
    NoHost,
    /// A host that is not a host name, an IPv4 address or a bracketed IPv6 address.
    BadHost {
        /// The host as it was typed.
        host: String,
    },
    /// A port that is not a number from 0 to 65535.
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
