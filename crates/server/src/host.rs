//! The names in `Host` that a server answers to besides its own.

/// A host as in a URL, without scheme and port: `box.example`, `192.0.2.7`, `[2001:db8::7]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostName(String);

impl HostName {
    /// Parses a host name or an IP address. None for `box.example:8787`, `https://box.example` and `*`.
    pub fn parse(text: &str) -> Option<Self> {
        let url = url::Url::parse(&format!("http://{text}")).ok()?;
        let host = url.host_str()?;
        // A URL has more parts than a host, and another spelling of some hosts.
        let is_host = host.eq_ignore_ascii_case(text) && has_only_host_characters(host);
        is_host.then(|| Self(host.to_owned()))
    }

    /// The host of a `Host` header, with or without a port.
    pub(crate) fn of_header(host: &str) -> Option<Self> {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        Self::parse(name)
    }

    /// The host in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The URL Standard allows more characters in a host, such as `;`, `'` and `*`.
pub(crate) fn has_only_host_characters(host: &str) -> bool {
    host.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_has_no_scheme_port_or_path() {
        for (text, host) in [
            ("box", Some("box")),
            ("Hooks.Example.com", Some("hooks.example.com")),
            ("192.0.2.7", Some("192.0.2.7")),
            ("[2001:DB8::7]", Some("[2001:db8::7]")),
            ("", None),
            ("*", None),
            ("*.example", None),
            ("a;b", None),
            ("box:8787", None),
            ("box:80", None),
            ("box/", None),
            ("me@box", None),
            ("box example", None),
            ("https://box", None),
            ("2001:db8::7", None),
        ] {
            let found = HostName::parse(text);
            assert_eq!(found.as_ref().map(HostName::as_str), host, "{text}");
        }
    }

    #[test]
    fn port_of_a_header_is_no_part_of_its_host() {
        for (header, host) in [
            ("box", Some("box")),
            ("box:8787", Some("box")),
            ("[::1]", Some("[::1]")),
            ("[::1]:80", Some("[::1]")),
            ("box:8787:1", None),
            ("box:http", None),
            (":8787", None),
        ] {
            let found = HostName::of_header(header);
            assert_eq!(found.as_ref().map(HostName::as_str), host, "{header}");
        }
    }
}
