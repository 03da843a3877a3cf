//! Security headers of every response, including errors. The files of `deploy/` have those of the console too: a test
//! compares them.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::origin::Origin;
use crate::paths::FRAME_PAGE;

/// The documented origins of the API. The console may always connect to them.
const API_ORIGINS: [&str; 2] = [
    "https://sandbox.api.enfinitos.com",
    "https://api.enfinitos.com",
];

const COMMON_HEADERS: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    // Pages of `--allow-origin` read responses by CORS, which this header does not affect.
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    // `(self)` is enough in a frame: it means the origin of the frame, which needs both this header and the
    // `allow="clipboard-write"` of its parent.
    (
        HeaderName::from_static("permissions-policy"),
        "clipboard-write=(self), clipboard-read=(), accelerometer=(), autoplay=(), camera=(), \
         display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), \
         magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), \
         publickey-credentials-get=(), screen-wake-lock=(), usb=(), \
         xr-spatial-tracking=()",
    ),
];

/// Overrides of [`COMMON_HEADERS`] for a page that may be framed. A cross-origin isolated parent can only frame pages
/// with these headers. The page loads nothing from other origins, so they do not restrict it.
const FRAMED_PAGE_HEADERS: [(HeaderName, &str); 2] = [
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "cross-origin",
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
];

/// The headers that depend on the configuration.
#[derive(Clone)]
pub(crate) struct SecurityHeaders {
    policy: HeaderValue,
    frame_policy: HeaderValue,
    has_frame_parents: bool,
}

impl SecurityHeaders {
    /// `connect_origins`: the origins that the console may connect to besides its own and [`API_ORIGINS`].
    /// `frame_parents`: the origins that may frame [`FRAME_PAGE`].
    /// `report_uri`: where browsers report violations, in tests only.
    pub(crate) fn new(
        connect_origins: &[Origin],
        frame_parents: &[Origin],
        report_uri: Option<&str>,
    ) -> Self {
        let connect: Vec<_> = ["'self'"]
            .into_iter()
            .chain(API_ORIGINS)
            .chain(connect_origins.iter().map(Origin::as_str))
            .collect();
        let parents: Vec<_> = frame_parents.iter().map(Origin::as_str).collect();
        let has_frame_parents = !parents.is_empty();
        let ancestors = if has_frame_parents {
            parents.join(" ")
        } else {
            "'none'".into()
        };
        Self {
            policy: policy(&connect.join(" "), "'none'", report_uri),
            // The frame sends the key from its parent to this server only.
            frame_policy: policy("'self'", &ancestors, report_uri),
            has_frame_parents,
        }
    }
}

fn policy(connect: &str, ancestors: &str, report_uri: Option<&str>) -> HeaderValue {
    let mut policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         connect-src {connect}; img-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors {ancestors}; require-trusted-types-for 'script'"
    );
    if let Some(report_uri) = report_uri {
        policy.extend(["; report-uri ", report_uri]);
    }
    HeaderValue::try_from(policy).expect("an origin is printable ASCII")
}

/// Middleware: adds the security headers, and `Cache-Control: no-store` unless the response has its own.
pub(crate) async fn add_security_headers(
    State(security): State<SecurityHeaders>,
    request: Request,
    next: Next,
) -> Response {
    // Any other spelling of the path gets the strict headers.
    let is_frame_page = request.uri().path() == FRAME_PAGE;
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in COMMON_HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_frame_page {
        headers.insert(CONTENT_SECURITY_POLICY, security.frame_policy.clone());
        // A cached copy could name outdated parents.
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    } else {
        headers.insert(CONTENT_SECURITY_POLICY, security.policy.clone());
    }
    if is_frame_page && security.has_frame_parents {
        headers.remove(X_FRAME_OPTIONS);
        for (name, value) in FRAMED_PAGE_HEADERS {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}
