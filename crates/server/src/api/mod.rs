//! The routes of `/v1`, and their `OpenAPI` document.

mod authenticated;
mod create;
mod tenant;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use contract::CONTRACT_VERSION;
use serde::Serialize;

use crate::api_error::ApiError;
use crate::paths::{TENANT, WEBHOOKS};
use crate::state::AppState;

/// Written by hand. Tests compare it with the router.
const OPENAPI: &str = include_str!("openapi.json");

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route(WEBHOOKS, post(create::create).fallback(method_not_allowed))
        .route(TENANT, get(tenant::tenant).fallback(method_not_allowed))
        .route("/openapi.json", get(openapi).fallback(method_not_allowed))
}

async fn openapi() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], OPENAPI)
}

/// The router adds the `Allow` header.
async fn method_not_allowed() -> ApiError {
    ApiError::MethodNotAllowed
}

/// The body of every success.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SuccessBody<T> {
    ok: bool,
    data: T,
    contract_version: &'static str,
}

impl<T> SuccessBody<T> {
    fn new(data: T) -> Self {
        Self {
            ok: true,
            data,
            contract_version: CONTRACT_VERSION,
        }
    }
}
