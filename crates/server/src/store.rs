//! The database, in one `SQLite` file or in memory.

mod error;
mod idempotent_request;
mod open;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior, params};
use secrecy::SecretString;

pub use self::error::StoreError;
pub(crate) use self::idempotent_request::PreviousRequest;
use crate::idempotency::IdempotentRequest;
use crate::key::{self, Key, KeyHash};
use crate::seal::Seal;
use crate::subscription::{Draft, NewSubscription, Subscription};
use crate::token::hex_token;

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// In memory: lost when the server stops.
    Memory,
    /// In this file. The key that encrypts secrets is in `<file>.key`.
    File(PathBuf),
}

/// The owner of everything in this sandbox.
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
    /// How long the response to an idempotent request is stored.
    replay_ttl: Duration,
}

impl Store {
    /// Opens or creates the database. It deletes the API keys of the last run, and the idempotent requests, which cannot
    /// be repeated without their API key.
    pub(crate) fn open(database: &Database, replay_ttl: Duration) -> Result<Self, StoreError> {
        let (connection, seal) = match database {
            Database::Memory => (
                open::prepare(Connection::open_in_memory()?)?,
                Seal::in_memory(),
            ),
            Database::File(path) => open::open_file(path)?,
        };
        connection.execute_batch("DELETE FROM api_key; DELETE FROM attempt")?;
        let identity = open::identity(&connection)?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
            seal: Arc::new(seal),
            identity: Arc::new(identity),
            replay_ttl,
        })
    }

    pub(crate) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Creates a key and stores its hash.
    pub(crate) async fn create_key(
        &self,
        label: &'static str,
        scopes: Vec<String>,
    ) -> Result<SecretString, StoreError> {
        let key = key::generate();
        let hash = KeyHash::of(&key);
        self.run(move |connection| {
            connection.execute(
                "INSERT INTO api_key (key_id, hash, label, scopes) VALUES (?1, ?2, ?3, ?4)",
                params![
                    hex_token::<8>("key_"),
                    hash.as_bytes(),
                    label,
                    to_json(&scopes)
                ],
            )
        })
        .await?;
        Ok(key)
    }

    /// The key with this hash. It compares every key, so that the time reveals nothing.
    pub(crate) async fn key(&self, hash: KeyHash) -> Result<Option<Key>, StoreError> {
        self.run(move |connection| {
            let mut statement =
                connection.prepare_cached("SELECT hash, key_id, label, scopes FROM api_key")?;
            let mut rows = statement.query([])?;
            let mut found = None;
            while let Some(row) = rows.next()? {
                if KeyHash::from_bytes(row.get(0)?) == hash {
                    found = Some(Key {
                        id: row.get(1)?,
                        label: row.get(2)?,
                        scopes: from_json(&row.get::<_, String>(3)?),
                        prefix: key::PREFIX.into(),
                    });
                }
            }
            Ok(found)
        })
        .await
    }

    /// A new subscription with its id and its secret, which is not stored yet.
    pub(crate) fn draft(&self, new: NewSubscription) -> Draft {
        Draft {
            subscription: Subscription {
                id: hex_token::<8>("whk_"),
                developer_id: self.identity.developer_id.clone(),
                url: new.url,
                events: new.events,
                label: new.label,
                active: true,
                created_at: now(),
                last_delivered_at: None,
                secret_last_rotated_at: None,
            },
            secret: hex_token::<32>("whsec_").into(),
        }
    }

    /// Stores a new subscription, and the `response` for retries of its request. It is on the disk when this returns. If the
    /// request was stored before, nothing is stored, and the previous request is returned.
    pub(crate) async fn insert(
        &self,
        Draft {
            subscription,
            secret,
        }: Draft,
        request: Option<IdempotentRequest>,
        response: &SecretString,
    ) -> Result<Option<PreviousRequest>, StoreError> {
        let sealed = self.seal.seal(subscription.id.as_bytes(), &secret);
        let request = request.map(|request| (request, self.seal.seal(&request.key_hash, response)));
        let store = self.clone();
        self.run(move |connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            if let Some((request, _)) = &request
                && let Some(previous) =
                    idempotent_request::find(&transaction, &store.seal, request)?
            {
                return Ok(Some(previous));
            }
            transaction.execute(
                "INSERT INTO subscription (subscription_id, developer_id, url, events, label,
                    active, created_at, sealed_secret) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    subscription.id,
                    subscription.developer_id,
                    subscription.url,
                    to_json(&subscription.events),
                    subscription.label,
                    subscription.active,
                    subscription.created_at,
                    sealed,
                ],
            )?;
            if let Some((request, sealed)) = &request {
                idempotent_request::insert(&transaction, request, &subscription.id, sealed)?;
            }
            transaction.commit()?;
            if let Some((request, _)) = request {
                // Not after the await: that future is dropped when the client disconnects.
                tokio::spawn(store.delete_response_after_ttl(request));
            }
            Ok(None)
        })
        .await
    }

    /// Deletes the stored response when its time is over.
    async fn delete_response_after_ttl(self, request: IdempotentRequest) {
        tokio::time::sleep(self.replay_ttl).await;
        let deleted =
            self.run(move |connection| idempotent_request::delete_response(connection, &request));
        if let Err(error) = deleted.await {
            crate::log::log_error(&error);
        }
    }

    /// Runs `work` on a thread that may block. It runs to its end even if the returned future is dropped.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let connection = Arc::clone(&self.connection);
        let work = move || work(&mut connection.lock().unwrap_or_else(PoisonError::into_inner));
        match tokio::task::spawn_blocking(work).await {
            Ok(done) => Ok(done?),
            Err(_) => Err(StoreError::Stopped),
        }
    }
}

/// The current time in UTC, as RFC 3339 without fractions of a second.
fn now() -> String {
    let second = Timestamp::now().as_second();
    Timestamp::from_second(second)
        .unwrap_or_default()
        .to_string()
}

fn to_json(strings: &[String]) -> String {
    serde_json::Value::from(strings).to_string()
}

fn from_json(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}
