//! `Idempotency-Key`: creates that are retried.

use std::time::Duration;

use rusqlite::Connection;
use serde_json::{Value, json};
use server::store::Database;

use crate::support::{GOOD, Response, Sandbox, contains};

const NAME: &str = "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"";
const OTHER: &str = r#"{"url":"https://other.example","events":["*"],"label":"Other"}"#;

/// A sandbox with a database file and fault injection.
async fn sandbox() -> Sandbox {
    Sandbox::with(|config, folder| {
        config.database = Database::File(folder.path("sandbox.db"));
        config.faults = true;
    })
    .await
}

async fn create(sandbox: &Sandbox, name: &str, body: &'static str) -> Response {
    let call = sandbox.create(body).header("idempotency-key", name);
    call.send().await
}

fn database(sandbox: &Sandbox) -> Connection {
    Connection::open(sandbox.folder.path("sandbox.db")).unwrap()
}

fn count(sandbox: &Sandbox, table: &str) -> i64 {
    let count = format!("SELECT count(*) FROM {table}");
    database(sandbox)
        .query_row(&count, [], |row| row.get(0))
        .unwrap()
}

/// S38, F32.
#[tokio::test]
async fn retry_gets_the_stored_response_and_stores_no_second_row() {
    let sandbox = sandbox().await;
    let first = create(&sandbox, NAME, GOOD).await;
    assert_eq!(first.secret().len(), 70);
    assert_eq!(first.header("idempotent-replayed"), None);
    for name in [NAME, NAME.trim_matches('"')] {
        let again = create(&sandbox, name, GOOD).await;
        assert_eq!((again.status, &again.text), (201, &first.text), "{name}");
        assert_eq!(again.header("content-type"), Some("application/json"));
        assert_eq!(again.header("cache-control"), Some("no-store"));
        assert_eq!(again.header("idempotent-replayed"), Some("true"));
    }
    assert_eq!(count(&sandbox, "subscription"), 1);
    assert_ne!(create(&sandbox, "another", GOOD).await.text, first.text);
    assert_eq!(count(&sandbox, "subscription"), 2);
}

/// S38, F33.
#[tokio::test]
async fn same_key_with_another_body_is_rejected() {
    let sandbox = sandbox().await;
    let first = create(&sandbox, NAME, GOOD).await;
    let other = create(&sandbox, NAME, OTHER).await;
    assert_eq!(other.error(), (422, "IDEMPOTENCY_KEY_REUSED".into()));
    assert_eq!(count(&sandbox, "subscription"), 1);
    assert_eq!(create(&sandbox, NAME, GOOD).await.text, first.text);
}

/// S38, F24.
#[tokio::test]
async fn retry_of_a_request_in_flight_is_a_conflict_with_retry_after() {
    let sandbox = sandbox().await;
    sandbox.fault(r#"{"route":"create","delayMs":60000}"#).await;
    let call = sandbox.create(GOOD).header("idempotency-key", NAME);
    let first = tokio::spawn(call.send());
    while count(&sandbox, "subscription") == 0 {
        assert!(!first.is_finished());
        tokio::task::yield_now().await;
    }
    for body in [GOOD, OTHER] {
        let again = create(&sandbox, NAME, body).await;
        assert_eq!(again.error(), (409, "IDEMPOTENCY_IN_FLIGHT".into()));
        assert_eq!(again.header("retry-after"), Some("1"));
    }
    assert_eq!(create(&sandbox, "another", GOOD).await.status, 201);

    first.abort();
    assert!(first.await.is_err(), "it was still waiting");
    let again = create(&sandbox, NAME, GOOD).await;
    assert_eq!(again.secret().len(), 70);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(count(&sandbox, "subscription"), 2);
}

/// S38, S39, F34.
#[tokio::test(start_paused = true)]
async fn retry_after_the_ttl_has_the_subscription_and_no_secret() {
    let sandbox = sandbox().await;
    let first = create(&sandbox, NAME, GOOD).await;
    let sealed: Vec<u8> = database(&sandbox)
        .query_row("SELECT sealed_answer FROM attempt", [], |row| row.get(0))
        .unwrap();
    assert!(contains(
        &sandbox.folder.bytes_of_all("sandbox.db"),
        &sealed
    ));

    tokio::time::sleep(Duration::from_secs(599)).await;
    assert_eq!(create(&sandbox, NAME, GOOD).await.text, first.text);
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(count(&sandbox, "attempt WHERE sealed_answer NOT NULL"), 0);
    let bytes = sandbox.folder.bytes_of_all("sandbox.db");
    for part in sealed.chunks_exact(16) {
        assert!(!contains(&bytes, part), "a part of it can still be read");
    }
    let again = create(&sandbox, NAME, GOOD).await;
    let subscription = first.json()["data"]["subscription"].clone();
    assert_eq!(
        again.json(),
        json!({"ok": true, "data": {"subscription": subscription}, "contractVersion": "v1.0"})
    );
    assert_eq!(again.status, 200);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    let other = create(&sandbox, NAME, OTHER).await;
    assert_eq!(other.error(), (422, "IDEMPOTENCY_KEY_REUSED".into()));
    assert_eq!(count(&sandbox, "subscription"), 1);
}

/// S38.
#[tokio::test]
async fn same_idempotency_key_of_two_api_keys_is_two_creates() {
    let sandbox = sandbox().await;
    let first = create(&sandbox, NAME, GOOD).await;
    let minted = sandbox.call("POST", "/__key").json(r#"{"scopes":["*"]}"#);
    let minted = minted.send().await.json();
    let call = sandbox.call("POST", "/v1/webhooks").json(GOOD);
    let call = call.key(minted["key"].as_str().unwrap());
    let other = call.header("idempotency-key", NAME).send().await;
    assert_ne!(other.secret(), first.secret());
    assert_eq!(other.header("idempotent-replayed"), None);
}

/// S38.
#[tokio::test]
async fn rejected_create_does_not_use_its_key() {
    let sandbox = sandbox().await;
    for (body, status) in [("{", 400), ("{}", 422)] {
        assert_eq!(create(&sandbox, NAME, body).await.status, status);
    }
    assert_eq!(count(&sandbox, "attempt"), 0);
    let first = create(&sandbox, NAME, GOOD).await;
    assert_eq!(first.secret().len(), 70);
    assert_eq!(first.header("idempotent-replayed"), None);
}

/// S38, S45.
#[tokio::test]
async fn idempotency_key_and_response_are_not_readable_in_the_database() {
    let sandbox = sandbox().await;
    let secret = create(&sandbox, NAME, GOOD).await.secret();
    let bytes = sandbox.folder.bytes_of_all("sandbox.db");
    for hidden in [NAME.trim_matches('"'), &secret, "signingSecret"] {
        assert!(!contains(&bytes, hidden.as_bytes()), "{hidden}");
    }
    assert!(contains(&bytes, b"Production rights feed"));
}

/// S43.
#[tokio::test]
async fn subscription_is_not_stored_without_its_idempotent_request() {
    let sandbox = sandbox().await;
    let refuse =
        "CREATE TRIGGER refuse BEFORE INSERT ON attempt BEGIN SELECT RAISE(ABORT, 'full'); END";
    database(&sandbox).execute_batch(refuse).unwrap();
    assert_eq!(create(&sandbox, NAME, GOOD).await.status, 500);
    assert_eq!(count(&sandbox, "subscription"), 0);
    database(&sandbox)
        .execute_batch("DROP TRIGGER refuse")
        .unwrap();
    assert_eq!(create(&sandbox, NAME, GOOD).await.secret().len(), 70);
}

/// S38. The API keys that could request them are deleted too.
#[tokio::test]
async fn start_deletes_the_stored_responses_of_the_last_run() {
    let first = Sandbox::in_file().await;
    first.created().await;
    let folder = first.stop();
    let leave = "INSERT INTO attempt SELECT x'00', x'00', subscription_id, x'00' FROM subscription";
    let database = Connection::open(folder.path("sandbox.db")).unwrap();
    database.execute_batch(leave).unwrap();
    let second = Sandbox::reopen(folder).await.unwrap();
    assert_eq!(count(&second, "attempt"), 0);
    assert_eq!(count(&second, "subscription"), 1);
}

/// S38.
#[tokio::test]
async fn two_idempotency_keys_are_rejected() {
    let sandbox = sandbox().await;
    let call = sandbox.create(GOOD).header("idempotency-key", "a");
    let response = call.header("idempotency-key", "a").send().await;
    assert_eq!(response.error(), (400, "BAD_IDEMPOTENCY_KEY".into()));
    assert_eq!(response.json()["error"]["fields"], Value::from([(); 0]));
    assert_eq!(count(&sandbox, "subscription"), 0);
}
