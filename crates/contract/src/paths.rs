//! The paths of the API, below its base address.

/// `POST`: creates a subscription. Needs a key whose scopes hold [`ALL_SCOPES`].
pub const WEBHOOKS: &str = "/v1/webhooks";
/// `GET`: tells whose key this is.
pub const TENANT: &str = "/v1/tenant";
/// The scope that creating a subscription needs.
pub const ALL_SCOPES: &str = "*";
/// The base address of the API's own sandbox.
pub const SANDBOX: &str = "https://sandbox.api.enfinitos.com";
/// The base address of production.
pub const PRODUCTION: &str = "https://api.enfinitos.com";
