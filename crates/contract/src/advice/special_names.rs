//! Domains whose names are not those of a public endpoint.
//!
//! The special-use names are those of IANA's registry (iana.org/assignments/special-use-domain-names). The others are in
//! use in private networks, or are services that answer for the address in a name; the sources are next to them. The
//! list is not complete: a name that is not in it may still not be public.

use super::{NotPublic, is_within};

/// What is known of the names in a domain.
#[derive(Clone, Copy)]
pub(super) enum Known {
    /// They are not public.
    NotPublic(NotPublic),
    /// Each leads to the address that it holds.
    HoldsAddress,
    /// Documents use them.
    Documentation,
}

/// Domains with spaces between them, and what is known of them.
const DOMAINS: &[(&str, Known)] = &[
    // RFC 6761, section 6.3.
    ("localhost", Known::NotPublic(NotPublic::Localhost)),
    // RFC 6762, section 3. Kubernetes has `cluster.local`.
    ("local", Known::NotPublic(NotPublic::Local)),
    // ICANN reserved it for private use: resolution 2024.07.29.06.
    ("internal", Known::NotPublic(NotPublic::Internal)),
    // RFC 6761, sections 6.2, 6.4 and 6.5; RFC 9476; RFC 8880, RFC 9462.
    (
        "test invalid example alt ipv4only.arpa resolver.arpa",
        Known::NotPublic(NotPublic::ReservedName),
    ),
    // RFC 7686.
    ("onion", Known::NotPublic(NotPublic::Onion)),
    // RFC 8375, RFC 9665.
    (
        "home.arpa service.arpa",
        Known::NotPublic(NotPublic::PrivateName),
    ),
    // RFC 6762, appendix G. ICANN does not delegate the last three: resolution 2018.02.04.12.
    (
        "intranet private lan corp home mail",
        Known::NotPublic(NotPublic::PrivateName),
    ),
    // Not delegated, and defaults of routers and systems: systemd's nss-myhostname(8), ICANN's SAC 045.
    (
        "localdomain domain workgroup dhcp router gateway",
        Known::NotPublic(NotPublic::PrivateName),
    ),
    // kubernetes.io/docs/concepts/services-networking/dns-pod-service, developer.hashicorp.com/consul/docs/discover/dns.
    ("svc consul", Known::NotPublic(NotPublic::PrivateName)),
    // nip.io, sslip.io, github.com/basecamp/xip-pdns, traefik.me, local-ip.co, local-ip.sh, Plex's certificates.
    (
        "nip.io sslip.io xip.io xip.name traefik.me local-ip.co local-ip.sh backname.io ip.es.io plex.direct",
        Known::HoldsAddress,
    ),
    // readme.localtest.me, lvh.me, docs.ddev.com, docs.lando.dev, lcl.host, local.gd, get.localhost.direct.
    (
        "localtest.me lvh.me vcap.me lacolhost.com fuf.me localdev.me ddev.site lndo.site lcl.host local.gd \
            localhost.direct 127-0-0-1.org.uk 42foo.com",
        Known::NotPublic(NotPublic::LoopbackName),
    ),
    // RFC 2606, section 3; RFC 6761, section 6.5.
    ("example.com example.net example.org", Known::Documentation),
];

/// The domain that a host name is in, and what is known of it.
pub(super) fn find(name: &str) -> Option<(&'static str, Known)> {
    DOMAINS.iter().find_map(|&(domains, known)| {
        let domain = domains.split(' ').find(|domain| is_within(name, domain))?;
        Some((domain, known))
    })
}
