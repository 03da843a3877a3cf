//! The table `attempt`: idempotent requests, and the responses to them.

use rusqlite::{Connection, OptionalExtension, Row, params};
use secrecy::SecretString;

use super::from_json;
use crate::idempotency::IdempotentRequest;
use crate::seal::Seal;
use crate::subscription::Subscription;

/// An earlier request with the same idempotency key.
pub(crate) enum PreviousRequest {
    /// It had another body.
    OtherBody,
    /// Its response, byte for byte.
    Response(SecretString),
    /// The subscription it created, when its response is no longer stored.
    Subscription(Subscription),
}

pub(super) fn find(
    connection: &Connection,
    seal: &Seal,
    request: &IdempotentRequest,
) -> rusqlite::Result<Option<PreviousRequest>> {
    let columns = "SELECT body, sealed_answer, subscription_id, developer_id, url, events, label,
            active, created_at, last_delivered_at, secret_last_rotated_at
        FROM attempt JOIN subscription USING (subscription_id) WHERE id = ?1";
    let read = |row: &Row| {
        if row.get::<_, [u8; 32]>("body")? != request.body_hash {
            return Ok(PreviousRequest::OtherBody);
        }
        let sealed: Option<Vec<u8>> = row.get("sealed_answer")?;
        match sealed.and_then(|sealed| seal.open(&request.key_hash, &sealed)) {
            Some(response) => Ok(PreviousRequest::Response(response)),
            None => subscription(row).map(PreviousRequest::Subscription),
        }
    };
    connection
        .query_row(columns, [request.key_hash], read)
        .optional()
}

fn subscription(row: &Row) -> rusqlite::Result<Subscription> {
    Ok(Subscription {
        id: row.get("subscription_id")?,
        developer_id: row.get("developer_id")?,
        url: row.get("url")?,
        events: from_json(&row.get::<_, String>("events")?),
        label: row.get("label")?,
        active: row.get("active")?,
        created_at: row.get("created_at")?,
        last_delivered_at: row.get("last_delivered_at")?,
        secret_last_rotated_at: row.get("secret_last_rotated_at")?,
    })
}

pub(super) fn insert(
    connection: &Connection,
    request: &IdempotentRequest,
    subscription_id: &str,
    sealed_response: &[u8],
) -> rusqlite::Result<usize> {
    connection.execute(
        "INSERT INTO attempt (id, body, subscription_id, sealed_answer) VALUES (?1, ?2, ?3, ?4)",
        params![
            request.key_hash,
            request.body_hash,
            subscription_id,
            sealed_response
        ],
    )
}

/// Deletes the response. The request and its subscription stay.
pub(super) fn delete_response(
    connection: &Connection,
    request: &IdempotentRequest,
) -> rusqlite::Result<usize> {
    let update = "UPDATE attempt SET sealed_answer = NULL WHERE id = ?1";
    connection.execute(update, [request.key_hash])
}
