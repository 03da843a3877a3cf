//! Pages of others, that embed the element: files on an origin of their own.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::reports::Expected;
use crate::settings;

const TYPES: [(&str, &str); 6] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript"),
    ("css", "text/css"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
    ("wasm", "application/wasm"),
];

/// Where browsers report what breaks the policy.
const VIOLATIONS: &str = "/__violations";

/// A server of files that says what it is told to beside each. It ends with the test.
pub struct Host {
    origin: String,
    headers: Shared<(String, String)>,
    violations: Shared<String>,
    expected: Expected,
}

type Shared<T> = Arc<Mutex<Vec<T>>>;

impl Host {
    /// Serves the built page of this name: `html`, `react` and so on.
    #[track_caller]
    pub fn start(name: &str) -> Self {
        Self::of(&settings::hosts().join(name))
    }

    /// Serves the files of a folder.
    ///
    /// # Panics
    /// When there is no such folder, or no port to serve it on.
    #[track_caller]
    pub fn of(folder: &Path) -> Self {
        assert!(folder.is_dir(), "{} is not built", folder.display());
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let files = Files {
            folder: folder.to_owned(),
            headers: Shared::default(),
            violations: Shared::default(),
        };
        let (headers, violations) = (files.headers.clone(), files.violations.clone());
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let files = files.clone();
                // A browser opens connections that it does not use yet.
                thread::spawn(move || files.answer(&stream));
            }
        });
        Self {
            origin: format!("http://{address}"),
            headers,
            violations,
            expected: Expected::default(),
        }
    }

    /// Where it is, without a slash at its end.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Serves its pages under this policy from now on, and takes in what browsers report.
    pub fn restrict(&self, policy: &str) {
        self.say(
            "Content-Security-Policy",
            &format!("{policy}; report-uri {VIOLATIONS}"),
        );
    }

    /// Its pages are going to break their policy, with this in the report.
    pub fn expects_violation(&self, part: &str) {
        self.expected.add(part);
    }

    /// Says this beside every file from now on.
    pub fn say(&self, header: &str, value: &str) {
        let mut headers = lock(&self.headers);
        headers.retain(|(name, _)| name != header);
        headers.push((header.to_owned(), value.to_owned()));
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.expected.hold_against(&lock(&self.violations));
    }
}

fn lock<T>(list: &Shared<T>) -> MutexGuard<'_, Vec<T>> {
    list.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a connection is answered from.
#[derive(Clone)]
struct Files {
    folder: PathBuf,
    headers: Shared<(String, String)>,
    violations: Shared<String>,
}

impl Files {
    /// One request for each connection. Whoever breaks it off needs no answer.
    fn answer(&self, mut stream: &TcpStream) {
        let mut reader = BufReader::new(stream);
        let mut lines = reader.by_ref().lines().map_while(Result::ok);
        let Some(first) = lines.next() else { return };
        let rest: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
        let target = first.split(' ').nth(1).unwrap_or("/");
        let path = target.split('?').next().unwrap_or_default();
        if path == VIOLATIONS {
            let mut report = vec![0; length(&rest)];
            if reader.read_exact(&mut report).is_ok() {
                lock(&self.violations).push(String::from_utf8_lossy(&report).into_owned());
            }
        }
        let (status, kind, body) = file(&self.folder, path);
        let mut head = format!(
            "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\nContent-Type: {kind}\r\n\
             Cache-Control: no-store\r\n",
            body.len()
        );
        for (name, value) in lock(&self.headers).iter() {
            head.extend([name, ": ", value, "\r\n"]);
        }
        let _ = write!(stream, "{head}\r\n").and_then(|()| stream.write_all(&body));
    }
}

/// How many bytes follow this head.
fn length(head: &[String]) -> usize {
    let said = head.iter().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())?
    });
    said.unwrap_or_default()
}

fn file(folder: &Path, path: &str) -> (&'static str, &'static str, Vec<u8>) {
    // Every browser asks for an icon, and no page here has any.
    if path == "/favicon.ico" || path == VIOLATIONS {
        return ("204 No Content", "text/plain", Vec::new());
    }
    let name = path.trim_start_matches('/');
    let name = PathBuf::from(if name.is_empty() { "index.html" } else { name });
    let ending = name.extension().unwrap_or_default();
    let kind = TYPES.iter().find(|(known, _)| ending == *known);
    match fs::read(folder.join(&name)) {
        Ok(bytes) => ("200 OK", kind.map_or("text/plain", |(_, kind)| kind), bytes),
        Err(_) => ("404 Not Found", "text/plain", Vec::new()),
    }
}
