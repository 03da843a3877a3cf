//! Warnings and notes about a valid URL. They do not make it invalid: the host page decides how to treat a warning.

mod not_public;
mod placeholder;
mod receivers;
mod secret;
mod special_names;
mod trailing_mark;

use std::fmt;

use crate::credential::Credential;
use crate::endpoint_url::{EndpointUrl, host};
use crate::percent;
use crate::phrase::fill;

pub use not_public::NotPublic;
pub use receivers::Receiver;
use special_names::Known;

/// The domains of tunnel services.
const TUNNELS: &str = "ngrok.io ngrok.app ngrok.dev ngrok-free.app ngrok-free.dev trycloudflare.com loca.lt \
    localtunnel.me serveo.net serveousercontent.com lhr.life pinggy.link pinggy.io pagekite.me devtunnels.ms \
    share.zrok.io bore.pub ts.net";

/// How serious an advice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// For information.
    Note,
    /// Deliveries will probably fail, or the URL has a probable mistake.
    Warning,
}

/// Advice about a valid URL. Its `Display` gives the problem, the reason and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// The host is not on the public internet.
    NotPublic {
        /// The host.
        host: String,
        /// The reason.
        reason: NotPublic,
    },
    /// The host is in a domain that documents use.
    Documentation {
        /// The domain.
        domain: &'static str,
    },
    /// The address will not take the payload, or others may read it.
    Receiver(Receiver),
    /// The host has `xn--` labels.
    International {
        /// The host in ASCII, as it is sent.
        ascii: String,
        /// The host in Unicode.
        unicode: String,
    },
    /// The host has a dash of another kind than the hyphen.
    Dash {
        /// The first one.
        dash: char,
    },
    /// A placeholder, such as `{id}`, that is not filled in.
    Placeholder {
        /// The first one, percent-decoded.
        text: String,
    },
    /// The host name has an underscore.
    Underscore,
    /// The host name ends in a dot.
    TrailingDot,
    /// A port other than 443.
    Port {
        /// The port.
        port: u16,
    },
    /// A fragment.
    Fragment,
    /// A query parameter that looks like a secret. Its value is not part of the advice.
    SecretInQuery {
        /// The first such key, percent-decoded.
        key: String,
    },
    /// An API key or a signing secret in the path, the query or the fragment.
    Credential(Credential),
    /// A mark after the address that ends a sentence or closes a bracket, and may have been copied with it.
    TrailingMark {
        /// The mark, percent-decoded.
        mark: char,
    },
    /// The host belongs to a tunnel service.
    Tunnel {
        /// The domain of the service.
        host: &'static str,
    },
}

impl Advice {
    /// How serious it is.
    pub fn level(&self) -> Level {
        match self {
            Self::NotPublic { .. }
            | Self::Documentation { .. }
            | Self::Receiver(_)
            | Self::International { .. }
            | Self::Dash { .. }
            | Self::Placeholder { .. }
            | Self::Underscore
            | Self::TrailingDot
            | Self::Port { .. }
            | Self::Fragment
            | Self::SecretInQuery { .. }
            | Self::Credential(_) => Level::Warning,
            Self::TrailingMark { .. } | Self::Tunnel { .. } => Level::Note,
        }
    }
}

impl EndpointUrl {
    /// The advice about this URL, the most serious first.
    pub fn advice(&self) -> Vec<Advice> {
        let (url, name) = (self.parsed(), host::without_trailing_dot(self.host()));
        let special = special_names::find(name);
        let not_public = NotPublic::of(self.host(), special).map(|reason| Advice::NotPublic {
            host: self.host().to_owned(),
            reason,
        });
        let unicode = host::unicode(self.host());
        let dash = unicode
            .as_ref()
            .and_then(|host| host.chars().find(|c| is_dash(*c)));
        let international = unicode.map(|unicode| Advice::International {
            ascii: self.host().to_owned(),
            unicode,
        });
        let after_host = percent::decode(self.parts().2);
        let secret = url.query.as_deref().and_then(secret::query_key);
        let tunnel = TUNNELS.split(' ').find(|tunnel| is_within(name, tunnel));
        let documentation = match special {
            Some((domain, Known::Documentation)) => Some(Advice::Documentation { domain }),
            _ => None,
        };
        [
            not_public,
            documentation,
            Receiver::of(url, name).map(Advice::Receiver),
            dash.map(|dash| Advice::Dash { dash }),
            international,
            placeholder::find(url).map(|text| Advice::Placeholder { text }),
            name.contains('_').then_some(Advice::Underscore),
            (name != self.host()).then_some(Advice::TrailingDot),
            url.port.map(|port| Advice::Port { port }),
            url.fragment.as_ref().map(|_| Advice::Fragment),
            secret.map(|key| Advice::SecretInQuery { key }),
            Credential::find(&after_host).map(Advice::Credential),
            trailing_mark::find(&after_host).map(|mark| Advice::TrailingMark { mark }),
            tunnel.map(|host| Advice::Tunnel { host }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Whether this is a dash that keyboards and programs put in the place of hyphens: U+2010 to U+2015, the minus sign.
fn is_dash(c: char) -> bool {
    matches!(c, '‐'..='―' | '−')
}

/// Whether a host name is this domain or a subdomain of it.
fn is_within(name: &str, domain: &str) -> bool {
    let prefix = name.strip_suffix(domain);
    prefix.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with('.'))
}

impl Advice {
    /// The text as a template for [`fill`], and the values of its placeholders.
    pub fn phrase(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            Self::NotPublic { host, reason } => (
                "{reason} ({host}). EnfinitOS delivers from the public internet and cannot reach it. Use a public host \
                 name.",
                vec![
                    ("reason", reason.as_str().to_owned()),
                    ("host", host.clone()),
                ],
            ),
            Self::Documentation { domain } => (
                "Names in {domain} are for documents: no endpoint has one. Use the host name of your endpoint.",
                vec![("domain", (*domain).to_owned())],
            ),
            Self::Receiver(receiver) => receiver.phrase(),
            Self::International { ascii, unicode } => (
                "{unicode} is sent as {ascii}. Letters of other scripts can look like the ones you know. Check that it \
                 is the name you mean.",
                vec![("unicode", unicode.clone()), ("ascii", ascii.clone())],
            ),
            Self::Dash { dash } => (
                "The host name has a dash ({dash}) and not a hyphen (-). Some keyboards make a dash of two hyphens. Check \
                 that it is the name you mean.",
                vec![("dash", dash.to_string())],
            ),
            Self::Placeholder { text } => (
                "\"{text}\" looks like a placeholder. Nothing is filled in: deliveries go to this address as it is. Put \
                 the value in its place.",
                vec![("text", text.clone())],
            ),
            Self::Underscore => (
                "The host name has an underscore. By the standard, names of hosts have none, and some systems refuse \
                 them. Check that it is the name you mean.",
                Vec::new(),
            ),
            Self::TrailingDot => (
                "The host name ends in a dot. Some servers and certificates do not know the name so. Take the dot out.",
                Vec::new(),
            ),
            Self::Port { port } => (
                "The address names port {port}. Ports other than 443 are often closed to the public internet. Check \
                 that this one is open.",
                vec![("port", port.to_string())],
            ),
            Self::Fragment => (
                "The address has a part after #. That part is never sent to a server. Take it out.",
                Vec::new(),
            ),
            Self::SecretInQuery { key } => (
                "The query parameter \"{key}\" looks like a secret. Addresses end up in logs. Check signatures instead, \
                 or be sure that logs of this address are private.",
                vec![("key", key.clone())],
            ),
            Self::Credential(Credential::ApiKey) => (
                "This address contains an API key. Addresses are stored and shown in the clear, and end up in logs. \
                 Take it out.",
                Vec::new(),
            ),
            Self::Credential(Credential::SigningSecret) => (
                "This address contains a signing secret. Addresses are stored and shown in the clear, and end up in \
                 logs. Take it out.",
                Vec::new(),
            ),
            Self::TrailingMark { mark } => (
                "The address ends in {mark}. Check that it is part of the address, and was not copied with it.",
                vec![("mark", mark.to_string())],
            ),
            Self::Tunnel { host } => (
                "This is a tunnel ({host}). Deliveries fail once it is closed, and its name may change. Use it for \
                 tests only.",
                vec![("host", (*host).to_owned())],
            ),
        }
    }
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, values) = self.phrase();
        f.write_str(&fill(text, &values))
    }
}
