//! What the sandbox remembers, in one SQLite file or in memory.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use secrecy::SecretString;

use crate::key::{self, Key, KeyHash};
use crate::private_file;
use crate::seal::{Seal, SealError};
use crate::subscription::{NewSubscription, Subscription};
use crate::token::word;

/// How long a statement waits for another process that reads or writes the same file.
const BUSY: Duration = Duration::from_secs(5);

/// Raised whenever the tables change: a file of another number is refused, not guessed at.
const SCHEMA_VERSION: i64 = 1;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS identity (
        tenant_id TEXT NOT NULL, org_id TEXT NOT NULL, developer_id TEXT NOT NULL,
        email TEXT NOT NULL, created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS api_key (
        key_id TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, label TEXT NOT NULL, scopes TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS subscription (
        subscription_id TEXT PRIMARY KEY, developer_id TEXT NOT NULL, url TEXT NOT NULL,
        events TEXT NOT NULL, label TEXT NOT NULL, active INTEGER NOT NULL, created_at TEXT NOT NULL,
        last_delivered_at TEXT, secret_last_rotated_at TEXT, sealed_secret BLOB NOT NULL
    ) STRICT;";

/// Where the sandbox keeps what it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// Nowhere: gone when the server stops.
    Memory,
    /// In this file, with the sealing key beside it as `<file>.key`.
    File(PathBuf),
}

/// Who owns everything in this sandbox.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub(crate) tenant_id: String,
    pub(crate) org_id: String,
    pub(crate) developer_id: String,
    pub(crate) email: String,
    pub(crate) created_at: String,
}

/// The open database. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Store {
    connection: Arc<Mutex<Connection>>,
    seal: Arc<Seal>,
    identity: Arc<Identity>,
}

impl Store {
    /// Opens or makes the database. Keys of an earlier run are dropped: a key lives for one run.
    pub(crate) fn open(database: &Database) -> Result<Self, StoreError> {
        let (connection, seal) = match database {
            Database::Memory => (prepared(Connection::open_in_memory()?)?, Seal::in_memory()),
            Database::File(path) => open_file(path)?,
        };
        connection.execute("DELETE FROM api_key", [])?;
        let identity = identity(&connection)?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
            seal: Arc::new(seal),
            identity: Arc::new(identity),
        })
    }

    pub(crate) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Makes a key and keeps its hash.
    pub(crate) async fn mint_key(
        &self,
        label: &'static str,
        scopes: Vec<String>,
    ) -> Result<SecretString, StoreError> {
        let key = key::mint();
        let hash = KeyHash::of(&key);
        self.run(move |connection| {
            connection.execute(
                "INSERT INTO api_key (key_id, hash, label, scopes) VALUES (?1, ?2, ?3, ?4)",
                params![word::<8>("key_"), hash.as_bytes(), label, words(&scopes)],
            )
        })
        .await?;
        Ok(key)
    }

    /// The key with this hash. Looks at every key, so that the time tells nothing.
    pub(crate) async fn key(&self, hash: KeyHash) -> Result<Option<Key>, StoreError> {
        self.run(move |connection| {
            let mut statement =
                connection.prepare_cached("SELECT hash, key_id, label, scopes FROM api_key")?;
            let mut rows = statement.query([])?;
            let mut found = None;
            while let Some(row) = rows.next()? {
                if KeyHash::from_bytes(row.get(0)?) == hash {
                    found = Some(Key {
                        key_id: row.get(1)?,
                        label: row.get(2)?,
                        scopes: from_words(&row.get::<_, String>(3)?),
                        prefix: key::PREFIX.into(),
                    });
                }
            }
            Ok(found)
        })
        .await
    }

    /// Keeps a new subscription and makes its secret. On disk when this returns.
    pub(crate) async fn subscribe(
        &self,
        new: NewSubscription,
    ) -> Result<(Subscription, SecretString), StoreError> {
        let subscription = Subscription {
            subscription_id: word::<8>("whk_"),
            developer_id: self.identity.developer_id.clone(),
            url: new.url,
            events: new.events,
            label: new.label,
            active: true,
            created_at: now(),
            last_delivered_at: None,
            secret_last_rotated_at: None,
        };
        let secret = SecretString::from(word::<32>("whsec_"));
        let sealed = self.seal.seal(&subscription.subscription_id, &secret);
        let row = subscription.clone();
        self.run(move |connection| {
            connection.execute(
                "INSERT INTO subscription (subscription_id, developer_id, url, events, label,
                    active, created_at, sealed_secret) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    row.subscription_id,
                    row.developer_id,
                    row.url,
                    words(&row.events),
                    row.label,
                    row.active,
                    row.created_at,
                    sealed,
                ],
            )
        })
        .await?;
        Ok((subscription, secret))
    }

    /// Runs `work` where it may wait for the disk. It is finished even if nobody waits for it any more.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let connection = Arc::clone(&self.connection);
        let work = move || work(&connection.lock().unwrap_or_else(PoisonError::into_inner));
        match tokio::task::spawn_blocking(work).await {
            Ok(done) => Ok(done?),
            Err(_) => Err(StoreError::Stopped),
        }
    }
}

fn open_file(path: &Path) -> Result<(Connection, Seal), StoreError> {
    let failed = |source: io::Error| StoreError::File { path: path.to_owned(), source };
    match private_file::create(path) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            private_file::close_to_others(path).map_err(failed)?;
        }
        Err(error) => return Err(failed(error)),
    }
    let connection = prepared(Connection::open(path)?)?;

    let mut key_path = path.as_os_str().to_owned();
    key_path.push(".key");
    let key_path = PathBuf::from(key_path);
    let sealed: Option<(String, Vec<u8>)> = connection
        .query_row("SELECT subscription_id, sealed_secret FROM subscription LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    if sealed.is_some() && !key_path.exists() {
        return Err(StoreError::WrongKey { database: path.to_owned(), key: key_path });
    }
    let seal = Seal::from_file(&key_path)?;
    match sealed {
        Some((id, sealed)) if seal.open(&id, &sealed).is_none() => {
            Err(StoreError::WrongKey { database: path.to_owned(), key: key_path })
        }
        Some(_) | None => Ok((connection, seal)),
    }
}

/// `secure_delete` overwrites what is deleted, `synchronous = FULL` has a row on the disk before its
/// answer leaves. The journal is the plain one: nothing of a secret stays behind in a second file.
fn prepared(connection: Connection) -> Result<Connection, StoreError> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version != 0 && version != SCHEMA_VERSION {
        return Err(StoreError::OtherVersion { found: version });
    }
    connection.execute_batch(SCHEMA)?;
    connection.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    Ok(connection)
}

fn identity(connection: &Connection) -> Result<Identity, StoreError> {
    connection.execute(
        "INSERT INTO identity SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM identity)",
        params![
            word::<8>("tnt_"),
            word::<8>("org_"),
            word::<8>("dev_"),
            "developer@sandbox.example",
            now()
        ],
    )?;
    let columns = "SELECT tenant_id, org_id, developer_id, email, created_at FROM identity";
    Ok(connection.query_row(columns, [], |row| {
        Ok(Identity {
            tenant_id: row.get(0)?,
            org_id: row.get(1)?,
            developer_id: row.get(2)?,
            email: row.get(3)?,
            created_at: row.get(4)?,
        })
    })?)
}

/// This second, as RFC 3339 in UTC.
fn now() -> String {
    let second = Timestamp::now().as_second();
    Timestamp::from_second(second).unwrap_or_default().to_string()
}

fn words(words: &[String]) -> String {
    serde_json::Value::from(words).to_string()
}

fn from_words(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}

/// Why the database cannot be used. None of these holds anything a caller sent.
#[derive(Debug)]
pub enum StoreError {
    /// SQLite refused.
    Sqlite(rusqlite::Error),
    /// The database file cannot be made or closed to others.
    File {
        /// The database.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The key file cannot be used.
    Seal(SealError),
    /// The database holds secrets that this key file does not open.
    WrongKey {
        /// The database.
        database: PathBuf,
        /// The key file.
        key: PathBuf,
    },
    /// Another version of the server made it.
    OtherVersion {
        /// The number in the file.
        found: i64,
    },
    /// The server is on its way out.
    Stopped,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(error) => write!(f, "the database cannot be used: {error}"),
            Self::File { path, source } => {
                write!(f, "the database {} cannot be used: {source}", path.display())
            }
            Self::Seal(error) => error.fmt(f),
            Self::WrongKey { database, key } => write!(
                f,
                "{} does not hold the key that sealed the secrets in {}; put it back, or remove both",
                key.display(),
                database.display()
            ),
            Self::OtherVersion { found } => {
                write!(f, "the database is of version {found}, this server knows {SCHEMA_VERSION}")
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
