//! Many creates at once, over sockets.

use std::collections::HashSet;
use std::thread;

use crate::support::{GOOD, Process};

const CREATES: usize = 100;

/// S44.
#[test]
fn a_hundred_creates_of_one_attempt_are_one_row() {
    let server = Process::start(&[]);
    let answers = at_once(&server, |_| "one".into());
    let (created, refused): (Vec<_>, Vec<_>) = answers
        .iter()
        .partition(|answer| answer.starts_with("HTTP/1.1 201 "));
    for answer in refused {
        assert!(answer.starts_with("HTTP/1.1 409 "), "{answer}");
        assert!(answer.contains("\r\nretry-after: 1\r\n"), "{answer}");
    }
    let first = created
        .iter()
        .filter(|answer| !answer.contains("\r\nidempotent-replayed: true\r\n"));
    assert_eq!(first.count(), 1);
    let bodies: HashSet<_> = created
        .iter()
        .map(|answer| answer.split_once("\r\n\r\n").unwrap().1)
        .collect();
    assert_eq!(bodies.len(), 1, "{bodies:#?}");
    assert_eq!(server.rows(), 1);
}

/// S44.
#[test]
fn a_hundred_attempts_are_a_hundred_rows() {
    let server = Process::start(&[]);
    for answer in at_once(&server, |at| at.to_string()) {
        assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
        assert!(!answer.contains("idempotent-replayed"), "{answer}");
    }
    assert_eq!(server.rows(), 100);
}

fn at_once(server: &Process, name: fn(usize) -> String) -> Vec<String> {
    thread::scope(|scope| {
        let creates: Vec<_> = (0..CREATES)
            .map(|at| scope.spawn(move || server.attempt(&name(at), GOOD)))
            .collect();
        let answers = creates.into_iter().map(|create| create.join().unwrap());
        answers.map(|answer| answer.expect("an answer")).collect()
    })
}
