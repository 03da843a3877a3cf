//! Parses a URL by the URL Standard.
//!
//! There are two backends: the browser's `URL` adds no bytes to the page, the crate `url` many. They disagree on some
//! unusual hosts, so the rules in [`crate::endpoint_url`] check the parsed components, not the parser's verdict alone.

/// An absolute URL in its components, each as the URL Standard serializes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedUrl {
    /// The whole URL, normalized.
    pub href: String,
    /// The scheme, in lower case, without its colon.
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
    /// The query without its `?`. An empty query (`https://a.example/?`) is `None`, as in a browser.
    pub query: Option<String>,
    /// The fragment without its `#`. An empty fragment is `None`.
    pub fragment: Option<String>,
}

impl ParsedUrl {
    /// Parses an absolute URL; `None` for a relative or an invalid one.
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
            query: without_prefix(&url.search()),
            fragment: without_prefix(&url.hash()),
        })
    }

    /// Parses an absolute URL; `None` for a relative or an invalid one.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn parse(text: &str) -> Option<Self> {
        let url = url::Url::parse(text).ok()?;
        let non_empty = |part: &str| (!part.is_empty()).then(|| part.to_owned());
        Some(Self {
            href: url.as_str().to_owned(),
            scheme: url.scheme().to_owned(),
            username: url.username().to_owned(),
            password: url.password().unwrap_or_default().to_owned(),
            host: url.host_str().unwrap_or_default().to_owned(),
            port: url.port(),
            path: url.path().to_owned(),
            query: url.query().and_then(non_empty),
            fragment: url.fragment().and_then(non_empty),
        })
    }

    /// The origin, as in the `Origin` header. For `http` and `https` only.
    pub fn origin(&self) -> String {
        let Self { scheme, host, .. } = self;
        match self.port {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        }
    }
}

/// The browser's `search` or `hash` without its leading `?` or `#`; `None` when nothing is left.
#[cfg(target_arch = "wasm32")]
fn without_prefix(part: &str) -> Option<String> {
    part.get(1..)
        .filter(|rest| !rest.is_empty())
        .map(str::to_owned)
}
