//! Who calls: the key of a request.

use std::time::Instant;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use secrecy::SecretString;

use super::error::ApiError;
use crate::Sandbox;
use crate::key::{Key, KeyHash};

/// Those without a key share one count; no key has this id.
const NOBODY: &str = "";

/// A request with a key that this sandbox made, within its rate.
pub(crate) struct Caller(pub(crate) Key);

impl Caller {
    /// # Errors
    ///
    /// [`ApiError::MissingScope`] when the key does not hold `scope`.
    pub(crate) fn needs(&self, scope: &'static str) -> Result<(), ApiError> {
        if self.0.holds(scope) {
            Ok(())
        } else {
            Err(ApiError::MissingScope { scope })
        }
    }
}

impl FromRequestParts<Sandbox> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, sandbox: &Sandbox) -> Result<Self, ApiError> {
        let key = match bearer(&parts.headers) {
            Some(key) => sandbox.store.key(KeyHash::of(&key)).await?,
            None => None,
        };
        sandbox
            .counter
            .take(key.as_ref().map_or(NOBODY, |key| &key.id), Instant::now())?;
        key.map(Self).ok_or(ApiError::Unauthenticated)
    }
}

/// The one bearer token of a request.
fn bearer(headers: &HeaderMap) -> Option<SecretString> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.into())
}
