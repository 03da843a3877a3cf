//! What the sandbox remembers, in one `SQLite` file or in memory.

mod attempt;
mod error;
mod open;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior, params};
use secrecy::SecretString;

pub(crate) use self::attempt::Earlier;
pub use self::error::StoreError;
use crate::idempotency::Attempt;
use crate::key::{self, Key, KeyHash};
use crate::seal::Seal;
use crate::subscription::{Draft, NewSubscription, Subscription};
use crate::token::word;

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
    /// How long the answer of an attempt is kept.
    replay: Duration,
}

impl Store {
    /// Opens or makes the database. Keys of an earlier run are dropped, and with them the attempts
    /// that nobody can name any more: a key lives for one run.
    pub(crate) fn open(database: &Database, replay: Duration) -> Result<Self, StoreError> {
        let (connection, seal) = match database {
            Database::Memory => (
                open::prepared(Connection::open_in_memory()?)?,
                Seal::in_memory(),
            ),
            Database::File(path) => open::file(path)?,
        };
        connection.execute_batch("DELETE FROM api_key; DELETE FROM attempt")?;
        let identity = open::identity(&connection)?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
            seal: Arc::new(seal),
            identity: Arc::new(identity),
            replay,
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
                        id: row.get(1)?,
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

    /// A new subscription with its id and its secret, kept nowhere yet.
    pub(crate) fn draft(&self, new: NewSubscription) -> Draft {
        Draft {
            subscription: Subscription {
                id: word::<8>("whk_"),
                developer_id: self.identity.developer_id.clone(),
                url: new.url,
                events: new.events,
                label: new.label,
                active: true,
                created_at: now(),
                last_delivered_at: None,
                secret_last_rotated_at: None,
            },
            secret: word::<32>("whsec_").into(),
        }
    }

    /// Keeps a new subscription, and with it the `answer` to its attempt. On disk when this returns.
    /// Where the attempt was kept before, nothing is, and what it left is given.
    pub(crate) async fn keep(
        &self,
        Draft {
            subscription,
            secret,
        }: Draft,
        attempt: Option<Attempt>,
        answer: &SecretString,
    ) -> Result<Option<Earlier>, StoreError> {
        let sealed = self.seal.seal(subscription.id.as_bytes(), &secret);
        let attempt = attempt.map(|attempt| (attempt, self.seal.seal(&attempt.id, answer)));
        let store = self.clone();
        self.run(move |connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            if let Some((attempt, _)) = &attempt
                && let Some(earlier) = attempt::earlier(&transaction, &store.seal, attempt)?
            {
                return Ok(Some(earlier));
            }
            transaction.execute(
                "INSERT INTO subscription (subscription_id, developer_id, url, events, label,
                    active, created_at, sealed_secret) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    subscription.id,
                    subscription.developer_id,
                    subscription.url,
                    words(&subscription.events),
                    subscription.label,
                    subscription.active,
                    subscription.created_at,
                    sealed,
                ],
            )?;
            if let Some((attempt, sealed)) = &attempt {
                attempt::insert(&transaction, attempt, &subscription.id, sealed)?;
            }
            transaction.commit()?;
            if let Some((attempt, _)) = attempt {
                // Here and not after the wait, which ends early when the caller goes.
                tokio::spawn(store.forget_in_time(attempt));
            }
            Ok(None)
        })
        .await
    }

    /// Drops the answer of an attempt when its time is over.
    async fn forget_in_time(self, attempt: Attempt) {
        tokio::time::sleep(self.replay).await;
        let forgotten = self.run(move |connection| attempt::forget(connection, &attempt));
        if let Err(error) = forgotten.await {
            crate::log::failure(&error);
        }
    }

    /// Runs `work` where it may wait for the disk. It is finished even if nobody waits for it any more.
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

/// This second, as RFC 3339 in UTC.
fn now() -> String {
    let second = Timestamp::now().as_second();
    Timestamp::from_second(second)
        .unwrap_or_default()
        .to_string()
}

fn words(words: &[String]) -> String {
    serde_json::Value::from(words).to_string()
}

fn from_words(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}
