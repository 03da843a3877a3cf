//! Which hosts an address may name: a rule of our own, over the host as a parser serialised it.
//!
//! Parsers accept more than can ever be delivered to, and each its own: Chromium takes `x%20x`, others take an `xn--`
//! label that says nothing. One trailing dot is a host name still, and is warned about, not refused.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::address::Address;
use crate::punycode;

const MAX_CHARS: usize = 253;
const MAX_LABEL_CHARS: usize = 63;
const ENCODED: &str = "xn--";

/// Whether a parsed host is an IP address or a host name of labels as RFC 5890 has them: 1 to 63 letters, digits and
/// hyphens, no hyphen at either end, and each `xn--` label the encoding of what it says.
pub(super) fn is_deliverable(host: &str) -> bool {
    if ip(host).is_some() {
        return true;
    }
    let name = without_dot(host);
    let numeric = name.rsplit('.').next().is_some_and(is_number);
    name.len() <= MAX_CHARS && !numeric && name.split('.').all(is_label) && round_trips(host)
}

/// The IP address that a parsed host is.
pub fn ip(host: &str) -> Option<IpAddr> {
    match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']')?.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        None => host.parse::<Ipv4Addr>().ok().map(IpAddr::V4),
    }
}

/// What a parsed host with `xn--` labels says; `None` when it has none, or when one of them is malformed.
pub fn unicode(host: &str) -> Option<String> {
    let mut labels = Vec::new();
    for label in host.split('.') {
        labels.push(match label.strip_prefix(ENCODED) {
            Some(encoded) => punycode::decode(encoded)?,
            None => label.to_owned(),
        });
    }
    let said = labels.join(".");
    (said != host).then_some(said)
}

pub(crate) fn without_dot(host: &str) -> &str {
    host.strip_suffix('.').unwrap_or(host)
}

fn is_label(label: &str) -> bool {
    let ldh = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=MAX_LABEL_CHARS).contains(&label.len())
        && label.bytes().all(ldh)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// A last label that reads as a number makes the whole host an IPv4 address, or nothing.
fn is_number(label: &str) -> bool {
    let hexadecimal = label.strip_prefix("0x");
    hexadecimal.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
        || label.bytes().all(|byte| byte.is_ascii_digit())
}

/// The whole host at once: whether a label may stand can depend on the others (right-to-left scripts).
fn round_trips(host: &str) -> bool {
    if !host.split('.').any(|label| label.starts_with(ENCODED)) {
        return true;
    }
    unicode(host)
        .and_then(|said| Address::parse(&[super::PREFIX, &said].concat()))
        .is_some_and(|again| again.host == host)
}
