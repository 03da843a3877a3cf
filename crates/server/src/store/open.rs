//! How the database is opened: its files, its settings, its tables.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};

use super::{Identity, StoreError, now};
use crate::private_file;
use crate::seal::Seal;
use crate::token::word;

/// How long a statement waits for another process that reads or writes the same file.
const BUSY: Duration = Duration::from_secs(5);

/// Raised whenever the tables change: a file of another number is refused, not guessed at.
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

/// Opens or makes the database in `path` and the key beside it. Nobody else may read either. Both lie
/// where links lead to: the key is what locks the database, whichever way it is come by.
pub(super) fn file(path: &Path) -> Result<(Connection, Seal), StoreError> {
    let failed = |source: io::Error| StoreError::File {
        path: path.to_owned(),
        source,
    };
    match private_file::create(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed(error)),
        Ok(_) | Err(_) => {}
    }
    let path = &path.canonicalize().map_err(failed)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = prepared(Connection::open_with_flags(path, flags)?)?;
    private_file::close_to_others(path).map_err(failed)?;

    let mut key_path = path.as_os_str().to_owned();
    key_path.push(".key");
    let key_path = PathBuf::from(key_path);
    // Two that start at once must not both make a key.
    let alone = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let sealed: Option<(String, Vec<u8>)> = alone
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
    alone.commit()?;
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

/// `secure_delete` overwrites what is deleted, `synchronous = FULL` has a row on the disk before its
/// answer leaves. The journal is the plain one: nothing of a secret stays behind in a second file.
pub(super) fn prepared(connection: Connection) -> Result<Connection, StoreError> {
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

/// Who owns this sandbox: made up when the database is new.
pub(super) fn identity(connection: &Connection) -> Result<Identity, StoreError> {
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
