//! What an accepted address is warned or told about. Nothing here forbids one: how far a warning counts is the host
//! page's choice.

mod reach;

use std::fmt;

use crate::endpoint_url::{EndpointUrl, host};
use crate::phrase::fill;

pub use reach::NotPublic;

/// Names that end so are a tunnel to somebody's machine.
const TUNNELS: &str = "ngrok.io ngrok.app ngrok.dev ngrok-free.app ngrok-free.dev trycloudflare.com loca.lt \
    localtunnel.me serveo.net serveousercontent.com lhr.life pinggy.link pinggy.io pagekite.me devtunnels.ms \
    share.zrok.io bore.pub ts.net";

/// Query keys that are secrets by themselves, in lower case and without punctuation.
const SECRET_KEYS: &str =
    "key sig auth authorization pass passwd pwd pw sas jwt hmac bearer credential credentials";

/// Query keys that end so are secrets.
const SECRET_ENDINGS: &str =
    "token secret password signature apikey accesskey authkey secretkey privatekey sharedkey";

/// How much an advice counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Good to know.
    Note,
    /// Deliveries will probably fail, or something was probably not meant.
    Warning,
}

/// Something to say about an accepted address. Its `Display` says what, why and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// The host is not on the public internet.
    NotPublic {
        /// The host.
        host: String,
        /// Why it is not.
        reason: NotPublic,
    },
    /// The host has `xn--` labels.
    International {
        /// The host as it is sent.
        ascii: String,
        /// The host as it reads.
        unicode: String,
    },
    /// The host name ends in a dot.
    TrailingDot,
    /// A port other than 443.
    Port {
        /// The port.
        port: u16,
    },
    /// A part after `#`.
    Fragment,
    /// A query parameter looks like a secret. Its value is not repeated here.
    SecretInQuery {
        /// The first such key, as it stands in the address.
        key: String,
    },
    /// The host belongs to a tunnel service.
    Tunnel {
        /// The service's name.
        host: &'static str,
    },
}

impl Advice {
    /// How much it counts.
    pub fn level(&self) -> Level {
        match self {
            Self::NotPublic { .. }
            | Self::International { .. }
            | Self::TrailingDot
            | Self::Port { .. }
            | Self::Fragment
            | Self::SecretInQuery { .. } => Level::Warning,
            Self::Tunnel { .. } => Level::Note,
        }
    }
}

impl EndpointUrl {
    /// What there is to say about this address, the gravest first.
    pub fn advice(&self) -> Vec<Advice> {
        let (address, name) = (self.address(), host::without_dot(self.host()));
        let not_public = NotPublic::of(self.host()).map(|reason| Advice::NotPublic {
            host: self.host().to_owned(),
            reason,
        });
        let international = host::unicode(self.host()).map(|unicode| Advice::International {
            ascii: self.host().to_owned(),
            unicode,
        });
        let secret = address.query.as_deref().and_then(secret_key);
        let tunnel = TUNNELS.split(' ').find(|tunnel| is_within(name, tunnel));
        [
            not_public,
            international,
            (name != self.host()).then_some(Advice::TrailingDot),
            address.port.map(|port| Advice::Port { port }),
            address.fragment.as_ref().map(|_| Advice::Fragment),
            secret.map(|key| Advice::SecretInQuery {
                key: key.to_owned(),
            }),
            tunnel.map(|host| Advice::Tunnel { host }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Whether a host name is this domain or a name below it.
fn is_within(name: &str, domain: &str) -> bool {
    let above = name.strip_suffix(domain);
    above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
}

fn secret_key(query: &str) -> Option<&str> {
    let keys = query
        .split('&')
        .map(|pair| pair.split_once('=').map_or(pair, |(key, _)| key));
    keys.into_iter().find(|key| {
        let letters = key.chars().filter(char::is_ascii_alphanumeric);
        let word = letters.map(|c| c.to_ascii_lowercase()).collect::<String>();
        SECRET_KEYS.split(' ').any(|secret| word == secret)
            || SECRET_ENDINGS
                .split(' ')
                .any(|ending| word.ends_with(ending))
    })
}

impl Advice {
    /// What it says, why and what to do, and the values that stand in it by their names.
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
            Self::International { ascii, unicode } => (
                "{unicode} is sent as {ascii}. Letters of other scripts can look like the ones you know. Check that it \
                 is the name you mean.",
                vec![("unicode", unicode.clone()), ("ascii", ascii.clone())],
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
