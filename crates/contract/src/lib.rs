//! The `EnfinitOS` webhook API, v1.0, as its public reference documents it.
//!
//! Nothing here does I/O or depends on a browser, a runtime or a view. In reading order:
//!
//! - [`event`]: the taxonomy of event kinds, and a selection of them;
//! - [`EndpointUrl`], [`Label`]: user input, validated; [`Advice`]: warnings about a valid URL;
//! - [`ApiBase`], [`ApiKey`]: the base URL and the key of a request;
//! - [`Credential`]: a key or secret where it should not be;
//! - [`IdempotencyKey`]: identifies a create that is retried, where the API supports it;
//! - [`wire`]: the bodies, strict when serialized and lenient when parsed;
//! - [`SigningSecret`]: the value that must not get lost, and is revealed only on request;
//! - [`phrase`]: templates with placeholders; [`characters`]: quotation marks, brackets and what nobody sees;
//! - [`response`]: the meaning of a response: created, not created, or unknown; [`extract`]: its values, where the body
//!   is truncated or not JSON.

pub mod advice;
pub mod api_base;
pub mod api_key;
pub mod characters;
mod credential;
pub mod endpoint_url;
mod error_body;
pub mod event;
pub mod extract;
pub mod idempotency_key;
pub mod label;
pub mod parsed_url;
pub mod paths;
mod percent;
pub mod phrase;
mod punycode;
pub mod response;
pub mod retry_after;
pub mod secret;
pub mod wire;

pub use advice::{Advice, Level};
pub use api_base::{ApiBase, ApiBaseError};
pub use api_key::{ApiKey, ApiKeyError, KeyAdvice};
pub use credential::Credential;
pub use endpoint_url::{EndpointUrl, EndpointUrlError};
pub use event::{EventKind, EventSelection, EventSelectionError, Family};
pub use idempotency_key::IdempotencyKey;
pub use label::{Label, LabelError};
pub use secret::SigningSecret;

/// The version of the contract that this build was written against.
pub const CONTRACT_VERSION: &str = "v1.0";
