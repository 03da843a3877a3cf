//! What the handlers share.

use std::fmt;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use secrecy::SecretString;

use crate::Config;
use crate::element::ElementFiles;
use crate::fault::Faults;
use crate::headers::SecurityHeaders;
use crate::idempotency::InFlight;
use crate::key::ALL_SCOPES;
use crate::limit::RateLimiter;
use crate::origin::{AllowedOrigins, Origin};
use crate::paths;
use crate::site::{Site, SiteError};
use crate::store::{Store, StoreError};

/// The state of the server. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub(crate) store: Store,
    pub(crate) in_flight: InFlight,
    pub(crate) rate_limiter: Arc<RateLimiter>,
    pub(crate) site: Site,
    pub(crate) element: ElementFiles,
    pub(crate) allowed_origins: Arc<AllowedOrigins>,
    pub(crate) frame_parents: Arc<[Origin]>,
    pub(crate) security_headers: SecurityHeaders,
    /// `None` unless `--faults` is on.
    pub(crate) faults: Option<Arc<Faults>>,
}

impl AppState {
    /// Opens the files and the database of `config`, for a server that listens on `port`.
    ///
    /// # Errors
    ///
    /// [`StartError::Site`] when the console is not built, [`StartError::Store`] when the database or its key file
    /// cannot be used.
    pub fn open(config: &Config, port: u16) -> Result<Self, StartError> {
        Ok(Self {
            site: Site::open(&config.site)?,
            element: ElementFiles::open(&config.element),
            store: Store::open(&config.database, config.replay_ttl)?,
            in_flight: InFlight::default(),
            rate_limiter: Arc::default(),
            allowed_origins: Arc::new(AllowedOrigins::new(config, port)),
            frame_parents: config.frame_parents.as_slice().into(),
            security_headers: SecurityHeaders::new(
                &config.connect_origins,
                &config.frame_parents,
                config.faults.then_some(paths::VIOLATIONS),
            ),
            faults: config.faults.then(Arc::default),
        })
    }

    /// Creates a key with all scopes. It is valid until the database is opened again.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn create_key(&self) -> Result<SecretString, StoreError> {
        self.store
            .create_key("local console", vec![ALL_SCOPES.into()])
            .await
    }
}

/// Why the server does not start.
#[derive(Debug)]
pub enum StartError {
    /// The console is not built.
    Site(SiteError),
    /// The database cannot be used.
    Store(StoreError),
    /// No address of this machine.
    NotLocal {
        /// The address of `--bind`.
        address: IpAddr,
    },
    /// The port is in use.
    PortBusy {
        /// The port.
        port: u16,
    },
    /// The operating system does not allow listening, or signal handlers.
    System(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site(error) => error.fmt(f),
            Self::Store(error) => error.fmt(f),
            Self::NotLocal { address } => write!(
                f,
                "--bind {address} is no address of this machine; 0.0.0.0 takes all of them"
            ),
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
