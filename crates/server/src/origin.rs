//! The `Host` names of this server, and the origins that may call it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, HOST,
    ORIGIN, VARY,
};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use url::Url;

use crate::api_error::ApiError;
use crate::config::Config;
use crate::host::{HostName, has_only_host_characters};

/// An origin in the format of the `Origin` header: `https://app.example.com`, or `null`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Parses an origin.
    ///
    /// # Errors
    ///
    /// [`OriginError::NotAbsolute`] for `*` and `app.example.com`, [`OriginError::NotHttp`] for `ftp://a.example`,
    /// [`OriginError::BadHost`] for `https://a;b`, [`OriginError::MoreThanAnOrigin`] for `https://a.example/`.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        if text == "null" {
            return Ok(Self(text.into()));
        }
        let url = Url::parse(text).map_err(|_| OriginError::NotAbsolute)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(OriginError::NotHttp {
                scheme: url.scheme().into(),
            });
        }
        // It is copied into a header.
        let host = url.host_str().unwrap_or_default();
        if !has_only_host_characters(host) {
            return Err(OriginError::BadHost { host: host.into() });
        }
        let origin = url.origin().ascii_serialization();
        if url.as_str().strip_suffix('/') != Some(&origin) || text.ends_with('/') {
            return Err(OriginError::MoreThanAnOrigin { origin });
        }
        Ok(Self(origin))
    }

    /// The origin as a header value.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        Self::parse(text)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a text is not an origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OriginError {
    /// Not an absolute URL.
    NotAbsolute,
    /// The scheme is not `http` or `https`.
    NotHttp {
        /// The scheme.
        scheme: String,
    },
    /// The host has characters that are not valid in a host name.
    BadHost {
        /// The host.
        host: String,
    },
    /// It has a path, a query, a fragment or credentials.
    MoreThanAnOrigin {
        /// The origin without these parts.
        origin: String,
    },
}

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAbsolute => f.write_str("an origin looks like https://api.example.com"),
            Self::NotHttp { scheme } => write!(f, "an origin is http or https, not {scheme}"),
            Self::BadHost { host } => write!(f, "{host} is not a host name"),
            Self::MoreThanAnOrigin { origin } => {
                write!(
                    f,
                    "an origin ends after host and port, without a slash: {origin}"
                )
            }
        }
    }
}

impl std::error::Error for OriginError {}

/// The hosts this server answers to and the origins whose pages may call it.
#[derive(Clone, Debug)]
pub(crate) struct AllowedOrigins {
    /// Its own hosts, with its port.
    own: Vec<String>,
    /// The hosts of `--host`: a proxy or a forwarded port has a port of its own.
    hosts: Vec<HostName>,
    origins: Vec<Origin>,
}

impl AllowedOrigins {
    /// For a server that listens on `port`.
    pub(crate) fn new(config: &Config, port: u16) -> Self {
        let names = ["127.0.0.1", "localhost", "[::1]", &config.own_host()];
        let mut own: Vec<_> = names.iter().map(|name| format!("{name}:{port}")).collect();
        if port == 80 {
            own.extend(names.map(String::from));
        }
        let own_origins = own.iter().map(|host| Origin(format!("http://{host}")));
        let origins = own_origins.chain(config.allowed_origins.iter().cloned());
        Self {
            origins: origins.collect(),
            hosts: config.hosts.clone(),
            own,
        }
    }

    /// Prevents DNS rebinding: a page of another origin can resolve its name to this machine, but cannot change the `Host`
    /// header.
    fn check_host(&self, headers: &HeaderMap, uri: &Uri) -> Result<(), ApiError> {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return Err(ApiError::WrongHost { host: None });
        };
        let host = host.to_str().unwrap_or_default();
        let authority = uri.authority().map(Authority::as_str);
        let wrong = [host].into_iter().chain(authority).find(|host| {
            let is_own = self.own.iter().any(|own| own.eq_ignore_ascii_case(host));
            !is_own && !self.is_configured(host)
        });
        wrong.map_or(Ok(()), |host| {
            Err(ApiError::WrongHost {
                host: HostName::of_header(host),
            })
        })
    }

    /// Whether the host of a `Host` header is one of `--host`.
    fn is_configured(&self, header: &str) -> bool {
        HostName::of_header(header).is_some_and(|host| self.hosts.contains(&host))
    }

    fn allows_origin(&self, origin: &HeaderValue, headers: &HeaderMap) -> bool {
        let mut listed = self.origins.iter();
        listed.any(|allowed| allowed.as_str() == origin) || self.is_same_origin(origin, headers)
    }

    /// Whether a page of `origin` is one of this server under a host of `--host`. A proxy or a forwarded port has a scheme
    /// and a port of its own, so the origin is compared with the `Host` header.
    fn is_same_origin(&self, origin: &HeaderValue, headers: &HeaderMap) -> bool {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        let (Some(host), Ok(origin)) = (host, origin.to_str()) else {
            return false;
        };
        let mut schemes = ["http://", "https://"].into_iter();
        self.is_configured(host) && schemes.any(|scheme| origin.strip_prefix(scheme) == Some(host))
    }
}

/// Middleware: rejects other hosts, and requests of other origins unless they are `GET` or `HEAD`. Responds to
/// preflights.
pub(crate) async fn check_host_and_origin(
    State(allowed): State<Arc<AllowedOrigins>>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let headers = request.headers();
    allowed.check_host(headers, request.uri())?;
    let is_preflight = request.method() == Method::OPTIONS
        && headers.contains_key(ORIGIN)
        && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let is_foreign = headers
        .get_all(ORIGIN)
        .iter()
        .any(|origin| !allowed.allows_origin(origin, headers));
    if is_foreign && !is_read {
        return Err(ApiError::ForeignOrigin);
    }
    if is_preflight {
        return Ok(preflight_response());
    }
    Ok(next.run(request).await)
}

fn preflight_response() -> Response {
    let headers = [
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (
            ACCESS_CONTROL_ALLOW_HEADERS,
            "authorization, content-type, idempotency-key",
        ),
        (ACCESS_CONTROL_MAX_AGE, "600"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// Middleware: adds the CORS headers, so that pages of allowed origins can read every response.
pub(crate) async fn add_cors_headers(
    State(allowed): State<Arc<AllowedOrigins>>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let origin = headers.get(ORIGIN);
    let origin = origin
        .filter(|origin| allowed.allows_origin(origin, headers))
        .cloned();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = origin {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        let exposed = HeaderValue::from_static("Retry-After, X-Request-Id, Idempotent-Replayed");
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origin_is_scheme_host_and_port() {
        for (text, origin) in [
            ("https://app.example.com", "https://app.example.com"),
            ("HTTPS://App.Example.com:443", "https://app.example.com"),
            ("http://[::1]:3000", "http://[::1]:3000"),
            ("null", "null"),
        ] {
            assert_eq!(Origin::parse(text).unwrap().as_str(), origin, "{text}");
        }
    }

    #[test]
    fn text_that_is_not_an_origin_is_rejected_with_a_message() {
        for (text, sentence) in [
            ("", "an origin looks like https://api.example.com"),
            (
                "app.example.com",
                "an origin looks like https://api.example.com",
            ),
            ("*", "an origin looks like https://api.example.com"),
            ("ftp://a.example", "an origin is http or https, not ftp"),
            ("https://a;script-src", "a;script-src is not a host name"),
            (
                "https://a.example/",
                "an origin ends after host and port, without a slash: https://a.example",
            ),
            (
                "https://a.example/b",
                "an origin ends after host and port, without a slash: https://a.example",
            ),
            (
                "https://me@a.example",
                "an origin ends after host and port, without a slash: https://a.example",
            ),
            (
                "https://a.example?b",
                "an origin ends after host and port, without a slash: https://a.example",
            ),
        ] {
            assert_eq!(
                Origin::parse(text).unwrap_err().to_string(),
                sentence,
                "{text}"
            );
        }
    }
}
