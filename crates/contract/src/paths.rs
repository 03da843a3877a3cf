//! The paths of the API below its base URL, its base URLs, and its scope.

/// What all paths begin with.
pub const VERSION: &str = "/v1";
/// `POST` creates a subscription. The key needs the scope [`ALL_SCOPES`].
pub const WEBHOOKS: &str = "/v1/webhooks";
/// `GET` returns the tenant, the developer and the scopes of the key.
pub const TENANT: &str = "/v1/tenant";
/// The scope that creating a subscription needs.
pub const ALL_SCOPES: &str = "*";
/// The base URL of the API's sandbox.
pub const SANDBOX: &str = "https://sandbox.api.enfinitos.com";
/// The base URL of production.
pub const PRODUCTION: &str = "https://api.enfinitos.com";
