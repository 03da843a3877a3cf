//! How an address is taken apart: by the URL Standard, never by our own reading.
//!
//! Two backends, because the browser's `URL` costs a page no bytes and the crate `url` costs many. The two disagree on
//! some odd hosts, so rules are written once, over these parts, in [`crate::endpoint_url`].

/// An absolute address in its parts, each as the URL Standard serialises it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The whole address in its normal form.
    pub href: String,
    /// The scheme, lower case, without its colon.
    pub scheme: String,
    /// The user name, empty when there is none.
    pub username: String,
    /// The password, empty when there is none.
    pub password: String,
    /// The host; an IPv6 address keeps its brackets; empty when there is none.
    pub host: String,
    /// The port, unless it is the scheme's default.
    pub port: Option<u16>,
    /// The path.
    pub path: String,
    /// The query without its `?`. An empty one (`https://a.example/?`) is none, as the browser has it.
    pub query: Option<String>,
    /// The fragment without its `#`. An empty one is none.
    pub fragment: Option<String>,
}

impl Address {
    /// Takes an absolute address apart; `None` when the parser refuses it or it is relative.
    #[cfg(target_arch = "wasm32")]
    pub fn parse(text: &str) -> Option<Self> {
        let url = web_sys::Url::new(text).ok()?;
        let mut scheme = url.protocol();
        scheme.truncate(scheme.len().saturating_sub(1));
        Some(Self {
            href: url.href(),
            scheme,
            username: url.username(),
            password: url.password(),
            host: url.hostname(),
            port: url.port().parse().ok(),
            path: url.pathname(),
            query: after_mark(&url.search()),
            fragment: after_mark(&url.hash()),
        })
    }

    /// Takes an absolute address apart; `None` when the parser refuses it or it is relative.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn parse(text: &str) -> Option<Self> {
        let url = url::Url::parse(text).ok()?;
        let given = |part: &str| (!part.is_empty()).then(|| part.to_owned());
        Some(Self {
            href: url.as_str().to_owned(),
            scheme: url.scheme().to_owned(),
            username: url.username().to_owned(),
            password: url.password().unwrap_or_default().to_owned(),
            host: url.host_str().unwrap_or_default().to_owned(),
            port: url.port(),
            path: url.path().to_owned(),
            query: url.query().and_then(given),
            fragment: url.fragment().and_then(given),
        })
    }

    /// Scheme, host and port, as in the header `Origin`. Meant for `http` and `https`.
    pub fn origin(&self) -> String {
        let Self { scheme, host, .. } = self;
        match self.port {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        }
    }
}

/// What follows the one-character mark that the browser's `search` and `hash` begin with.
#[cfg(target_arch = "wasm32")]
fn after_mark(part: &str) -> Option<String> {
    part.get(1..)
        .filter(|rest| !rest.is_empty())
        .map(str::to_owned)
}
