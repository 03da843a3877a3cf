mod row;

use std::ffi::OsString;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

pub use self::row::Row;
use crate::http::{self, Answer};
use crate::process::Process;
use crate::reports::Expected;
use crate::{Folder, settings};

const DATABASE: &str = "sandbox.db";

/// How a server is to be started.
#[derive(Debug, Default)]
pub struct Options {
    port: u16,
    arguments: Vec<OsString>,
    site: Option<PathBuf>,
}

impl Options {
    /// The page may speak to this API as well.
    #[must_use]
    pub fn connect(self, origin: &str) -> Self {
        self.with(&["--connect", origin])
    }

    /// Pages of this origin may call the API.
    #[must_use]
    pub fn allow(self, origin: &str) -> Self {
        self.with(&["--allow-origin", origin])
    }

    /// Pages of this origin may frame `/frame.html`.
    #[must_use]
    pub fn frame_parent(self, origin: &str) -> Self {
        self.with(&["--frame-parent", origin])
    }

    /// A create that is sent again gets the first answer for so many seconds.
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

    /// Starts it.
    #[track_caller]
    pub fn start(self) -> Sandbox {
        let site = settings::site();
        let folder = Folder::new();
        // Both are built into one folder.
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
        let origin = process.after("Console: ").trim_end_matches('/').to_owned();
        let key = process.after("API key: ");
        Sandbox {
            process,
            origin,
            key,
            folder,
            expected: Expected::default(),
        }
    }
}

/// A port that nobody listens on.
///
/// # Panics
/// When there is none.
#[track_caller]
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its number").port()
}

/// A server of its own port, database and key, that ends with this value.
pub struct Sandbox {
    process: Process,
    origin: String,
    key: String,
    folder: Folder,
    expected: Expected,
}

impl Sandbox {
    /// Starts one.
    #[track_caller]
    pub fn start() -> Self {
        Options::default().start()
    }

    /// Where it is, without a slash at its end.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Its host and port.
    pub fn host(&self) -> &str {
        self.origin.trim_start_matches("http://")
    }

    /// The key that it printed.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Ends it before its time.
    pub fn stop(&mut self) {
        self.hold_to_its_promises();
        self.process.stop();
    }

    /// A request that no browser sends.
    #[track_caller]
    pub fn ask(&self, method: &str, path: &str, body: &Value) -> Answer {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        http::send(self.host(), (method, path), "", &body)
    }

    /// The same with a key and without a body.
    #[track_caller]
    pub fn ask_with(&self, key: &str, method: &str, path: &str) -> Answer {
        http::send(self.host(), (method, path), key, "")
    }

    /// The next answer to a create goes wrong like this.
    #[track_caller]
    pub fn next_create(&self, fault: Value) {
        self.plan("create", fault);
    }

    /// The next answer about a key goes wrong like this.
    #[track_caller]
    pub fn next_tenant(&self, fault: Value) {
        self.plan("tenant", fault);
    }

    /// What was to go wrong and has not is forgotten.
    #[track_caller]
    pub fn forget_faults(&self) {
        self.ask("DELETE", "/__fault", &Value::Null);
    }

    #[track_caller]
    fn plan(&self, route: &str, mut fault: Value) {
        fault["route"] = route.into();
        let answer = self.ask("POST", "/__fault", &fault);
        assert_eq!(answer.status, 204, "{fault}: {}", answer.body);
    }

    /// A key with these scopes.
    ///
    /// # Panics
    /// When the server gives none.
    #[track_caller]
    pub fn key_with(&self, scopes: &[&str]) -> String {
        let answer = self.ask("POST", "/__key", &json!({ "scopes": scopes }));
        let body: Value = serde_json::from_str(&answer.body).expect("JSON");
        body["key"].as_str().expect("a key").to_owned()
    }

    /// What the API was asked: method, path, and the status if there was an answer.
    ///
    /// # Panics
    /// When the server does not tell.
    #[track_caller]
    pub fn requests(&self) -> Vec<(String, String, Option<u64>)> {
        let answer = self.ask("GET", "/__requests", &Value::Null);
        let body: Value = serde_json::from_str(&answer.body).expect("JSON");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let list = body.as_array().expect("a list").iter();
        list.map(|seen| {
            (
                text(&seen["method"]),
                text(&seen["path"]),
                seen["status"].as_u64(),
            )
        })
        .collect()
    }

    /// How often a create was sent.
    #[track_caller]
    pub fn posts(&self) -> usize {
        let requests = self.requests();
        requests
            .iter()
            .filter(|(method, ..)| method == "POST")
            .count()
    }

    /// How many creates have their answer by now.
    #[track_caller]
    pub fn answered(&self) -> usize {
        let requests = self.requests();
        requests
            .iter()
            .filter(|(method, _, status)| method == "POST" && status.is_some())
            .count()
    }

    /// The subscriptions in its database, oldest first, read past the server.
    #[track_caller]
    pub fn rows(&self) -> Vec<Row> {
        row::read(&self.folder.path().join(DATABASE))
    }

    /// All bytes of its files that hold `text`: none, if it keeps its promise.
    pub fn files_with(&self, text: &str) -> Vec<PathBuf> {
        let holds = |path: &PathBuf| {
            let bytes = std::fs::read(path).unwrap_or_default();
            bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        };
        let mut files = self.folder.files();
        files.retain(holds);
        files
    }

    /// What it wrote, without the two lines that announce address and key.
    pub fn log(&self) -> Vec<String> {
        let mut lines = self.process.lines();
        lines.retain(|line| !line.starts_with("Console: ") && !line.starts_with("API key: "));
        lines
    }

    /// Pages of this server are going to break their policy, with this in the report.
    pub fn expects_violation(&self, part: &str) {
        self.expected.add(part);
    }

    /// What browsers reported of its pages.
    ///
    /// # Panics
    /// When the server does not tell.
    #[track_caller]
    pub fn violations(&self) -> Vec<String> {
        let answer = self.ask("GET", "/__violations", &Value::Null);
        serde_json::from_str(&answer.body).expect("a list of texts")
    }

    /// No page broke the policy, and no key and no secret is left (S45): of every test, and so of a whole run.
    fn hold_to_its_promises(&mut self) {
        if std::thread::panicking() || !self.process.runs() {
            return;
        }
        self.expected.hold_against(&self.violations());
        let random = self.key.rsplit('_').next().unwrap_or_default();
        for hidden in ["whsec_", random] {
            let files = self.files_with(hidden);
            assert!(files.is_empty(), "{hidden} is in {files:?}");
            let mut log = self.log();
            log.retain(|line| line.contains(hidden));
            assert!(log.is_empty(), "{hidden} is in the log: {log:?}");
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.hold_to_its_promises();
    }
}
