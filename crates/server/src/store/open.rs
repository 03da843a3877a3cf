//! Opens the database: its files, settings and tables.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};

use super::{Identity, StoreError, now};
use crate::private_file;
use crate::seal::Seal;
use crate::token::hex_token;

/// How long a statement waits for the lock of another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Incremented with every change of the tables. A file of another version is rejected.
pub(super) const SCHEMA_VERSION: i64 = 2;

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
    ) STRICT;
    CREATE TABLE IF NOT EXISTS attempt (
        id BLOB PRIMARY KEY, body BLOB NOT NULL,
        subscription_id TEXT NOT NULL UNIQUE REFERENCES subscription, sealed_answer BLOB
    ) STRICT;";

/// Opens or creates the database at `path` and its key file. Only the owner can access them. Links are
/// resolved first, because the key file is the lock of the database under all its names.
pub(super) fn open_file(path: &Path) -> Result<(Connection, Seal), StoreError> {
    let file_error = |source: io::Error| StoreError::File {
        path: path.to_owned(),
        source,
    };
    match private_file::create(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            return Err(file_error(error));
        }
        Ok(_) | Err(_) => {}
    }
    let path = &path.canonicalize().map_err(file_error)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = prepare(Connection::open_with_flags(path, flags)?)?;
    private_file::restrict_to_owner(path).map_err(file_error)?;

    let mut key_path = path.as_os_str().to_owned();
    key_path.push(".key");
    let key_path = PathBuf::from(key_path);
    // Two servers that start at the same time must not both create a key.
    let exclusive = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let sealed: Option<(String, Vec<u8>)> = exclusive
        .query_row(
            "SELECT subscription_id, sealed_secret FROM subscription LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    if sealed.is_some() && !key_path.exists() {
        return Err(StoreError::WrongKey {
            database: path.to_owned(),
            key: key_path,
        });
    }
    let seal = Seal::from_file(&key_path)?;
    exclusive.commit()?;
    match sealed {
        Some((id, sealed)) if seal.open(id.as_bytes(), &sealed).is_none() => {
            Err(StoreError::WrongKey {
                database: path.to_owned(),
                key: key_path,
            })
        }
        Some(_) | None => Ok((connection, seal)),
    }
}

/// `secure_delete` overwrites deleted rows. `synchronous = FULL` writes a row to the disk before the response is sent. The
/// default rollback journal is used, because a write-ahead log would hold copies of secrets.
pub(super) fn prepare(connection: Connection) -> Result<Connection, StoreError> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
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

/// The identity of the owner, generated for a new database.
pub(super) fn identity(connection: &Connection) -> Result<Identity, StoreError> {
    connection.execute(
        "INSERT INTO identity SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM identity)",
        params![
            hex_token::<8>("tnt_"),
            hex_token::<8>("org_"),
            hex_token::<8>("dev_"),
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
