//! An API that takes every key, and whose answers to a create are broken below HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::json;
use socket2::SockRef;

/// How long a connection stays open after the last byte: bytes that the browser was never handed are another fault than
/// bytes that were cut off.
const LINGER: Duration = Duration::from_millis(100);

/// The bytes of a drip, and the pause after it.
const DRIP: (usize, Duration) = (24, Duration::from_millis(15));

/// What becomes of a create whose request was read whole.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A 201 that ends after so many bytes of its body.
    Cut(String, usize, Framing),
    /// A whole 201, a few bytes at a time.
    Drips(String),
    /// A whole 201 on a connection that nobody closes.
    Held(String),
    /// What is no HTTP.
    Garbage,
    /// The connection is reset.
    Reset,
    /// Nothing, for as long as the browser waits.
    Never,
}

/// How a body says where it ends.
#[derive(Clone, Copy, Debug)]
pub enum Framing {
    /// Where the connection does.
    Close,
    /// After a length that was said before.
    Length,
    /// After an empty chunk.
    Chunk,
}

/// Such an API. It ends with the test.
pub struct Broken {
    origin: String,
    state: Arc<Mutex<State>>,
}

struct State {
    reply: Reply,
    posts: usize,
}

impl Broken {
    /// Starts one; each create is answered like this.
    ///
    /// # Panics
    /// When there is no port to serve it on.
    #[track_caller]
    pub fn start(reply: Reply) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(Mutex::new(State { reply, posts: 0 }));
        let shared = state.clone();
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let state = shared.clone();
                // A browser opens connections that it does not use yet. Whoever breaks one off needs no answer.
                thread::spawn(move || answer(&stream, &state));
            }
        });
        Self {
            origin: format!("http://{address}"),
            state,
        }
    }

    /// Where it is, without a slash at its end.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Each create is answered like this from now on.
    pub fn replies(&self, reply: Reply) {
        lock(&self.state).reply = reply;
    }

    /// How often a create was sent.
    pub fn posts(&self) -> usize {
        lock(&self.state).posts
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One request for each connection.
fn answer(mut stream: &TcpStream, state: &Mutex<State>) -> Option<()> {
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
            Self::Cut(body, at, framing) => {
                let sent = &body.as_bytes()[..*at];
                stream
                    .write_all(&framing.frame(&head, sent, body.len()))
                    .ok()?;
                thread::sleep(LINGER);
            }
            Self::Drips(body) => {
                write!(stream, "{head}\r\n").ok()?;
                let (size, pause) = DRIP;
                for drip in body.as_bytes().chunks(size) {
                    stream.write_all(drip).ok()?;
                    thread::sleep(pause);
                }
                thread::sleep(LINGER);
            }
            Self::Held(body) => {
                write!(stream, "{head}\r\n{body}").ok()?;
                until_left(stream);
            }
            Self::Garbage => {
                stream.write_all(b"created, more or less\r\n\r\n").ok()?;
                thread::sleep(LINGER);
            }
            Self::Reset => SockRef::from(stream)
                .set_linger(Some(Duration::ZERO))
                .ok()?,
            Self::Never => until_left(stream),
        }
        Some(())
    }
}

impl Framing {
    /// The bytes of an answer that has only begun, unless `sent` is all of its body.
    fn frame(self, head: &str, sent: &[u8], whole: usize) -> Vec<u8> {
        let (before, after) = match self {
            Self::Close => (format!("{head}\r\n"), ""),
            Self::Length => (format!("{head}Content-Length: {whole}\r\n\r\n"), ""),
            Self::Chunk if sent.is_empty() => {
                (format!("{head}Transfer-Encoding: chunked\r\n\r\n"), "")
            }
            Self::Chunk => {
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

/// Waits until the other side ends the connection.
fn until_left(mut stream: &TcpStream) {
    let _ = stream.read(&mut [0]);
}
