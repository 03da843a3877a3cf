use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An response of the server.
#[derive(Debug)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The body, as text.
    pub body: String,
    head: String,
}

impl Response {
    /// A header by its name, in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// Sends one request on a connection of its own.
#[track_caller]
pub(crate) fn send(address: &str, line: (&str, &str), key: &str, body: &str) -> Response {
    let (method, path) = line;
    let response = exchange(address, line, key, body)
        .unwrap_or_else(|error| panic!("{method} {path}: {error}"));
    let response = String::from_utf8_lossy(&response);
    let (head, body) = response.split_once("\r\n\r\n").unwrap_or((&response, ""));
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    Response {
        status: status.unwrap_or_else(|| panic!("{method} {path}: {head}")),
        body: body.to_owned(),
        head: head.to_owned(),
    }
}

fn exchange(
    address: &str,
    (method, path): (&str, &str),
    key: &str,
    body: &str,
) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nAuthorization: Bearer {key}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut response = Vec::new();
    stream.read_to_end(&mut response)?;
    Ok(response)
}
