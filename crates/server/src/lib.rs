//! A sandbox of the `EnfinitOS` webhook API that also serves the built console.
//!
//! In reading order:
//!
//! - [`args`]: the command line, [`serve`]: from there to a server that listens;
//! - `api`: the routes of `/v1`, `subscription` and `store`: what they keep;
//! - `key`, `seal`, `private_file`, `token`: keys and secrets, and where they lie;
//! - `origin`, `headers`, `limit`, `log`: what holds for every request and answer;
//! - `site`: the files of the console;
//! - `fault`: answers that go wrong on purpose, behind a switch.

mod api;
pub mod args;
mod fault;
mod headers;
mod key;
mod limit;
mod log;
pub mod origin;
mod private_file;
pub mod seal;
pub mod serve;
mod site;
pub mod store;
mod subscription;
mod token;

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, middleware::from_fn as layer};
use secrecy::SecretString;

pub use limit::{MAX_BODY, REQUEST_TIME, REQUESTS_PER_WINDOW};

use api::error::ApiError;
use fault::Faults;
use headers::SecurityHeaders;
use limit::Counter;
use origin::{Doors, Origin};
use site::Site;
use store::{Database, Store, StoreError};

/// What a server is started with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The port to listen on; 0 for any free one.
    pub port: u16,
    /// The folder with the built console.
    pub site: PathBuf,
    /// Where subscriptions are kept.
    pub database: Database,
    /// API origins that the console may speak to besides this one and the two stated ones.
    pub connect: Vec<Origin>,
    /// Origins whose pages may call this sandbox.
    pub allow: Vec<Origin>,
    /// Whether answers may be made to go wrong.
    pub faults: bool,
}
