//! Authentication with an API key.

use std::time::Instant;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use secrecy::SecretString;

use crate::api_error::ApiError;
use crate::key::{Key, KeyHash};
use crate::state::AppState;

/// The id under which the rate limit counts requests without a valid key. No key has it.
const ANONYMOUS: &str = "";

/// Extractor: a valid API key, within its rate limit.
pub(crate) struct Authenticated(pub(crate) Key);

impl Authenticated {
    /// # Errors
    ///
    /// [`ApiError::MissingScope`] when the key does not have `scope`.
    pub(crate) fn require_scope(&self, scope: &'static str) -> Result<(), ApiError> {
        if self.0.has_scope(scope) {
            Ok(())
        } else {
            Err(ApiError::MissingScope { scope })
        }
    }
}

impl FromRequestParts<AppState> for Authenticated {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let key = match bearer_token(&parts.headers) {
            Some(token) => state.store.key(KeyHash::of(&token)).await?,
            None => None,
        };
        let key_id = key.as_ref().map_or(ANONYMOUS, |key| &key.id);
        state.rate_limiter.check(key_id, Instant::now())?;
        key.map(Self).ok_or(ApiError::Unauthenticated)
    }
}

/// The bearer token of a request that has exactly one `Authorization` header.
fn bearer_token(headers: &HeaderMap) -> Option<SecretString> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.into())
}
