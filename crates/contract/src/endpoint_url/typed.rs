//! The pieces of an address as they were typed. They tell the cause of an error; whether there is one, the parser and
//! the host rule decide.

use super::{EndpointUrlError, PREFIX, host};
use crate::address::Address;

pub(super) struct Typed<'a> {
    pub scheme: &'a str,
    pub host: &'a str,
    userinfo: &'a str,
    port: &'a str,
}

impl<'a> Typed<'a> {
    /// `None` when there is no scheme. `localhost:3000` has none either, whatever the grammar says of it.
    pub fn split(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.split_once(':')?;
        let after_digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let port_follows = after_digits.len() < rest.len()
            && until(after_digits, &['/', '\\', '?', '#']).0.is_empty();
        let well_formed = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        if !well_formed || (port_follows && !scheme.eq_ignore_ascii_case(super::SCHEME)) {
            return None;
        }
        let (authority, _) = until(rest.trim_start_matches(['/', '\\']), &['/', '\\', '?', '#']);
        let (userinfo, place) = authority.rsplit_once('@').unwrap_or(("", authority));
        let host_end = place
            .rfind(':')
            .filter(|&at| !place[at..].contains(']'))
            .unwrap_or(place.len());
        let (host, port) = place.split_at(host_end);
        Some(Self {
            scheme,
            host,
            userinfo,
            port: port.trim_start_matches(':'),
        })
    }

    /// A lone `:` before the `@` is an empty user name and an empty password, which the normal form leaves out.
    pub fn has_credentials(&self) -> bool {
        !matches!(self.userinfo, "" | ":")
    }

    pub fn bad_host(&self) -> EndpointUrlError {
        EndpointUrlError::BadHost {
            host: self.host.to_owned(),
        }
    }

    /// What the parser refused: it was the port when the host alone is fine.
    pub fn refused(&self) -> EndpointUrlError {
        match Address::parse(&[PREFIX, self.host].concat()) {
            Some(address) if host::is_deliverable(&address.host) => EndpointUrlError::BadPort {
                port: self.port.to_owned(),
            },
            _ => self.bad_host(),
        }
    }
}

/// Splits before the first of these characters.
pub(super) fn until<'a>(text: &'a str, ends: &[char]) -> (&'a str, &'a str) {
    text.split_at(text.find(ends).unwrap_or(text.len()))
}
