//! Why the database cannot be used.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::open::SCHEMA_VERSION;
use crate::seal::SealError;

/// Why the database cannot be used. No variant contains data of a request.
#[derive(Debug)]
pub enum StoreError {
    /// An error of `SQLite`.
    Sqlite(rusqlite::Error),
    /// The database file cannot be created, or its permissions cannot be set.
    File {
        /// The database.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The key file cannot be used.
    Seal(SealError),
    /// The key file does not decrypt the secrets of the database.
    WrongKey {
        /// The database.
        database: PathBuf,
        /// The key file.
        key: PathBuf,
    },
    /// The database has the schema of another version of the server.
    OtherVersion {
        /// The schema version of the file.
        found: i64,
    },
    /// The server is stopping.
    Stopped,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(error) => write!(f, "the database cannot be used: {error}"),
            Self::File { path, source } => {
                write!(
                    f,
                    "the database {} cannot be used: {source}",
                    path.display()
                )
            }
            Self::Seal(error) => error.fmt(f),
            Self::WrongKey { database, key } => write!(
                f,
                "{} does not hold the key that sealed the secrets in {}; put it back, or remove both",
                key.display(),
                database.display()
            ),
            Self::OtherVersion { found } => {
                write!(
                    f,
                    "the database is of version {found}, this server knows {SCHEMA_VERSION}"
                )
            }
            Self::Stopped => f.write_str("the server is stopping"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<SealError> for StoreError {
    fn from(error: SealError) -> Self {
        Self::Seal(error)
    }
}
