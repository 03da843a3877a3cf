//! A sandbox of the `EnfinitOS` webhook API that also serves the built console.
//!
//! In reading order:
//!
//! - [`args`]: the command line, [`serve`]: from there to a server that listens;
//! - `api`: the routes of `/v1`, `subscription` and `store`: what they keep;
//! - `idempotency`: a create that is sent again;
//! - `key`, `seal`, `private_file`, `token`: keys and secrets, and where they lie;
//! - `origin`, `headers`, `limit`, `log`: what holds for every request and answer;
//! - `site`, `element`: the files of the console and of the element; `frame`: who may frame one page;
//! - `fault`: answers that go wrong on purpose, behind a switch.

mod api;
pub mod args;
mod element;
mod fault;
mod frame;
mod headers;
mod idempotency;
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

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use secrecy::SecretString;

use api::error::{ApiError, explain};
use element::Element;
use fault::Faults;
use headers::SecurityHeaders;
use idempotency::InFlight;
use key::EVERYTHING;
use limit::Counter;
use origin::{Doors, Origin};
use site::Site;
use store::{Database, Store, StoreError};

pub use site::SiteError;

/// What a server is started with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The port to listen on; 0 for any free one.
    pub port: u16,
    /// The folder with the built console.
    pub site: PathBuf,
    /// The folder with the built element. It need not be there.
    pub element: PathBuf,
    /// Where subscriptions are kept.
    pub database: Database,
    /// How long the answer of a create is kept for whoever sends the create again.
    pub replay: Duration,
    /// API origins that the console may speak to besides this one and the two stated ones.
    pub connect: Vec<Origin>,
    /// Origins whose pages may call this sandbox.
    pub allow: Vec<Origin>,
    /// Origins whose pages may frame `/frame.html`.
    pub frame_parents: Vec<Origin>,
    /// Whether answers may be made to go wrong.
    pub faults: bool,
}

/// Everything a request may need. Cheap to clone.
#[derive(Clone)]
pub struct Sandbox {
    store: Store,
    in_flight: InFlight,
    site: Site,
    element: Element,
    frame_parents: Arc<[Origin]>,
    counter: Arc<Counter>,
    doors: Arc<Doors>,
    security: SecurityHeaders,
    faults: Option<Arc<Faults>>,
}

impl Sandbox {
    /// Opens what `config` names, for a server that listens on `port`.
    ///
    /// # Errors
    ///
    /// When there is no built console, or the database or its key file cannot be used.
    pub fn open(config: &Config, port: u16) -> Result<Self, StartError> {
        Ok(Self {
            site: Site::open(&config.site)?,
            element: Element::open(&config.element),
            frame_parents: config.frame_parents.as_slice().into(),
            store: Store::open(&config.database, config.replay)?,
            in_flight: InFlight::default(),
            counter: Arc::default(),
            doors: Arc::new(Doors::new(port, &config.allow)),
            security: SecurityHeaders::new(&config.connect, &config.frame_parents, config.faults),
            faults: config.faults.then(Arc::default),
        })
    }

    /// Makes a key that may do everything. It is good until the database is opened again.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn mint_key(&self) -> Result<SecretString, StoreError> {
        self.store
            .mint_key("local console", vec![EVERYTHING.into()])
            .await
    }

    /// All routes, and around them what holds for every one: the last layer is the outermost.
    pub fn router(self) -> Router {
        let mut routes = api::routes().merge(frame::routes());
        if self.faults.is_some() {
            routes = routes.merge(fault::routes());
        }
        routes
            .fallback(elsewhere)
            .layer(from_fn(limit::answer_in_time))
            .layer(from_fn(explain))
            .layer(from_fn_with_state(self.clone(), fault::inject))
            .layer(from_fn_with_state(self.clone(), origin::guard))
            .layer(from_fn_with_state(self.clone(), limit::read_body))
            .layer(from_fn(explain))
            .layer(from_fn_with_state(self.clone(), fault::record))
            .layer(from_fn_with_state(self.clone(), headers::secure))
            .layer(from_fn_with_state(self.clone(), origin::cors))
            .layer(from_fn(log::requests))
            .with_state(self)
    }
}

/// What no route names: nothing in the API, perhaps a file of the element or the site.
async fn elsewhere(State(sandbox): State<Sandbox>, request: Request) -> Response {
    let path = request.uri().path();
    if api::owns(path) || fault::owns(path) {
        return ApiError::NotFound.into_response();
    }
    if Element::owns(path) {
        return sandbox.element.file(request).await;
    }
    sandbox.site.file(request).await
}

/// Why the server does not start.
#[derive(Debug)]
pub enum StartError {
    /// There is no console to serve.
    Site(SiteError),
    /// The database cannot be used.
    Store(StoreError),
    /// Something else listens on the port.
    PortBusy {
        /// The port.
        port: u16,
    },
    /// The system does not let us listen, or not be told when to stop.
    System(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site(error) => error.fmt(f),
            Self::Store(error) => error.fmt(f),
            Self::PortBusy { port } => write!(
                f,
                "port {port} is in use; stop what listens there, or choose another with --port \
                 (--port 0 takes any free one)"
            ),
            Self::System(error) => write!(f, "the server cannot listen: {error}"),
        }
    }
}

impl std::error::Error for StartError {}

impl From<SiteError> for StartError {
    fn from(error: SiteError) -> Self {
        Self::Site(error)
    }
}

impl From<StoreError> for StartError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
