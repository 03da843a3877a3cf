//! Parallel creates over sockets.

use std::collections::HashSet;
use std::thread;

use crate::support::{GOOD, Process};

const CREATES: usize = 100;

/// S44.
#[test]
fn hundred_parallel_creates_with_one_idempotency_key_are_one_row() {
    let server = Process::start(&[]);
    let responses = at_once(&server, |_| "one".into());
    let (created, refused): (Vec<_>, Vec<_>) = responses
        .iter()
        .partition(|response| response.starts_with("HTTP/1.1 201 "));
    for response in refused {
        assert!(response.starts_with("HTTP/1.1 409 "), "{response}");
        assert!(response.contains("\r\nretry-after: 1\r\n"), "{response}");
    }
    let first = created
        .iter()
        .filter(|response| !response.contains("\r\nidempotent-replayed: true\r\n"));
    assert_eq!(first.count(), 1);
    let bodies: HashSet<_> = created
        .iter()
        .map(|response| response.split_once("\r\n\r\n").unwrap().1)
        .collect();
    assert_eq!(bodies.len(), 1, "{bodies:#?}");
    assert_eq!(server.rows(), 1);
}

/// S44.
#[test]
fn hundred_parallel_idempotency_keys_are_hundred_rows() {
    let server = Process::start(&[]);
    for response in at_once(&server, |at| at.to_string()) {
        assert!(response.starts_with("HTTP/1.1 201 "), "{response}");
        assert!(!response.contains("idempotent-replayed"), "{response}");
    }
    assert_eq!(server.rows(), 100);
}

fn at_once(server: &Process, name: fn(usize) -> String) -> Vec<String> {
    thread::scope(|scope| {
        let creates: Vec<_> = (0..CREATES)
            .map(|at| scope.spawn(move || server.create_idempotent(&name(at), GOOD)))
            .collect();
        let responses = creates.into_iter().map(|create| create.join().unwrap());
        responses
            .map(|response| response.expect("a response"))
            .collect()
    })
}
