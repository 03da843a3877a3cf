//! The components of a URL as it was typed. They are used to find credentials, and else only the cause of an error: the
//! parser and the rules for hosts decide whether there is one.

use super::{EndpointUrlError, PREFIX, host};
use crate::parsed_url::ParsedUrl;

pub(super) struct RawUrl<'a> {
    pub scheme: &'a str,
    pub host: &'a str,
    userinfo: &'a str,
    port: &'a str,
}

impl<'a> RawUrl<'a> {
    /// `None` when there is no scheme. `localhost:3000` counts as having none, although `localhost` is a valid scheme.
    pub fn split(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.split_once(':')?;
        let after_digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let port_follows = after_digits.len() < rest.len()
            && split_before(after_digits, &['/', '\\', '?', '#'])
                .0
                .is_empty();
        let well_formed = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        if !well_formed || (port_follows && !scheme.eq_ignore_ascii_case(super::SCHEME)) {
            return None;
        }
        let (authority, _) =
            split_before(rest.trim_start_matches(['/', '\\']), &['/', '\\', '?', '#']);
        let (userinfo, host_and_port) = authority.rsplit_once('@').unwrap_or(("", authority));
        let host_end = host_and_port
            .rfind(':')
            .filter(|&at| !host_and_port[at..].contains(']'))
            .unwrap_or(host_and_port.len());
        let (host, port) = host_and_port.split_at(host_end);
        Some(Self {
            scheme,
            host,
            userinfo,
            port: port.trim_start_matches(':'),
        })
    }

    /// A single `:` before the `@` is an empty user name and an empty password, which normalization removes.
    pub fn has_credentials(&self) -> bool {
        !matches!(self.userinfo, "" | ":")
    }

    pub fn bad_host(&self) -> EndpointUrlError {
        EndpointUrlError::BadHost {
            host: self.host.to_owned(),
        }
    }

    /// The error for a URL that the parser rejected: the port is invalid if the host alone is valid.
    pub fn bad_host_or_port(&self) -> EndpointUrlError {
        match ParsedUrl::parse(&[PREFIX, self.host].concat()) {
            Some(url) if host::is_valid(&url.host) => EndpointUrlError::BadPort {
                port: self.port.to_owned(),
            },
            _ => self.bad_host(),
        }
    }
}

/// Splits before the first of the delimiters.
pub(super) fn split_before<'a>(text: &'a str, delimiters: &[char]) -> (&'a str, &'a str) {
    text.split_at(text.find(delimiters).unwrap_or(text.len()))
}
