//! The base URL of the API.

use std::fmt;
use std::net::Ipv4Addr;

use crate::parsed_url::ParsedUrl;
use crate::paths::{TENANT, VERSION, WEBHOOKS};

/// The base URL of the API: https, or http on a loopback host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiBase {
    base: String,
    origin: String,
    host: String,
    hostname: String,
}

impl ApiBase {
    /// The most bytes a base URL may have, as typed and in its normalized form.
    pub const MAX_BYTES: usize = 2_048;

    /// Parses a base URL. White space around it and trailing slashes are removed.
    ///
    /// # Errors
    /// [`ApiBaseError::Empty`] for `""`, [`ApiBaseError::TooLong`] for 2,049 bytes,
    /// [`ApiBaseError::NotAbsolute`] for `api.example.com` and `https://a b.example.com`, [`ApiBaseError::NotSecure`] for
    /// `http://api.example.com` and `javascript:0`, [`ApiBaseError::HasCredentials`] for `https://me@api.example.com`,
    /// [`ApiBaseError::HasQuery`] for `https://api.example.com/?a` and `.../#a`.
    pub fn parse(text: &str) -> Result<Self, ApiBaseError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ApiBaseError::Empty);
        }
        if text.len() > Self::MAX_BYTES {
            return Err(ApiBaseError::TooLong);
        }
        // Chromium accepts `https://a b.example` and encodes the space as `%20`.
        let url = ParsedUrl::parse(text).filter(|url| !url.host.contains('%'));
        let url = url.ok_or(ApiBaseError::NotAbsolute)?;
        if url.scheme != "https" && !(url.scheme == "http" && is_loopback(&url.host)) {
            return Err(ApiBaseError::NotSecure);
        }
        if !url.username.is_empty() || !url.password.is_empty() {
            return Err(ApiBaseError::HasCredentials);
        }
        if text.contains(['?', '#']) {
            return Err(ApiBaseError::HasQuery);
        }
        if url.href.len() > Self::MAX_BYTES {
            return Err(ApiBaseError::TooLong);
        }
        Ok(Self {
            base: url.href.trim_end_matches('/').to_owned(),
            origin: url.origin(),
            hostname: url.host.trim_end_matches('.').to_owned(),
            host: match url.port {
                Some(port) => format!("{}:{port}", url.host),
                None => url.host,
            },
        })
    }

    /// The base URL without the API's own path at its end, which is added to it: `https://a.example` for
    /// `https://a.example/v1/webhooks`. `None` when it does not end so.
    pub fn without_api_path(&self) -> Option<Self> {
        let mut paths = [VERSION, WEBHOOKS, TENANT].into_iter();
        Self::parse(paths.find_map(|path| self.base.strip_suffix(path))?).ok()
    }

    /// The URL of a path below the base.
    pub fn join(&self, path: &str) -> String {
        [&self.base, path].concat()
    }

    /// The base URL, without a trailing slash.
    pub fn as_str(&self) -> &str {
        &self.base
    }

    /// The origin: scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host, with its port unless that is the scheme's default.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The host without port and trailing dot.
    pub(crate) fn hostname(&self) -> &str {
        &self.hostname
    }

    /// Whether the host is a loopback url.
    pub fn is_local(&self) -> bool {
        is_loopback(&self.hostname)
    }
}

impl fmt::Display for ApiBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

/// RFC 6761 leaves `localhost` and all names below it to this machine.
fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
}

/// Why a text is not a base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiBaseError {
    /// The text is empty.
    Empty,
    /// More bytes than [`ApiBase::MAX_BYTES`].
    TooLong,
    /// Not an absolute URL.
    NotAbsolute,
    /// A scheme that would send the key unencrypted, or that is not HTTP.
    NotSecure,
    /// It has a user name or a password.
    HasCredentials,
    /// It has a query or a fragment.
    HasQuery,
}

impl fmt::Display for ApiBaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "enter the address of the API",
            Self::TooLong => "this is too long for an address",
            Self::NotAbsolute => "enter the whole address, with https:// at its start",
            Self::NotSecure => {
                "use https: the key must not travel in the clear (http is for this machine alone)"
            }
            Self::HasCredentials => "leave user name and password out of the address",
            Self::HasQuery => "leave out what follows ? or #",
        })
    }
}

impl std::error::Error for ApiBaseError {}
