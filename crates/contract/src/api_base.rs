//! The address of the API, and the key for it.

use std::fmt;
use std::net::Ipv4Addr;

use crate::address::Address;

/// The base address of the API: https, or http on this very machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiBase {
    base: String,
    origin: String,
    host: String,
    hostname: String,
}

impl ApiBase {
    /// The most bytes a base address may have, as it is given and in its normal form.
    pub const MAX_BYTES: usize = 2_048;

    /// Takes a base address in. White space around it and a slash at its end do not count.
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
        // Chromium takes `https://a b.example` and makes the space `%20`.
        let address = Address::parse(text).filter(|address| !address.host.contains('%'));
        let address = address.ok_or(ApiBaseError::NotAbsolute)?;
        if address.scheme != "https" && !(address.scheme == "http" && is_loopback(&address.host)) {
            return Err(ApiBaseError::NotSecure);
        }
        if !address.username.is_empty() || !address.password.is_empty() {
            return Err(ApiBaseError::HasCredentials);
        }
        if text.contains(['?', '#']) {
            return Err(ApiBaseError::HasQuery);
        }
        if address.href.len() > Self::MAX_BYTES {
            return Err(ApiBaseError::TooLong);
        }
        Ok(Self {
            base: address.href.trim_end_matches('/').to_owned(),
            origin: address.origin(),
            hostname: address.host.trim_end_matches('.').to_owned(),
            host: match address.port {
                Some(port) => format!("{}:{port}", address.host),
                None => address.host,
            },
        })
    }

    /// The address of a path below the base.
    pub fn join(&self, path: &str) -> String {
        [&self.base, path].concat()
    }

    /// The base address, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.base
    }

    /// Scheme, host and port: what a page may be allowed to speak to.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host, with its port where it is not the scheme's own.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The host alone, without a dot at its end.
    pub(crate) fn hostname(&self) -> &str {
        &self.hostname
    }

    /// Whether the API runs on this very machine.
    pub fn is_local(&self) -> bool {
        is_loopback(&self.hostname)
    }
}

impl fmt::Display for ApiBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host == "[::1]"
        || host.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
}

/// Why a text is no base address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApiBaseError {
    /// Nothing was given.
    Empty,
    /// More bytes than an address has.
    TooLong,
    /// Not an absolute address.
    NotAbsolute,
    /// A scheme that would send the key in the clear, or that is none for an API.
    NotSecure,
    /// A user name or a password in it.
    HasCredentials,
    /// A query or a fragment in it.
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
