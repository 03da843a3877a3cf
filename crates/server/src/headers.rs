//! Headers that every answer has, errors included.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::origin::Origin;
use crate::{Sandbox, fault, frame};

/// The API's stated base addresses: the console may always speak to them.
const APIS: [&str; 2] = [
    "https://sandbox.api.enfinitos.com",
    "https://api.enfinitos.com",
];

const SAME: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    // Pages that `--allow-origin` lets in read answers by CORS, which this header does not touch.
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    // `(self)` is enough for the frame: there it means the frame's own origin, and what the header
    // grants and what the parent delegates with `allow="clipboard-write"` must both hold.
    (
        HeaderName::from_static("permissions-policy"),
        "clipboard-write=(self), clipboard-read=(), accelerometer=(), autoplay=(), camera=(), \
         display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), \
         magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), \
         publickey-credentials-get=(), screen-wake-lock=(), usb=(), \
         xr-spatial-tracking=()",
    ),
];

/// What a page has that may be framed, instead of what [`SAME`] says. A parent that is itself
/// isolated frames only what says so too; nothing here comes from elsewhere, so it costs nothing.
const FRAMED: [(HeaderName, &str); 2] = [
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "cross-origin",
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
];

/// The headers, built once.
#[derive(Clone)]
pub(crate) struct SecurityHeaders {
    policy: HeaderValue,
    frame_policy: HeaderValue,
    framed: bool,
}

impl SecurityHeaders {
    /// `connect`: the origins that the console may speak to besides its own and [`APIS`].
    /// `frame_parents`: the origins that may frame [`frame::PAGE`].
    /// `reports`: whether browsers are to tell of violations, which only tests ask for.
    pub(crate) fn new(connect: &[Origin], frame_parents: &[Origin], reports: bool) -> Self {
        let connect: Vec<_> = ["'self'"]
            .into_iter()
            .chain(APIS)
            .chain(connect.iter().map(Origin::as_str))
            .collect();
        let parents: Vec<_> = frame_parents.iter().map(Origin::as_str).collect();
        let framed = !parents.is_empty();
        let ancestors = if framed {
            parents.join(" ")
        } else {
            "'none'".into()
        };
        Self {
            policy: policy(&connect.join(" "), "'none'", reports),
            // The key that a parent hands over goes to this server alone.
            frame_policy: policy("'self'", &ancestors, reports),
            framed,
        }
    }
}

fn policy(connect: &str, ancestors: &str, reports: bool) -> HeaderValue {
    let mut policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         connect-src {connect}; img-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors {ancestors}; require-trusted-types-for 'script'"
    );
    if reports {
        policy.extend(["; report-uri ", fault::violations::PATH]);
    }
    HeaderValue::try_from(policy).expect("an origin is printable ASCII")
}

/// Middleware: adds the headers. What has no rule of its own is stored nowhere.
pub(crate) async fn secure(
    State(sandbox): State<Sandbox>,
    request: Request,
    next: Next,
) -> Response {
    // Another spelling of the same path gets the strict headers of every other page.
    let is_frame = request.uri().path() == frame::PAGE;
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in SAME {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let security = &sandbox.security;
    if is_frame {
        headers.insert(CONTENT_SECURITY_POLICY, security.frame_policy.clone());
        // A kept copy would go on naming the parents of yesterday.
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    } else {
        headers.insert(CONTENT_SECURITY_POLICY, security.policy.clone());
    }
    if is_frame && security.framed {
        headers.remove(X_FRAME_OPTIONS);
        for (name, value) in FRAMED {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}
