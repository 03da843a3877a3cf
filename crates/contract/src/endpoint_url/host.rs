//! Which hosts an address may name: a rule of our own, over the host as it was typed and as a parser serialised it.
//!
//! Parsers accept more than can ever be delivered to, and each its own. Chromium takes `x%20x`, and an IPv6 address
//! behind an invisible character; the crate `url` takes `<` with a stroke typed after it; Firefox takes no `0x` for a 0. What
//! is left between them is the edition of Unicode: a letter newer than a browser is refused there and accepted natively.
//!
//! One trailing dot is a host name still, and is warned about, not refused.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::address::Address;
use crate::punycode;

const MAX_CHARS: usize = 253;
const MAX_LABEL_CHARS: usize = 63;
const ENCODED: &str = "xn--";

/// Characters that mean one thing in an older edition of Unicode's rules for host names and another in a newer one, as
/// first and last of each range: capitals without a small letter then, and characters that nobody can see.
const UNSETTLED: [(u32, u32); 13] = [
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
    // Some of these Han characters were mapped wrongly.
    (0x2_f868, 0x2_f9bf),
];

/// Whether a host is typed in letters and digits of any script, hyphens and dots, or as an IPv6 address in brackets.
/// Percent-encoding is not among them, not with the wide or small sign either: no host name needs it, and parsers do
/// not agree on what it says.
pub(super) fn is_plain(typed: &str) -> bool {
    match typed
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(ip) => ip
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || b":.".contains(&byte)),
        None => typed.chars().all(is_plain_char) && !ends_in_bare_0x(typed),
    }
}

fn is_plain_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || "-.".contains(c);
    }
    let unsettled = |&(first, last): &(u32, u32)| (first..=last).contains(&u32::from(c));
    !"％﹪".contains(c) && !UNSETTLED.iter().any(unsettled)
}

/// Whether the last label is the start of a hexadecimal number and nothing more.
fn ends_in_bare_0x(typed: &str) -> bool {
    let typed = without_dot(typed).to_ascii_lowercase();
    let before = typed.strip_suffix("0x");
    before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// Whether a parsed host is an IP address or a host name of labels as RFC 5890 has them: 1 to 63 letters, digits and
/// hyphens, no hyphen at either end, and each `xn--` label the encoding of what it says.
pub(super) fn is_deliverable(host: &str) -> bool {
    if ip(host).is_some() {
        return true;
    }
    let name = without_dot(host);
    name.len() <= MAX_CHARS && name.split('.').all(is_label) && round_trips(host)
}

/// The IP address that a parsed host is.
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

/// The whole host at once: whether a label may stand can depend on the others (right-to-left scripts).
fn round_trips(host: &str) -> bool {
    if !host.split('.').any(|label| label.starts_with(ENCODED)) {
        return true;
    }
    unicode(host)
        .and_then(|said| Address::parse(&[super::PREFIX, &said].concat()))
        .is_some_and(|again| again.host == host)
}
