//! A sandbox of the `EnfinitOS` webhook API that also serves the built console.
//!
//! In reading order, each module uses only modules of the lines below it:
//!
//! - [`args`]: the command line; [`serve`]: runs the server; `config`: its configuration;
//! - `api`, `frame`, `fault`: the handlers; `fault` makes responses fail on purpose, if `--faults` is on;
//! - `state`: what the handlers share;
//! - `site`, `element`: the files of the console and of the element;
//! - [`origin`], `headers`, `limit`: middleware for every request and response; [`host`]: the names of this server;
//! - `api_error`: the errors of the API;
//! - [`store`]: the database; `idempotency`: creates that are retried;
//! - `key`, [`seal`], `subscription`, `private_file`, `token`: keys, secrets and how they are stored;
//! - `log`, `paths`: used everywhere.

mod api;
mod api_error;
pub mod args;
mod config;
mod element;
mod fault;
mod frame;
mod headers;
pub mod host;
mod idempotency;
mod key;
mod limit;
mod log;
pub mod origin;
mod paths;
mod private_file;
pub mod seal;
pub mod serve;
mod site;
mod state;
pub mod store;
mod subscription;
mod token;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};

use api_error::{ApiError, write_error_body};
use element::ElementFiles;
use limit::BodyLimit;

pub use config::Config;
pub use site::SiteError;
pub use state::{AppState, StartError};

/// All routes and their middleware. The last layer is the outermost.
pub fn router(state: AppState) -> Router {
    let mut routes = api::routes().merge(frame::routes());
    if state.faults.is_some() {
        routes = routes.merge(fault::routes());
    }
    let body_limit = BodyLimit {
        large_fault_definitions: state.faults.is_some(),
    };
    let origins = state.allowed_origins.clone();
    routes
        .fallback(serve_file)
        .layer(from_fn(limit::time_out_response))
        .layer(from_fn(write_error_body))
        .layer(from_fn_with_state(state.faults.clone(), fault::inject))
        .layer(from_fn_with_state(
            origins.clone(),
            origin::check_host_and_origin,
        ))
        .layer(from_fn_with_state(body_limit, limit::buffer_body))
        .layer(from_fn(write_error_body))
        .layer(from_fn_with_state(state.faults.clone(), fault::record))
        .layer(from_fn_with_state(
            state.security_headers.clone(),
            headers::add_security_headers,
        ))
        .layer(from_fn_with_state(origins, origin::add_cors_headers))
        .layer(from_fn(log::log_request))
        .with_state(state)
}

/// The fallback: a file of the element or of the console, or 404.
async fn serve_file(State(state): State<AppState>, request: Request) -> Response {
    let path = request.uri().path();
    if paths::is_api(path) || paths::is_fault(path) {
        return ApiError::NotFound.into_response();
    }
    if ElementFiles::serves(path) {
        return state.element.serve(request).await;
    }
    state.site.serve(request).await
}
