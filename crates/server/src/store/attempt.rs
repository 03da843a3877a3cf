//! Attempts to create: which were kept, and what was answered.

use rusqlite::{Connection, OptionalExtension, Row, params};
use secrecy::SecretString;

use super::from_words;
use crate::idempotency::Attempt;
use crate::seal::Seal;
use crate::subscription::Subscription;

/// What an attempt left that was kept before.
pub(crate) enum Earlier {
    /// Its body was another.
    OtherBody,
    /// What was answered, byte for byte.
    Answer(SecretString),
    /// What was created, when the answer is no longer kept.
    Subscription(Subscription),
}

pub(super) fn earlier(
    connection: &Connection,
    seal: &Seal,
    attempt: &Attempt,
) -> rusqlite::Result<Option<Earlier>> {
    let columns = "SELECT body, sealed_answer, subscription_id, developer_id, url, events, label,
            active, created_at, last_delivered_at, secret_last_rotated_at
        FROM attempt JOIN subscription USING (subscription_id) WHERE id = ?1";
    let read = |row: &Row| {
        if row.get::<_, [u8; 32]>("body")? != attempt.body {
            return Ok(Earlier::OtherBody);
        }
        let sealed: Option<Vec<u8>> = row.get("sealed_answer")?;
        match sealed.and_then(|sealed| seal.open(&attempt.id, &sealed)) {
            Some(answer) => Ok(Earlier::Answer(answer)),
            None => subscription(row).map(Earlier::Subscription),
        }
    };
    connection.query_row(columns, [attempt.id], read).optional()
}

fn subscription(row: &Row) -> rusqlite::Result<Subscription> {
    Ok(Subscription {
        id: row.get("subscription_id")?,
        developer_id: row.get("developer_id")?,
        url: row.get("url")?,
        events: from_words(&row.get::<_, String>("events")?),
        label: row.get("label")?,
        active: row.get("active")?,
        created_at: row.get("created_at")?,
        last_delivered_at: row.get("last_delivered_at")?,
        secret_last_rotated_at: row.get("secret_last_rotated_at")?,
    })
}

pub(super) fn insert(
    connection: &Connection,
    attempt: &Attempt,
    subscription_id: &str,
    sealed_answer: &[u8],
) -> rusqlite::Result<usize> {
    connection.execute(
        "INSERT INTO attempt (id, body, subscription_id, sealed_answer) VALUES (?1, ?2, ?3, ?4)",
        params![attempt.id, attempt.body, subscription_id, sealed_answer],
    )
}

/// Drops what was answered. What was created stays known.
pub(super) fn forget(connection: &Connection, attempt: &Attempt) -> rusqlite::Result<usize> {
    let forget = "UPDATE attempt SET sealed_answer = NULL WHERE id = ?1";
    connection.execute(forget, [attempt.id])
}
