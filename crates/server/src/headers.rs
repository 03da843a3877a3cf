//! Headers that every answer has, errors included.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::Sandbox;
use crate::origin::Origin;

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
    (
        HeaderName::from_static("permissions-policy"),
        "clipboard-write=(self), clipboard-read=(), accelerometer=(), autoplay=(), camera=(), \
         display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), \
         magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), \
         publickey-credentials-get=(), screen-wake-lock=(), usb=(), \
         xr-spatial-tracking=()",
    ),
];

/// The headers, built once.
#[derive(Clone)]
pub(crate) struct SecurityHeaders {
    policy: HeaderValue,
}

impl SecurityHeaders {
    /// `connect`: the origins that the console may speak to besides its own and [`APIS`].
    pub(crate) fn new(connect: &[Origin]) -> Self {
        let connect: Vec<_> = APIS
            .into_iter()
            .chain(connect.iter().map(Origin::as_str))
            .collect();
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             connect-src 'self' {}; img-src 'self'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'; require-trusted-types-for 'script'",
            connect.join(" ")
        );
        let policy = HeaderValue::try_from(policy).expect("an origin is printable ASCII");
        Self { policy }
    }
}

/// Middleware: adds the headers. What has no rule of its own is stored nowhere.
pub(crate) async fn secure(
    State(sandbox): State<Sandbox>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in SAME {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(CONTENT_SECURITY_POLICY, sandbox.security.policy.clone());
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}
