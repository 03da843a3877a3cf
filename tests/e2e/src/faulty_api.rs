//! An API that accepts every key. Its responses to a create fail below HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::json;
use socket2::SockRef;

/// How long a connection stays open after the last byte. A browser that never got the bytes is another fault than a
/// truncated body.
const LINGER: Duration = Duration::from_millis(100);

/// The size of a chunk of [`Reply::Slow`], and the pause after it.
const SLOW_CHUNK: (usize, Duration) = (24, Duration::from_millis(15));

/// The response to a create, once its request was read completely.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A 201 whose body ends after this many bytes.
    Truncated(String, usize, Framing),
    /// A complete 201, sent a few bytes at a time.
    Slow(String),
    /// A complete 201 on a connection that is never closed.
    NeverClosed(String),
    /// Bytes that are not HTTP.
    Garbage,
    /// The connection is reset.
    Reset,
    /// Nothing, for as long as the browser waits.
    NoResponse,
}

/// How the end of a body is marked.
#[derive(Clone, Copy, Debug)]
pub enum Framing {
    /// By the end of the connection.
    ConnectionClose,
    /// By `Content-Length`.
    ContentLength,
    /// By an empty chunk.
    Chunked,
}

/// A server that sends a [`Reply`] to every create. It stops with the test.
pub struct FaultyApi {
    origin: String,
    state: Arc<Mutex<State>>,
}

struct State {
    reply: Reply,
    posts: usize,
}

impl FaultyApi {
    /// Starts a server that sends this reply to each create.
    ///
    /// # Panics
    /// When no port is free.
    #[track_caller]
    pub fn start(reply: Reply) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(Mutex::new(State { reply, posts: 0 }));
        let shared = state.clone();
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let state = shared.clone();
                // Browsers open connections before they use them. A connection that the client closes needs no response.
                thread::spawn(move || respond(&stream, &state));
            }
        });
        Self {
            origin: format!("http://{address}"),
            state,
        }
    }

    /// The origin, without a trailing slash.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Sets the reply to the creates that follow.
    pub fn set_reply(&self, reply: Reply) {
        lock(&self.state).reply = reply;
    }

    /// The number of creates that were received.
    pub fn posts(&self) -> usize {
        lock(&self.state).posts
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Serves one request for each connection.
fn respond(mut stream: &TcpStream, state: &Mutex<State>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut lines = reader.by_ref().lines().map_while(Result::ok);
    let first = lines.next()?;
    let head: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
    let length = header(&head, "content-length").and_then(|length| length.parse().ok());
    let mut body = vec![0; length.unwrap_or_default()];
    reader.read_exact(&mut body).ok()?;
    let origin = header(&head, "origin").unwrap_or("*");
    let allow = format!(
        "Access-Control-Allow-Origin: {origin}\r\nAccess-Control-Allow-Headers: authorization, content-type\r\n\
         Connection: close\r\nContent-Type: application/json\r\n"
    );
    if first.starts_with("POST ") {
        let mut state = lock(state);
        state.posts += 1;
        let reply = state.reply.clone();
        drop(state);
        reply.send(stream, &allow)
    } else {
        let key = json!({ "data": { "key": { "scopes": ["*"] } } }).to_string();
        let length = key.len();
        write!(
            stream,
            "HTTP/1.1 200 OK\r\n{allow}Content-Length: {length}\r\n\r\n{key}"
        )
        .ok()
    }
}

fn header<'a>(head: &'a [String], wanted: &str) -> Option<&'a str> {
    let mut headers = head.iter().filter_map(|line| line.split_once(':'));
    let found = headers.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    found.map(|(_, value)| value.trim())
}

impl Reply {
    fn send(&self, mut stream: &TcpStream, allow: &str) -> Option<()> {
        let head = format!("HTTP/1.1 201 Created\r\n{allow}");
        match self {
            Self::Truncated(body, at, framing) => {
                let sent = &body.as_bytes()[..*at];
                stream
                    .write_all(&framing.frame(&head, sent, body.len()))
                    .ok()?;
                thread::sleep(LINGER);
            }
            Self::Slow(body) => {
                write!(stream, "{head}\r\n").ok()?;
                let (size, pause) = SLOW_CHUNK;
                for chunk in body.as_bytes().chunks(size) {
                    stream.write_all(chunk).ok()?;
                    thread::sleep(pause);
                }
                thread::sleep(LINGER);
            }
            Self::NeverClosed(body) => {
                write!(stream, "{head}\r\n{body}").ok()?;
                wait_for_close(stream);
            }
            Self::Garbage => {
                stream.write_all(b"created, more or less\r\n\r\n").ok()?;
                thread::sleep(LINGER);
            }
            Self::Reset => SockRef::from(stream)
                .set_linger(Some(Duration::ZERO))
                .ok()?,
            Self::NoResponse => wait_for_close(stream),
        }
        Some(())
    }
}

impl Framing {
    /// The bytes of a response whose body is `sent` of `whole` bytes. It is incomplete, unless `sent` is all of them.
    fn frame(self, head: &str, sent: &[u8], whole: usize) -> Vec<u8> {
        let (before, after) = match self {
            Self::ConnectionClose => (format!("{head}\r\n"), ""),
            Self::ContentLength => (format!("{head}Content-Length: {whole}\r\n\r\n"), ""),
            Self::Chunked if sent.is_empty() => {
                (format!("{head}Transfer-Encoding: chunked\r\n\r\n"), "")
            }
            Self::Chunked => {
                let size = sent.len();
                let end = if size == whole {
                    "\r\n0\r\n\r\n"
                } else {
                    "\r\n"
                };
                (
                    format!("{head}Transfer-Encoding: chunked\r\n\r\n{size:x}\r\n"),
                    end,
                )
            }
        };
        [before.as_bytes(), sent, after.as_bytes()].concat()
    }
}

/// Waits until the client closes the connection.
fn wait_for_close(mut stream: &TcpStream) {
    let _ = stream.read(&mut [0]);
}
