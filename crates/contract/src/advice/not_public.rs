//! Hosts that are not reachable from the public internet. IP addresses are parsed, not compared as text.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::special_names::Known;
use crate::endpoint_url::host;

/// Why a host is not on the public internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPublic {
    /// 127.0.0.0/8, `::1`.
    Loopback,
    /// 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16.
    Private,
    /// `fc00::/7`.
    UniqueLocal,
    /// 169.254.0.0/16, `fe80::/10`.
    LinkLocal,
    /// 100.64.0.0/10.
    CarrierNat,
    /// 0.0.0.0, `::`.
    Unspecified,
    /// A public IPv4 address within `::ffff:0:0/96`. A non-public one has its own reason.
    Ipv4Mapped,
    /// Multicast, documentation, benchmarking, and unassigned ranges.
    Reserved,
    /// `localhost` and its subdomains.
    Localhost,
    /// A name without a dot.
    SingleLabel,
    /// A name in `.local`.
    Local,
    /// A name in `.internal`.
    Internal,
    /// A name in a domain of private networks, such as `.lan` and `home.arpa`.
    PrivateName,
    /// A name that is reserved, such as those in `.test` and `.invalid`.
    ReservedName,
    /// A name in `.onion`.
    Onion,
    /// A name that is set up for 127.0.0.1, such as those in `localtest.me`.
    LoopbackName,
    /// A name of a service such as nip.io, which holds an address that is not public.
    HoldsAddress,
}

impl NotPublic {
    /// The reason for a parsed host in this special domain, if it is in one; `None` when it may be public.
    pub(super) fn of(host: &str, special: Option<(&str, Known)>) -> Option<Self> {
        match host::ip(host) {
            Some(IpAddr::V4(ip)) => of_v4(ip),
            Some(IpAddr::V6(ip)) => of_v6(ip),
            None => of_name(host::without_trailing_dot(host), special),
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Loopback => "This is the machine's own address",
            Self::Private => "This address is private",
            Self::UniqueLocal => "This address is local to one network",
            Self::LinkLocal => "This address is local to one link",
            Self::CarrierNat => "This address is shared behind a carrier's NAT",
            Self::Unspecified => "This address stands for no machine",
            Self::Ipv4Mapped => "This is an IPv4 address written as IPv6",
            Self::Reserved => "This address is reserved",
            Self::Localhost => "This is the machine's own name",
            Self::SingleLabel => "This name has no dot, so it is known in one network only",
            Self::Local => "Names in .local are known in one network only",
            Self::Internal => "Names in .internal are known in one network only",
            Self::PrivateName => "This name is known in one network only",
            Self::ReservedName => "This name is reserved and no host has it",
            Self::Onion => "Names in .onion are known in the Tor network only",
            Self::LoopbackName => "This name stands for the machine's own address",
            Self::HoldsAddress => "This name stands for an address that is not public",
        }
    }
}

fn of_name(name: &str, special: Option<(&str, Known)>) -> Option<NotPublic> {
    let single = (!name.contains('.')).then_some(NotPublic::SingleLabel);
    match special {
        Some((
            _,
            Known::NotPublic(reason @ (NotPublic::PrivateName | NotPublic::ReservedName)),
        )) => single.or(Some(reason)),
        Some((_, Known::NotPublic(reason))) => Some(reason),
        Some((domain, Known::HoldsAddress)) => {
            let prefix = name.strip_suffix(domain).unwrap_or_default();
            holds_address(prefix).then_some(NotPublic::HoldsAddress)
        }
        Some((_, Known::Documentation)) => None,
        None => single,
    }
}

/// Whether a name holds an address that is not public, in a notation of nip.io or sslip.io: `10.0.0.1`, `app-10-0-0-1`,
/// `0a000001`, `fe80--1`.
fn holds_address(name: &str) -> bool {
    let v6 = name
        .split('.')
        .find_map(|label| label.replace('-', ":").parse().ok());
    if let Some(ip) = v6 {
        return of_v6(ip).is_some();
    }
    let parts: Vec<&str> = name.split(['.', '-']).collect();
    let decimal = parts
        .windows(4)
        .filter_map(|parts| parts.join(".").parse().ok());
    let hexadecimal = parts.iter().filter(|part| part.len() == 8);
    let hexadecimal = hexadecimal.filter_map(|part| u32::from_str_radix(part, 16).ok());
    decimal
        .chain(hexadecimal.map(Ipv4Addr::from))
        .any(|ip| of_v4(ip).is_some())
}

fn of_v4(ip: Ipv4Addr) -> Option<NotPublic> {
    let reason = match ip.octets() {
        [0, 0, 0, 0] => NotPublic::Unspecified,
        [127, ..] => NotPublic::Loopback,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => NotPublic::Private,
        [169, 254, ..] => NotPublic::LinkLocal,
        [100, 64..=127, ..] => NotPublic::CarrierNat,
        [0 | 224.., ..]
        | [192, 0, 0 | 2, _]
        | [192, 88, 99, _]
        | [198, 18 | 19, ..]
        | [198, 51, 100, _]
        | [203, 0, 113, _] => NotPublic::Reserved,
        _ => return None,
    };
    Some(reason)
}

fn of_v6(ip: Ipv6Addr) -> Option<NotPublic> {
    let reason = match ip.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => NotPublic::Unspecified,
        [0, 0, 0, 0, 0, 0, 0, 1] => NotPublic::Loopback,
        [0, 0, 0, 0, 0, 0xffff, high, low] => {
            of_v4(embedded(high, low)).unwrap_or(NotPublic::Ipv4Mapped)
        }
        // Translated (NAT64) and tunnelled (6to4): as public as the IPv4 address within.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            return of_v4(embedded(high, low));
        }
        [0xfc00..=0xfdff, ..] => NotPublic::UniqueLocal,
        [0xfe80..=0xfebf, ..] => NotPublic::LinkLocal,
        // Only 2000::/3 is given out for global unicast. Of it, these are special: Teredo, ORCHID, documentation.
        [0x2001, 0 | 0x10..=0x2f | 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => NotPublic::Reserved,
        [0x2000..=0x3fff, ..] => return None,
        _ => NotPublic::Reserved,
    };
    Some(reason)
}

fn embedded(high: u16, low: u16) -> Ipv4Addr {
    let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
    Ipv4Addr::new(a, b, c, d)
}
