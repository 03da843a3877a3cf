use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use super::read_to_end;

/// A response as it arrived at a socket.
#[derive(Debug)]
pub struct Raw {
    pub status: u16,
    /// The names are in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Raw {
    /// Sends a request to a server. Each of `headers` ends with a line break.
    #[track_caller]
    pub fn request(address: &str, method: &str, path: &str, headers: &str) -> Self {
        let mut stream = TcpStream::connect(address).unwrap();
        let timeout = Some(Duration::from_secs(20));
        stream.set_read_timeout(timeout).unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\n{headers}Connection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let response = read_to_end(&mut stream);
        let (head, body) = response.split_once("\r\n\r\n").expect("a response");
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let headers = lines.map(|line| {
            let (name, value) = line.split_once(": ").expect("a header");
            (name.to_lowercase(), value.to_owned())
        });
        Self {
            status: status.expect("a status").parse().unwrap(),
            headers: headers.collect(),
            body: body.to_owned(),
        }
    }

    /// The values of all headers of that name.
    pub fn header(&self, name: &str) -> Option<String> {
        let named = self.headers.iter().filter(|(found, _)| found == name);
        let values: Vec<_> = named.map(|(_, value)| value.as_str()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }
}
