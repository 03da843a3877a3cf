//! The paths of the server that are not files.

/// `POST` creates a subscription.
pub(crate) const WEBHOOKS: &str = "/v1/webhooks";

/// `GET` returns the tenant and the key.
pub(crate) const TENANT: &str = "/v1/tenant";

/// The only page that may be framed.
pub(crate) const FRAME_PAGE: &str = "/frame.html";

/// `POST` adds a fault, `DELETE` removes all.
pub(crate) const FAULT: &str = "/__fault";

/// Where browsers report violations of the content security policy.
pub(crate) const VIOLATIONS: &str = "/__violations";

/// Whether `path` belongs to the API, even if there is no such route.
pub(crate) fn is_api(path: &str) -> bool {
    path == "/v1" || path.starts_with("/v1/")
}

/// Whether `path` belongs to the fault injection, even if there is no such route.
pub(crate) fn is_fault(path: &str) -> bool {
    path.starts_with("/__")
}
