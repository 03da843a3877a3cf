//! Validates hosts, both as they were typed and as the parser serialized them.
//!
//! Parsers accept hosts that no delivery can reach, and they differ. Chromium accepts `x%20x`, and an IPv6 address after
//! an invisible character. The crate `url` accepts `<` followed by a combining stroke. Firefox does not parse `0x` as 0.
//! With these rules, only the version of Unicode makes a difference: a browser rejects letters that are newer than
//! itself, the crate accepts them.
//!
//! A host name with one trailing dot is valid, and so is one with an underscore; [`crate::Advice`] warns about them. RFC 1123
//! has no underscore in the names of hosts, but the DNS takes any character (RFC 2181, section 11), such hosts resolve, and
//! wildcard certificates cover them. Whether the API takes them is not documented.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::parsed_url::ParsedUrl;
use crate::punycode;

const MAX_CHARS: usize = 253;
const MAX_LABEL_CHARS: usize = 63;
const ACE_PREFIX: &str = "xn--";

/// Characters that versions of UTS #46 map differently, as the first and the last of each range: capitals that had no
/// lower case in an older version, and invisible characters.
const VERSION_DEPENDENT: [(u32, u32); 13] = [
    (0x4c0, 0x4c0),
    (0x10a0, 0x10c5),
    (0x115f, 0x1160),
    (0x17b4, 0x17b5),
    (0x1806, 0x180e),
    (0x1e9e, 0x1e9e),
    (0x2061, 0x206f),
    (0x2132, 0x2132),
    (0x2183, 0x2183),
    (0x3164, 0x3164),
    (0xffa0, 0xffa0),
    (0x1_d173, 0x1_d17a),
    // Some of these Han characters had wrong mappings.
    (0x2_f868, 0x2_f9bf),
];

/// Whether a typed host has only letters and digits of any script, hyphens, underscores and dots, or is an IPv6 address in
/// brackets. Percent-encoding is invalid, also with the full-width or small percent sign: no host name needs it, and parsers
/// decode it differently.
pub(super) fn is_valid_input(typed: &str) -> bool {
    match typed
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(ip) => ip
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || b":.".contains(&byte)),
        None => typed.chars().all(is_valid_char) && !ends_in_empty_hex(typed),
    }
}

fn is_valid_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || "-_.".contains(c);
    }
    let version_dependent = |&(first, last): &(u32, u32)| (first..=last).contains(&u32::from(c));
    !"％﹪".contains(c) && !VERSION_DEPENDENT.iter().any(version_dependent)
}

/// Whether the last label is `0x` without digits.
fn ends_in_empty_hex(typed: &str) -> bool {
    let typed = without_trailing_dot(typed).to_ascii_lowercase();
    let prefix = typed.strip_suffix("0x");
    prefix.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with('.'))
}

/// Whether a parsed host is an IP address or a host name whose labels follow RFC 5890, but for underscores: 1 to 63
/// letters, digits, hyphens and underscores, no hyphen at either end, and each `xn--` label decodes and encodes to itself.
pub(super) fn is_valid(host: &str) -> bool {
    if ip(host).is_some() {
        return true;
    }
    let name = without_trailing_dot(host);
    name.len() <= MAX_CHARS && name.split('.').all(is_label) && round_trips(host)
}

/// The IP address of a parsed host, if it is one.
pub fn ip(host: &str) -> Option<IpAddr> {
    match host.strip_prefix('[') {
        Some(rest) => rest
            .strip_suffix(']')?
            .parse::<Ipv6Addr>()
            .ok()
            .map(IpAddr::V6),
        None => host.parse::<Ipv4Addr>().ok().map(IpAddr::V4),
    }
}

/// Decodes a parsed host with `xn--` labels; `None` when it has none, or when one of them is malformed.
pub fn unicode(host: &str) -> Option<String> {
    let mut labels = Vec::new();
    for label in host.split('.') {
        labels.push(match label.strip_prefix(ACE_PREFIX) {
            Some(encoded) => punycode::decode(encoded)?,
            None => label.to_owned(),
        });
    }
    let decoded = labels.join(".");
    (decoded != host).then_some(decoded)
}

pub(crate) fn without_trailing_dot(host: &str) -> &str {
    host.strip_suffix('.').unwrap_or(host)
}

fn is_label(label: &str) -> bool {
    let is_valid_byte =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    (1..=MAX_LABEL_CHARS).contains(&label.len())
        && label.bytes().all(is_valid_byte)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// Checks the whole host at once, because the validity of a label can depend on the others (right-to-left scripts).
fn round_trips(host: &str) -> bool {
    if !host.split('.').any(|label| label.starts_with(ACE_PREFIX)) {
        return true;
    }
    unicode(host)
        .and_then(|decoded| ParsedUrl::parse(&[super::PREFIX, &decoded].concat()))
        .is_some_and(|url| url.host == host)
}

#[cfg(test)]
mod tests {
    use super::round_trips;

    /// The crate `url` rejects these itself, so that no native test of the public face meets them.
    #[test]
    fn host_whose_labels_do_not_encode_to_themselves_does_not_round_trip() {
        for host in [
            "xn--.example",
            "xn--a-.example",
            "xn--ib9b.example",
            "xn--bcher-2pa.example",
        ] {
            assert!(!round_trips(host), "{host}");
        }
        for host in ["a.example", "xn--bcher-kva.example"] {
            assert!(round_trips(host), "{host}");
        }
    }
}
