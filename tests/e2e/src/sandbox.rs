mod stored_subscription;

use std::ffi::OsString;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

pub use self::stored_subscription::StoredSubscription;
use crate::http::{self, Response};
use crate::process::Process;
use crate::violations::ExpectedViolations;
use crate::{TempDir, settings};

const DATABASE: &str = "sandbox.db";

/// The options of a server.
#[derive(Debug, Default)]
pub struct Options {
    port: u16,
    arguments: Vec<OsString>,
    site: Option<PathBuf>,
}

impl Options {
    /// Allows the page to connect to this API too.
    #[must_use]
    pub fn connect(self, origin: &str) -> Self {
        self.with(&["--connect", origin])
    }

    /// Allows pages of this origin to call the API.
    #[must_use]
    pub fn allow(self, origin: &str) -> Self {
        self.with(&["--allow-origin", origin])
    }

    /// Allows pages of this origin to frame `/frame.html`.
    #[must_use]
    pub fn frame_parent(self, origin: &str) -> Self {
        self.with(&["--frame-parent", origin])
    }

    /// Replays the stored response to a repeated create for this many seconds.
    #[must_use]
    pub fn replay_seconds(self, seconds: u32) -> Self {
        self.with(&["--replay-seconds", &seconds.to_string()])
    }

    /// Listens on this port.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Serves the console from another folder.
    #[must_use]
    pub fn site(mut self, folder: &Path) -> Self {
        self.site = Some(folder.to_owned());
        self
    }

    fn with(mut self, arguments: &[&str]) -> Self {
        self.arguments.extend(arguments.iter().map(OsString::from));
        self
    }

    /// Starts the server.
    #[track_caller]
    pub fn start(self) -> Sandbox {
        let site = settings::site();
        let folder = TempDir::new();
        // The build puts both into one folder.
        let element = site.with_file_name("element");
        let mut command = Command::new(settings::server());
        command
            .args(["--port", &self.port.to_string(), "--faults", "--db"])
            .arg(folder.path().join(DATABASE))
            .arg("--site")
            .arg(self.site.unwrap_or(site))
            .arg("--element")
            .arg(element)
            .args(self.arguments);
        let mut process = Process::start(&mut command);
        let origin = process
            .wait_for("Console: ")
            .trim_end_matches('/')
            .to_owned();
        let key = process.wait_for("API key: ");
        Sandbox {
            process,
            origin,
            key,
            folder,
            expected: ExpectedViolations::default(),
        }
    }
}

/// A port on which nothing listens.
///
/// # Panics
/// When there is none.
#[track_caller]
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its number").port()
}

/// A server with a port, a database and a key of its own. It stops when this value is dropped.
pub struct Sandbox {
    process: Process,
    origin: String,
    key: String,
    folder: TempDir,
    expected: ExpectedViolations,
}

impl Sandbox {
    /// Starts a server with the default options.
    #[track_caller]
    pub fn start() -> Self {
        Options::default().start()
    }

    /// The origin, without a trailing slash.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host and the port.
    pub fn host(&self) -> &str {
        self.origin.trim_start_matches("http://")
    }

    /// The key that it printed.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Stops the server.
    pub fn stop(&mut self) {
        self.assert_nothing_leaked();
        self.process.stop();
    }

    /// Sends a request without a browser.
    #[track_caller]
    pub fn request(&self, method: &str, path: &str, body: &Value) -> Response {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        http::send(self.host(), (method, path), "", &body)
    }

    /// Sends a request with a key and without a body.
    #[track_caller]
    pub fn request_with_key(&self, key: &str, method: &str, path: &str) -> Response {
        http::send(self.host(), (method, path), key, "")
    }

    /// Sets the fault of the next response to a create.
    #[track_caller]
    pub fn next_create(&self, fault: Value) {
        self.set_fault("create", fault);
    }

    /// Sets the fault of the next response to the check of a key.
    #[track_caller]
    pub fn next_tenant(&self, fault: Value) {
        self.set_fault("tenant", fault);
    }

    /// Removes the faults that have not happened yet.
    #[track_caller]
    pub fn clear_faults(&self) {
        self.request("DELETE", "/__fault", &Value::Null);
    }

    #[track_caller]
    fn set_fault(&self, route: &str, mut fault: Value) {
        fault["route"] = route.into();
        let response = self.request("POST", "/__fault", &fault);
        assert_eq!(response.status, 204, "{fault}: {}", response.body);
    }

    /// Makes a key with these scopes.
    ///
    /// # Panics
    /// When the server makes none.
    #[track_caller]
    pub fn key_with(&self, scopes: &[&str]) -> String {
        let response = self.request("POST", "/__key", &json!({ "scopes": scopes }));
        let body: Value = serde_json::from_str(&response.body).expect("JSON");
        body["key"].as_str().expect("a key").to_owned()
    }

    /// The requests to the API: method, path, and the status of the response, if there is one.
    ///
    /// # Panics
    /// When the server does not list them.
    #[track_caller]
    pub fn requests(&self) -> Vec<(String, String, Option<u64>)> {
        let response = self.request("GET", "/__requests", &Value::Null);
        let body: Value = serde_json::from_str(&response.body).expect("JSON");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let list = body.as_array().expect("a list").iter();
        list.map(|request| {
            (
                text(&request["method"]),
                text(&request["path"]),
                request["status"].as_u64(),
            )
        })
        .collect()
    }

    /// The number of creates that were received.
    #[track_caller]
    pub fn posts(&self) -> usize {
        let requests = self.requests();
        requests
            .iter()
            .filter(|(method, ..)| method == "POST")
            .count()
    }

    /// The number of creates that have a response.
    #[track_caller]
    pub fn completed_posts(&self) -> usize {
        let requests = self.requests();
        requests
            .iter()
            .filter(|(method, _, status)| method == "POST" && status.is_some())
            .count()
    }

    /// The subscriptions in the database, oldest first, read without the server.
    #[track_caller]
    pub fn subscriptions(&self) -> Vec<StoredSubscription> {
        stored_subscription::read(&self.folder.path().join(DATABASE))
    }

    /// The files of the server that contain `text`.
    pub fn files_with(&self, text: &str) -> Vec<PathBuf> {
        let contains = |path: &PathBuf| {
            let bytes = std::fs::read(path).unwrap_or_default();
            bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        };
        let mut files = self.folder.files();
        files.retain(contains);
        files
    }

    /// The log, without the two lines that print the origin and the key.
    pub fn log(&self) -> Vec<String> {
        let mut lines = self.process.lines();
        lines.retain(|line| !line.starts_with("Console: ") && !line.starts_with("API key: "));
        lines
    }

    /// Expects a violation whose report contains `part`.
    pub fn expects_violation(&self, part: &str) {
        self.expected.add(part);
    }

    /// The violations that browsers reported.
    ///
    /// # Panics
    /// When the server does not list them.
    #[track_caller]
    pub fn violations(&self) -> Vec<String> {
        let response = self.request("GET", "/__violations", &Value::Null);
        serde_json::from_str(&response.body).expect("a list of texts")
    }

    /// Asserts after every test that no page violated the policy, and that the files and the log hold neither the key nor
    /// a secret (S45).
    fn assert_nothing_leaked(&mut self) {
        if std::thread::panicking() || !self.process.is_running() {
            return;
        }
        self.expected.assert_no_others(&self.violations());
        let random = self.key.rsplit('_').next().unwrap_or_default();
        for secret in ["whsec_", random] {
            let files = self.files_with(secret);
            assert!(files.is_empty(), "{secret} is in {files:?}");
            let mut log = self.log();
            log.retain(|line| line.contains(secret));
            assert!(log.is_empty(), "{secret} is in the log: {log:?}");
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.assert_nothing_leaked();
    }
}
