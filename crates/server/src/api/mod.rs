//! The routes of `/v1` and the document that describes them.

mod caller;
mod create;
pub(crate) mod error;
mod tenant;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use contract::CONTRACT_VERSION;
use serde::Serialize;

use self::error::ApiError;
use crate::Sandbox;

/// The path of [`create::create`].
pub(crate) const WEBHOOKS: &str = "/v1/webhooks";

/// The path of [`tenant::tenant`].
pub(crate) const TENANT: &str = "/v1/tenant";

/// Written by hand, as a client would read it; the tests hold it against the router.
const OPENAPI: &str = include_str!("openapi.json");

pub(crate) fn routes() -> Router<Sandbox> {
    Router::new()
        .route(WEBHOOKS, post(create::create).fallback(method_not_allowed))
        .route(TENANT, get(tenant::tenant).fallback(method_not_allowed))
        .route("/openapi.json", get(openapi).fallback(method_not_allowed))
}

/// Whether `path` belongs to the API, whatever lies there.
pub(crate) fn owns(path: &str) -> bool {
    path == "/v1" || path.starts_with("/v1/")
}

async fn openapi() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], OPENAPI)
}

/// The router adds `Allow`.
async fn method_not_allowed() -> ApiError {
    ApiError::MethodNotAllowed
}

/// What every success is wrapped in.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Success<T> {
    ok: bool,
    data: T,
    contract_version: &'static str,
}

impl<T> Success<T> {
    fn of(data: T) -> Self {
        Self {
            ok: true,
            data,
            contract_version: CONTRACT_VERSION,
        }
    }
}
