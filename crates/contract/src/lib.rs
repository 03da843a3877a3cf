//! The `EnfinitOS` webhook API, v1.0, as far as its public reference tells.
//!
//! Nothing here does I/O or knows a browser, a runtime or a view. In reading order:
//!
//! - [`event`]: the taxonomy of event kinds, and a selection of them;
//! - [`EndpointUrl`], [`Label`]: what a person types, validated; [`Advice`]: what a valid address is warned about;
//! - [`ApiBase`], [`ApiKey`]: whom the client speaks to, and as whom;
//! - [`IdempotencyKey`]: how an attempt is known again, where the API does that;
//! - [`wire`]: the bodies, lenient on the way in and strict on the way out;
//! - [`SigningSecret`]: the one value that must never be lost and never be shown unasked;
//! - [`phrase`]: texts with values in them;
//! - [`answer`]: what an answer means: created, not created, or unknown.

pub mod address;
pub mod advice;
pub mod answer;
pub mod api_base;
pub mod api_key;
pub mod endpoint_url;
mod error_body;
pub mod event;
pub mod idempotency_key;
pub mod label;
pub mod paths;
pub mod phrase;
mod punycode;
pub mod retry_after;
pub mod salvage;
pub mod secret;
pub mod wire;

pub use advice::{Advice, Level};
pub use api_base::{ApiBase, ApiBaseError};
pub use api_key::{ApiKey, ApiKeyError, KeyAdvice};
pub use endpoint_url::{EndpointUrl, EndpointUrlError};
pub use event::{EventKind, EventSelection, EventSelectionError, Family};
pub use idempotency_key::IdempotencyKey;
pub use label::{Label, LabelError};
pub use secret::SigningSecret;

/// The version of the contract that this build was written against.
pub const CONTRACT_VERSION: &str = "v1.0";
