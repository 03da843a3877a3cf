use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::Duration;

use super::{Folder, GOOD};

/// The built program.
pub fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_webhook-console-server"))
}

/// A server process that listens on a free port.
pub struct Process {
    child: Child,
    stdout: BufReader<ChildStdout>,
    /// The URL of the console, without the trailing slash.
    pub url: String,
    pub key: String,
    pub port: u16,
    pub folder: Folder,
}

impl Process {
    pub fn start(options: &[&str]) -> Self {
        Self::start_in(Folder::with_site(), options)
    }

    pub fn start_in(folder: Folder, options: &[&str]) -> Self {
        let mut command = command();
        command
            .args(["--port", "0"])
            .arg("--site")
            .arg(folder.path("site"));
        command
            .arg("--db")
            .arg(folder.path("sandbox.db"))
            .args(options);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = || {
            let mut line = String::new();
            stdout.read_line(&mut line).unwrap();
            line
        };
        let (console, key) = (line(), line());
        let url = console
            .strip_prefix("Console: ")
            .and_then(|rest| rest.strip_suffix("/\n"));
        let url = url.unwrap_or_else(|| panic!("{console:?}")).to_owned();
        let port = url.rsplit(':').next().unwrap().parse().unwrap();
        let key = key
            .strip_prefix("API key: ")
            .and_then(|rest| rest.strip_suffix('\n'));
        let key = key.expect("a key").to_owned();
        Self {
            child,
            stdout,
            url,
            key,
            port,
            folder,
        }
    }

    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        stream
    }

    /// Sends `text` and reads until the server closes.
    pub fn exchange(&self, text: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(text.as_bytes()).unwrap();
        read_to_end(&mut stream)
    }

    /// The bytes of a request with a body.
    pub fn request(&self, head: &str, body: &str) -> String {
        format!(
            "{head} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            self.key,
            body.len()
        )
    }

    pub fn create(&self) -> String {
        self.exchange(&self.request("POST /v1/webhooks", GOOD))
    }

    /// Sends a create with the idempotency key `name`; `None` when the server ends before the response is complete.
    pub fn create_idempotent(&self, name: &str, body: &str) -> Option<String> {
        let head = "POST /v1/webhooks HTTP/1.1\r\n";
        let named = format!("{head}Idempotency-Key: \"{name}\"\r\n");
        let request = self.request("POST /v1/webhooks", body);
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        let timeout = Some(Duration::from_secs(20));
        stream.set_read_timeout(timeout).ok()?;
        stream
            .write_all(request.replacen(head, &named, 1).as_bytes())
            .ok()?;
        let response = read_to_end(&mut stream);
        let (head, body) = response.split_once("\r\n\r\n")?;
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))?;
        (length.parse() == Ok(body.len())).then_some(response)
    }

    #[track_caller]
    pub fn fault(&self, definition: &str) {
        let response = self.exchange(&self.request("POST /__fault", definition));
        assert!(response.starts_with("HTTP/1.1 204"), "{response}");
    }

    pub fn rows(&self) -> i64 {
        let database = rusqlite::Connection::open(self.folder.path("sandbox.db")).unwrap();
        database
            .query_row("SELECT count(*) FROM subscription", [], |row| row.get(0))
            .unwrap()
    }

    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", name, &id])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Waits for the exit: the status, the rest of stdout after the two lines, and stderr.
    pub fn wait(mut self) -> (ExitStatus, String, String, Folder) {
        let (mut stdout, mut stderr) = (String::new(), String::new());
        self.stdout.read_to_string(&mut stdout).unwrap();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut stderr)
            .unwrap();
        let status = self.child.wait().unwrap();
        (
            status,
            stdout,
            stderr,
            std::mem::replace(&mut self.folder, Folder::new()),
        )
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The bytes until the connection is closed or reset.
pub fn read_to_end(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
