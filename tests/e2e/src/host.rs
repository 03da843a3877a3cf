//! Pages of others, that embed the element: files on an origin of their own.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::Settings;

const TYPES: [(&str, &str); 6] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript"),
    ("css", "text/css"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
    ("wasm", "application/wasm"),
];

/// A server of files that says what it is told to beside each. It ends with the test.
pub struct Host {
    origin: String,
    headers: Headers,
}

type Headers = Arc<Mutex<Vec<(String, String)>>>;

impl Host {
    /// Serves the built page of this name: `html`, `react` and so on.
    #[track_caller]
    pub fn start(name: &str) -> Self {
        Self::of(&Settings::hosts().join(name))
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
        let headers = Headers::default();
        let (folder, said) = (folder.to_owned(), Arc::clone(&headers));
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let (folder, said) = (folder.clone(), Arc::clone(&said));
                // A browser opens connections that it does not use yet.
                thread::spawn(move || answer(&stream, &folder, &said));
            }
        });
        Self {
            origin: format!("http://{address}"),
            headers,
        }
    }

    /// Where it is, without a slash at its end.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Says this beside every file from now on.
    pub fn say(&self, header: &str, value: &str) {
        let mut headers = lock(&self.headers);
        headers.retain(|(name, _)| name != header);
        headers.push((header.to_owned(), value.to_owned()));
    }
}

fn lock(headers: &Headers) -> std::sync::MutexGuard<'_, Vec<(String, String)>> {
    headers.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One request for each connection. Whoever breaks it off needs no answer.
fn answer(mut stream: &TcpStream, folder: &Path, headers: &Headers) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let _rest: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
    let target = first.split(' ').nth(1).unwrap_or("/");
    let (status, kind, body) = file(folder, target.split('?').next().unwrap_or_default());
    let mut head = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\nContent-Type: {kind}\r\n\
         Cache-Control: no-store\r\n",
        body.len()
    );
    for (name, value) in lock(headers).iter() {
        head.extend([name, ": ", value, "\r\n"]);
    }
    let _ = write!(stream, "{head}\r\n").and_then(|()| stream.write_all(&body));
}

fn file(folder: &Path, path: &str) -> (&'static str, &'static str, Vec<u8>) {
    // Every browser asks for one, and no page here has any.
    if path == "/favicon.ico" {
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
