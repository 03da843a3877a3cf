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
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self::split(normalize(text)?))
    }

    /// Splits a URL as the URL Standard serializes it, in which each delimiter has one meaning. Asking a browser for each
    /// component would be ten calls for every key press.
    fn split(href: String) -> Self {
        let (rest, fragment) = split_off(&href, '#');
        let (rest, query) = split_off(rest, '?');
        let (scheme, rest) = rest.split_once(':').unwrap_or((rest, ""));
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
            None => ("", rest),
        };
        let (userinfo, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (username, password) = userinfo.split_once(':').unwrap_or((userinfo, ""));
        // A colon in brackets belongs to an IPv6 address.
        let (host, port) = match host.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()),
            _ => (host, None),
        };
        Self {
            scheme: scheme.to_owned(),
            username: username.to_owned(),
            password: password.to_owned(),
            host: host.to_owned(),
            port,
            path: path.to_owned(),
            query: query.map(str::to_owned),
            fragment: fragment.map(str::to_owned),
            href,
        }
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

/// The text before and after a delimiter; an empty text after it is `None`.
fn split_off(text: &str, delimiter: char) -> (&str, Option<&str>) {
    match text.split_once(delimiter) {
        Some((before, after)) => (before, Some(after).filter(|after| !after.is_empty())),
        None => (text, None),
    }
}

/// An absolute URL as the URL Standard serializes it; `None` for a relative or an invalid one.
#[cfg(target_arch = "wasm32")]
fn normalize(text: &str) -> Option<String> {
    Some(web_sys::Url::new(text).ok()?.href())
}

/// An absolute URL as the URL Standard serializes it; `None` for a relative or an invalid one.
#[cfg(not(target_arch = "wasm32"))]
fn normalize(text: &str) -> Option<String> {
    Some(url::Url::parse(text).ok()?.into())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::ParsedUrl;

    /// The crate `url` splits by itself, too.
    #[test]
    fn components_are_those_of_the_url_crate() {
        for text in [
            "https://example.com",
            "https://user:pa%3Ass@example.com:8443/a/b?c=d#e",
            "https://user@example.com/?",
            "https://:password@example.com/#",
            "https://[2001:db8::1]/a:b@c?d#e?f#g",
            "https://[2001:db8::1]:8443/?a@b/c:d",
            "http://127.0.0.1:80/@:",
            "mailto:someone@example.com?subject=a:b",
            "file:///etc/hosts",
            "data:text/plain,//a@b:1",
            "foo://bar",
            "javascript:alert(1)//x",
        ] {
            let url = url::Url::parse(text).expect(text);
            let non_empty =
                |part: Option<&str>| part.filter(|part| !part.is_empty()).map(str::to_owned);
            let expected = ParsedUrl {
                href: url.as_str().to_owned(),
                scheme: url.scheme().to_owned(),
                username: url.username().to_owned(),
                password: url.password().unwrap_or_default().to_owned(),
                host: url.host_str().unwrap_or_default().to_owned(),
                port: url.port(),
                path: url.path().to_owned(),
                query: non_empty(url.query()),
                fragment: non_empty(url.fragment()),
            };
            assert_eq!(ParsedUrl::parse(text), Some(expected));
        }
    }
}
