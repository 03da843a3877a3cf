//! Behaviour that only a real connection shows.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::support::{GOOD, Process, read_to_end};

#[test]
fn create_over_a_socket_stores_a_row() {
    let server = Process::start(&[]);
    let response = server.create();
    assert!(
        response.starts_with("HTTP/1.1 201 Created\r\n"),
        "{response}"
    );
    assert!(
        response.contains("\"signingSecret\":\"whsec_"),
        "{response}"
    );
    assert_eq!(server.rows(), 1);
}

/// S43.
#[test]
fn row_survives_a_kill_after_the_response() {
    let server = Process::start(&[]);
    assert!(server.create().starts_with("HTTP/1.1 201"));
    server.signal("KILL");
    let (_, _, _, folder) = server.wait();
    let server = Process::start_in(folder, &[]);
    assert_eq!(server.rows(), 1);
    assert!(server.create().starts_with("HTTP/1.1 201"));
}

/// S42.
#[test]
fn incomplete_head_times_out_after_ten_seconds() {
    let server = Process::start(&[]);
    let begun = Instant::now();
    let mut stream = server.connect();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: 127").unwrap();
    let slow = std::thread::spawn({
        let mut stream = stream.try_clone().unwrap();
        move || {
            while begun.elapsed().as_secs() < 15 && stream.write_all(b"1").is_ok() {
                std::thread::sleep(Duration::from_millis(500));
            }
        }
    });
    assert!(!read_to_end(&mut stream).contains("200 OK"));
    assert!(
        (9..13).contains(&begun.elapsed().as_secs()),
        "{:?}",
        begun.elapsed()
    );
    let _ = stream.shutdown(std::net::Shutdown::Both);
    slow.join().unwrap();
}

/// S43.
#[test]
fn truncated_request_body_creates_nothing() {
    let server = Process::start(&[]);
    let request = server.request("POST /v1/webhooks", GOOD);
    let mut stream = server.connect();
    stream
        .write_all(&request.as_bytes()[..request.len() - 1])
        .unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    assert!(!read_to_end(&mut stream).contains("201 Created"));
    assert_eq!(server.rows(), 0);
}

/// S42.
#[test]
fn large_body_is_read_to_its_end_so_that_the_error_arrives() {
    let server = Process::start(&[]);
    let request = server.request("POST /v1/webhooks", &" ".repeat(500_000));
    let mut stream = server.connect();
    for part in request.as_bytes().chunks(100_000) {
        stream.write_all(part).expect("the server still reads");
        std::thread::sleep(Duration::from_millis(100));
    }
    let response = read_to_end(&mut stream);
    assert!(
        response.starts_with("HTTP/1.1 413 Payload Too Large\r\n"),
        "{response}"
    );
    assert!(response.contains("BODY_TOO_LARGE"));
}

/// S42.
#[test]
fn large_head_is_rejected() {
    let server = Process::start(&[]);
    let request = format!(
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX: {}\r\n\r\n",
        server.port,
        "x".repeat(64 * 1024)
    );
    let mut stream = server.connect();
    let _ = stream.write_all(request.as_bytes());
    let response = read_to_end(&mut stream);
    assert!(
        response.starts_with("HTTP/1.1 431 Request Header Fields Too Large\r\n"),
        "{response}"
    );
}

#[test]
fn shutdown_waits_for_requests_in_flight() {
    for signal in ["TERM", "INT"] {
        let server = Process::start(&["--faults"]);
        server.fault(r#"{"route":"create","delayMs":1500}"#);
        let mut stream = server.connect();
        stream
            .write_all(server.request("POST /v1/webhooks", GOOD).as_bytes())
            .unwrap();
        std::thread::sleep(Duration::from_millis(400));
        server.signal(signal);
        std::thread::sleep(Duration::from_millis(300));
        let refused = std::net::TcpStream::connect(("127.0.0.1", server.port)).is_err();
        assert!(refused, "nothing new is taken");
        let response = read_to_end(&mut stream);
        assert!(
            response.contains("\"signingSecret\":\"whsec_"),
            "{response}"
        );
        assert!(server.wait().0.success());
    }
}

#[test]
fn shutdown_does_not_wait_for_idle_connections() {
    let server = Process::start(&["--faults"]);
    server.fault(r#"{"route":"create","delayMs":60000}"#);
    let _idle = server.connect();
    let mut waiting = server.connect();
    waiting
        .write_all(server.request("POST /v1/webhooks", GOOD).as_bytes())
        .unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let begun = Instant::now();
    server.signal("TERM");
    let (status, ..) = server.wait();
    assert!(status.success());
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn response_can_be_truncated_in_three_ways() {
    let server = Process::start(&["--faults"]);
    for (by, framing) in [
        ("close", "HTTP/1.0 201 Created"),
        ("length", "content-length: 4"),
        ("chunk", "transfer-encoding: chunked"),
    ] {
        server.fault(&format!(
            r#"{{"route":"create","cutAt":11,"cutBy":"{by}"}}"#
        ));
        let response = server.create();
        let (head, body) = response.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(framing), "{by}: {head}");
        let body = body.strip_prefix("B\r\n").unwrap_or(body);
        assert_eq!(body.trim_end(), r#"{"ok":true,"#, "{by}");
        if by != "length" {
            assert!(!head.contains("content-length"), "{by}: {head}");
        }
    }
    assert_eq!(server.rows(), 3);
}

#[test]
fn response_can_be_dropped_with_and_without_a_row() {
    let server = Process::start(&["--faults"]);
    server.fault(r#"{"route":"create","drop":true,"commit":true}"#);
    server.fault(r#"{"route":"create","drop":true}"#);
    assert_eq!((server.create().as_str(), server.rows()), ("", 1));
    assert_eq!((server.create().as_str(), server.rows()), ("", 1));
    assert!(server.create().starts_with("HTTP/1.1 201"));
    let seen = server.exchange(&server.request("GET /__requests", ""));
    assert!(seen.contains(r#""status":null"#), "{seen}");
}
