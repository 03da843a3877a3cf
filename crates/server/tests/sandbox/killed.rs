//! A server that is killed during creates.

use std::collections::HashMap;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use rusqlite::Connection;
use serde_json::Value;

use crate::support::{Folder, Process};

const ROUNDS: usize = 200;
const CLIENTS: usize = 4;

/// The maximum number of responses before a server is killed.
const RESPONSES: u16 = 6;

/// The maximum time between the last of them and the kill, in microseconds: about the duration of a create.
const REST: u16 = 3000;

/// S43. After each kill, the row and its stored response both exist, or neither does.
#[test]
fn kill_leaves_complete_creates_and_all_with_a_response() {
    let mut folder = Folder::with_site();
    let mut all_responses = HashMap::new();
    for round in 0..ROUNDS {
        let server = Process::start_in(folder, &[]);
        let responses = kill_while_creating(&server, round);
        folder = server.wait().3;
        let left = Left::in_folder(&folder);
        left.has_no_partial_create(round);
        left.has_each_response(&responses);
        all_responses.extend(responses);
    }
    let left = Left::in_folder(&folder);
    left.opens_each_secret(&all_responses);
    let rows = left.count("subscription");
    assert!(
        rows > all_responses.len(),
        "no kill came between a row and its response"
    );
}

/// The idempotency keys of the creates with a response, and the body of each response.
fn kill_while_creating(server: &Process, round: usize) -> HashMap<String, String> {
    let (sender, responses) = mpsc::channel();
    thread::scope(|scope| {
        for client in 0..CLIENTS {
            let sender = sender.clone();
            scope.spawn(move || create_until_the_end(server, round, client, &sender));
        }
        drop(sender);
        let mut given: HashMap<_, _> = responses
            .iter()
            .take((1 + random(RESPONSES)).into())
            .collect();
        thread::sleep(Duration::from_micros(random(REST).into()));
        server.signal("KILL");
        given.extend(responses);
        given
    })
}

fn create_until_the_end(
    server: &Process,
    round: usize,
    client: usize,
    sender: &Sender<(String, String)>,
) {
    for at in 0.. {
        let name = format!("{round}-{client}-{at}");
        let body = format!(r#"{{"url":"https://a.example","events":["*"],"label":"{name}"}}"#);
        let Some(response) = server.create_idempotent(&name, &body) else {
            return;
        };
        assert!(response.starts_with("HTTP/1.1 201 "), "{response}");
        let body = response.split_once("\r\n\r\n").unwrap().1;
        sender.send((name, body.to_owned())).unwrap();
    }
}

fn random(below: u16) -> u16 {
    let mut bytes = [0; 2];
    getrandom::fill(&mut bytes).unwrap();
    u16::from_le_bytes(bytes) % below
}

/// The files of a killed server.
struct Left {
    database: Connection,
    cipher: XChaCha20Poly1305,
}

impl Left {
    fn in_folder(folder: &Folder) -> Self {
        let key = std::fs::read(folder.path("sandbox.db.key")).unwrap();
        Self {
            database: Connection::open(folder.path("sandbox.db")).unwrap(),
            cipher: XChaCha20Poly1305::new_from_slice(&key).unwrap(),
        }
    }

    fn has_no_partial_create(&self, round: usize) {
        let check = "SELECT group_concat(integrity_check) FROM pragma_integrity_check";
        let check: String = self
            .database
            .query_row(check, [], |row| row.get(0))
            .unwrap();
        assert_eq!(check, "ok", "round {round}");
        for half in [
            "subscription WHERE url = '' OR label = '' OR length(sealed_secret) <> 24 + 70 + 16",
            "attempt WHERE sealed_answer IS NULL OR length(body) <> 32",
            "attempt LEFT JOIN subscription USING (subscription_id) WHERE label IS NULL",
            // Idempotent requests of earlier rounds are deleted with their API key.
            &format!(
                "subscription LEFT JOIN attempt USING (subscription_id) \
                 WHERE label GLOB '{round}-*' AND id IS NULL"
            ),
        ] {
            assert_eq!(self.count(half), 0, "round {round}: {half}");
        }
    }

    fn count(&self, rows: &str) -> usize {
        let count = format!("SELECT count(*) FROM {rows}");
        self.database
            .query_row(&count, [], |row| row.get(0))
            .unwrap()
    }

    fn has_each_response(&self, responses: &HashMap<String, String>) {
        let rows = "SELECT label, id, sealed_answer FROM attempt JOIN subscription USING (subscription_id)";
        let mut rows = self.database.prepare(rows).unwrap();
        let rows = rows.query_map([], |row| {
            let (id, sealed): (Vec<u8>, Vec<u8>) = (row.get(1)?, row.get(2)?);
            Ok((row.get(0)?, self.open(&id, &sealed)))
        });
        let stored: HashMap<String, String> = rows.unwrap().map(Result::unwrap).collect();
        for (name, response) in responses {
            assert_eq!(stored.get(name), Some(response), "{name}");
        }
    }

    fn opens_each_secret(&self, responses: &HashMap<String, String>) {
        let mut row = self
            .database
            .prepare("SELECT sealed_secret, label FROM subscription WHERE subscription_id = ?1")
            .unwrap();
        for (name, response) in responses {
            let response: Value = serde_json::from_str(response).unwrap();
            let id = response["data"]["subscription"]["subscriptionId"]
                .as_str()
                .unwrap();
            let (sealed, label): (Vec<u8>, String) = row
                .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(&label, name);
            let secret = self.open(id.as_bytes(), &sealed);
            assert_eq!(response["data"]["signingSecret"], secret, "{name}");
        }
    }

    fn open(&self, owner: &[u8], sealed: &[u8]) -> String {
        let (nonce, sealed) = sealed.split_at(24);
        let payload = Payload {
            msg: sealed,
            aad: owner,
        };
        let opened = self.cipher.decrypt(XNonce::from_slice(nonce), payload);
        String::from_utf8(opened.expect("the key file opens it")).unwrap()
    }
}
