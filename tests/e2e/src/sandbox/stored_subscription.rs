use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// A subscription, as it is stored in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSubscription {
    /// `whk_...`
    pub id: String,
    /// `dev_...`
    pub developer_id: String,
    /// The endpoint.
    pub url: String,
    /// The kinds of events, or `*`.
    pub events: Vec<String>,
    /// The label.
    pub label: String,
    /// Whether deliveries are made.
    pub active: bool,
    /// RFC 3339.
    pub created_at: String,
    /// RFC 3339; none before the first delivery.
    pub last_delivered_at: Option<String>,
    /// RFC 3339; none before the first rotation.
    pub secret_last_rotated_at: Option<String>,
}

const QUERY: &str = "SELECT subscription_id, developer_id, url, events, label, active, created_at,
    last_delivered_at, secret_last_rotated_at FROM subscription ORDER BY rowid";

#[track_caller]
pub(super) fn read(path: &Path) -> Vec<StoredSubscription> {
    query(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn query(path: &Path) -> rusqlite::Result<Vec<StoredSubscription>> {
    let database = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = database.prepare(QUERY)?;
    let rows = statement.query_map([], |row| {
        let events: String = row.get(3)?;
        Ok(StoredSubscription {
            id: row.get(0)?,
            developer_id: row.get(1)?,
            url: row.get(2)?,
            events: serde_json::from_str(&events).unwrap_or_default(),
            label: row.get(4)?,
            active: row.get(5)?,
            created_at: row.get(6)?,
            last_delivered_at: row.get(7)?,
            secret_last_rotated_at: row.get(8)?,
        })
    })?;
    rows.collect()
}
