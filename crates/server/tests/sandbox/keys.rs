//! API keys, the database and its key file.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::{Folder, GOOD, Sandbox, contains};

/// S48. A deleted key gets the same response as one that never existed.
#[tokio::test]
async fn start_deletes_the_key_of_the_last_run() {
    let first = Sandbox::in_file().await;
    let old = first.key.clone();
    assert_eq!(first.tenant().send().await.status, 200);
    let second = Sandbox::reopen(first.stop()).await.unwrap();
    assert_ne!(second.key, old);
    let refusal = async |key: &str| {
        let response = second.get("/v1/tenant").key(key).send().await;
        let mut json = response.json();
        json["error"]["requestId"].take();
        (response.status, json)
    };
    let unknown = format!("sk_test_{}", "0".repeat(64));
    assert_eq!(refusal(&old).await, refusal(&unknown).await);
    assert_eq!(refusal(&old).await.0, 401);
    assert_eq!(second.tenant().send().await.status, 200);
}

#[tokio::test]
async fn identity_is_the_same_after_a_restart() {
    let first = Sandbox::in_file().await;
    let tenant = first.tenant().send().await.json()["data"]["tenant"].clone();
    let second = Sandbox::reopen(first.stop()).await.unwrap();
    assert_eq!(
        second.tenant().send().await.json()["data"]["tenant"],
        tenant
    );
}

/// S39.
#[tokio::test]
async fn only_the_hash_of_a_key_is_stored() {
    let sandbox = Sandbox::in_file().await;
    let bytes = sandbox.folder.bytes_of_all("sandbox.db");
    let random = sandbox.key.strip_prefix("sk_test_").unwrap();
    assert_eq!(random.len(), 64);
    assert!(!contains(&bytes, random.as_bytes()));
    let database = rusqlite::Connection::open(sandbox.folder.path("sandbox.db")).unwrap();
    let hash: Vec<u8> = database
        .query_row("SELECT hash FROM api_key", [], |row| row.get(0))
        .unwrap();
    assert_eq!(hash.len(), 32);
}

/// S48. A test cannot measure constant time, so it reads the source.
#[test]
fn hashes_are_compared_in_constant_time_and_not_by_the_database() {
    let (key, store) = (
        include_str!("../../src/key.rs"),
        include_str!("../../src/store.rs"),
    );
    assert!(key.contains("self.0.ct_eq(&other.0).into()\n"));
    assert!(store.contains("SELECT hash, key_id, label, scopes FROM api_key\""));
}

#[tokio::test]
async fn key_without_the_scope_may_read_the_tenant_and_not_create() {
    let sandbox = Sandbox::with_faults().await;
    let minted = sandbox
        .call("POST", "/__key")
        .json(r#"{"scopes":["audit:read"]}"#)
        .send()
        .await;
    assert_eq!(minted.status, 201);
    let key = minted.json()["key"].as_str().unwrap().to_owned();
    assert!(key.starts_with("sk_test_"));

    let tenant = sandbox.get("/v1/tenant").key(&key).send().await;
    assert_eq!(
        tenant.json()["data"]["key"]["scopes"],
        serde_json::json!(["audit:read"])
    );
    let refused = sandbox
        .call("POST", "/v1/webhooks")
        .key(&key)
        .json(GOOD)
        .send()
        .await;
    assert_eq!(refused.error(), (403, "MISSING_SCOPE".into()));
}

/// S39.
#[tokio::test]
async fn only_the_owner_can_access_database_and_key() {
    let folder = Folder::with_site();
    folder.write("sandbox.db", "");
    fs::set_permissions(folder.path("sandbox.db"), fs::Permissions::from_mode(0o644)).unwrap();
    let sandbox = Sandbox::reopen(folder).await.unwrap();
    sandbox.created().await;
    for file in ["sandbox.db", "sandbox.db.key"] {
        let mode = fs::metadata(sandbox.folder.path(file))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    assert_eq!(
        fs::read(sandbox.folder.path("sandbox.db.key"))
            .unwrap()
            .len(),
        32
    );
}

#[tokio::test]
async fn second_server_on_a_database_is_rejected() {
    let first = Sandbox::in_file().await;
    let mut config = Sandbox::config(&first.folder);
    config.database = server::store::Database::File(first.folder.path("sandbox.db"));
    let refused = server::AppState::open(&config, 8787)
        .err()
        .unwrap()
        .to_string();
    assert!(
        refused.starts_with("another server uses this database"),
        "{refused}"
    );
    assert_eq!(
        first.tenant().send().await.status,
        200,
        "the first one's key is still good"
    );
}

/// The lock is in the folder of the database, also if the path is a link.
#[tokio::test]
async fn second_server_on_a_link_to_a_database_is_rejected() {
    let first = Sandbox::in_file().await;
    let link = first.folder.path("link.db");
    std::os::unix::fs::symlink("sandbox.db", &link).unwrap();
    let mut config = Sandbox::config(&first.folder);
    config.database = server::store::Database::File(link);
    let refused = server::AppState::open(&config, 8787).err();
    let refused = refused.expect("a refusal").to_string();
    assert!(
        refused.starts_with("another server uses this database"),
        "{refused}"
    );
    assert!(!first.folder.path("link.db.key").exists());
    assert_eq!(first.tenant().send().await.status, 200);
}

/// Creates a database with one secret, changes its files with `spoil`, and returns the error of the next start.
async fn error_after(spoil: impl FnOnce(&Folder)) -> String {
    let sandbox = Sandbox::in_file().await;
    sandbox.created().await;
    let folder = sandbox.stop();
    spoil(&folder);
    Sandbox::reopen(folder).await.err().expect("a refusal")
}

#[tokio::test]
async fn secrets_without_their_key_file_are_an_error() {
    let key = |folder: &Folder| folder.path("sandbox.db.key");
    let lost = error_after(|folder| fs::remove_file(key(folder)).unwrap()).await;
    assert!(
        lost.contains("does not hold the key that sealed the secrets"),
        "{lost}"
    );
    let other = error_after(|folder| fs::write(key(folder), [7; 32]).unwrap()).await;
    assert!(
        other.contains("does not hold the key that sealed the secrets"),
        "{other}"
    );
    for bytes in [&[7; 31][..], &[]] {
        let short = error_after(|folder| fs::write(key(folder), bytes).unwrap()).await;
        assert!(
            short.ends_with(
                ".key is damaged: it must hold 32 bytes; put it back from a copy, or remove it and the database"
            ),
            "{short}"
        );
    }
}

#[tokio::test]
async fn lost_key_file_is_not_created_again() {
    let sandbox = Sandbox::in_file().await;
    sandbox.created().await;
    let folder = sandbox.stop();
    let (database, key) = (folder.path("sandbox.db"), folder.path("sandbox.db.key"));
    fs::rename(&key, folder.path("elsewhere")).unwrap();
    let mut config = Sandbox::config(&folder);
    config.database = server::store::Database::File(database);
    assert!(server::AppState::open(&config, 8787).is_err());
    assert!(!key.exists());
    fs::rename(folder.path("elsewhere"), &key).unwrap();
    assert!(server::AppState::open(&config, 8787).is_ok());
}

#[tokio::test]
async fn key_file_that_others_can_read_is_rejected() {
    let refused = error_after(|folder| {
        let path = folder.path("sandbox.db.key");
        fs::set_permissions(path, fs::Permissions::from_mode(0o640)).unwrap();
    });
    assert!(refused.await.contains("chmod 600"));
}

#[tokio::test]
async fn file_that_is_not_a_database_of_the_server_is_rejected() {
    let spoilt = error_after(|folder| folder.write("sandbox.db", "x".repeat(4096))).await;
    assert!(
        spoilt.starts_with("the database cannot be used"),
        "{spoilt}"
    );
    let later = error_after(|folder| {
        let database = rusqlite::Connection::open(folder.path("sandbox.db")).unwrap();
        database.pragma_update(None, "user_version", 99).unwrap();
    });
    assert_eq!(
        later.await,
        "the database is of version 99, this server knows 2"
    );
}
