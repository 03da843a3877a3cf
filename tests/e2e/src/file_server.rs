//! A file server on an origin of its own, for the pages that embed the element.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::settings;
use crate::violations::ExpectedViolations;

const CONTENT_TYPES: [(&str, &str); 6] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript"),
    ("css", "text/css"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
    ("wasm", "application/wasm"),
];

/// The path to which browsers report violations of the policy.
const VIOLATIONS: &str = "/__violations";

/// A server of static files with configurable headers. It stops with the test.
pub struct FileServer {
    origin: String,
    headers: Shared<(String, String)>,
    stale: Shared<(String, Vec<u8>)>,
    requests: Shared<String>,
    violations: Shared<String>,
    expected: ExpectedViolations,
}

type Shared<T> = Arc<Mutex<Vec<T>>>;

impl FileServer {
    /// Serves the built page of this name: `html`, `react` and so on.
    #[track_caller]
    pub fn start(name: &str) -> Self {
        Self::serve(&settings::hosts().join(name))
    }

    /// Serves the files of a folder.
    ///
    /// # Panics
    /// When there is no such folder, or no port is free.
    #[track_caller]
    pub fn serve(folder: &Path) -> Self {
        assert!(folder.is_dir(), "{} is not built", folder.display());
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let handler = Handler {
            folder: folder.to_owned(),
            headers: Shared::default(),
            stale: Shared::default(),
            requests: Shared::default(),
            violations: Shared::default(),
        };
        let (headers, violations) = (handler.headers.clone(), handler.violations.clone());
        let (stale, requests) = (handler.stale.clone(), handler.requests.clone());
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let handler = handler.clone();
                // Browsers open connections before they use them.
                thread::spawn(move || handler.respond(&stream));
            }
        });
        Self {
            origin: format!("http://{address}"),
            headers,
            stale,
            requests,
            violations,
            expected: ExpectedViolations::default(),
        }
    }

    /// The origin, without a trailing slash.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The paths of the requests so far, sorted, without those of icons and reports.
    pub fn requests(&self) -> Vec<String> {
        let mut paths = lock(&self.requests).clone();
        paths.retain(|path| !path.contains("icon") && path != VIOLATIONS);
        paths.sort();
        paths
    }

    /// Sets the content security policy of all files, and collects the violations that browsers report.
    pub fn set_policy(&self, policy: &str) {
        self.set_header(
            "Content-Security-Policy",
            &format!("{policy}; report-uri {VIOLATIONS}"),
        );
    }

    /// Expects a violation whose report contains `part`.
    pub fn expects_violation(&self, part: &str) {
        self.expected.add(part);
    }

    /// Gives browsers this content of a file once, to be cached for an hour.
    pub fn serve_stale(&self, path: &str, content: Vec<u8>) {
        lock(&self.stale).push((path.to_owned(), content));
    }

    /// Sets a header of all files.
    pub fn set_header(&self, header: &str, value: &str) {
        let mut headers = lock(&self.headers);
        headers.retain(|(name, _)| name != header);
        headers.push((header.to_owned(), value.to_owned()));
    }
}

impl Drop for FileServer {
    fn drop(&mut self) {
        self.expected.assert_no_others(&lock(&self.violations));
    }
}

fn lock<T>(list: &Shared<T>) -> MutexGuard<'_, Vec<T>> {
    list.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Handles the requests.
#[derive(Clone)]
struct Handler {
    folder: PathBuf,
    headers: Shared<(String, String)>,
    stale: Shared<(String, Vec<u8>)>,
    requests: Shared<String>,
    violations: Shared<String>,
}

impl Handler {
    /// Serves one request for each connection. A connection that the client closes needs no response.
    fn respond(&self, mut stream: &TcpStream) {
        let mut reader = BufReader::new(stream);
        let mut lines = reader.by_ref().lines().map_while(Result::ok);
        let Some(first) = lines.next() else { return };
        let rest: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
        let target = first.split(' ').nth(1).unwrap_or("/");
        let path = target.split('?').next().unwrap_or_default();
        lock(&self.requests).push(path.to_owned());
        if path == VIOLATIONS {
            let mut report = vec![0; content_length(&rest)];
            if reader.read_exact(&mut report).is_ok() {
                lock(&self.violations).push(String::from_utf8_lossy(&report).into_owned());
            }
        }
        let (status, content_type, mut body) = file(&self.folder, path);
        let mut cache = "no-store";
        let mut stale = lock(&self.stale);
        if let Some(at) = stale.iter().position(|(known, _)| known == path) {
            (cache, body) = ("max-age=3600", stale.remove(at).1);
        }
        drop(stale);
        let mut head = format!(
            "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\nContent-Type: {content_type}\r\n\
             Cache-Control: {cache}\r\n",
            body.len()
        );
        for (name, value) in lock(&self.headers).iter() {
            head.extend([name, ": ", value, "\r\n"]);
        }
        let _ = write!(stream, "{head}\r\n").and_then(|()| stream.write_all(&body));
    }
}

/// The `Content-Length` of a request.
fn content_length(head: &[String]) -> usize {
    let length = head.iter().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())?
    });
    length.unwrap_or_default()
}

fn file(folder: &Path, path: &str) -> (&'static str, &'static str, Vec<u8>) {
    // Every browser requests an icon, and no page here has one.
    if path == "/favicon.ico" || path == VIOLATIONS {
        return ("204 No Content", "text/plain", Vec::new());
    }
    let name = path.trim_start_matches('/');
    let name = PathBuf::from(if name.is_empty() { "index.html" } else { name });
    let extension = name.extension().unwrap_or_default();
    let content_type = CONTENT_TYPES.iter().find(|(known, _)| extension == *known);
    match fs::read(folder.join(&name)) {
        Ok(bytes) => (
            "200 OK",
            content_type.map_or("text/plain", |(_, content_type)| content_type),
            bytes,
        ),
        Err(_) => ("404 Not Found", "text/plain", Vec::new()),
    }
}
