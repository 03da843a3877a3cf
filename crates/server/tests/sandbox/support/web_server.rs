use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{Folder, read_repository};

/// The address in the files of `deploy/`.
const ADDRESS: &str = "127.0.0.1:8080";

/// Another server than ours. It ends when this value is dropped.
pub struct WebServer {
    child: Child,
    pub address: String,
}

impl WebServer {
    /// Starts `command` with the file `name` of `deploy/`, after these replacements and that of the address.
    pub fn start(
        mut command: Command,
        folder: &Folder,
        name: &str,
        changes: &[(&str, &str)],
    ) -> Self {
        // The port is free again once the listener is dropped.
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr();
        let address = port.unwrap().to_string();
        let mut config = read_repository(&format!("deploy/{name}"));
        for (text, replacement) in [(ADDRESS, address.as_str())].iter().chain(changes) {
            assert!(config.contains(text), "no {text} in {name}");
            config = config.replace(text, replacement);
        }
        folder.write(name, config);
        let mut child = command
            .current_dir(folder.path("."))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(folder.path("web-server.log")).unwrap())
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let start = Instant::now();
        while TcpStream::connect(&address).is_err() {
            let ended = child.try_wait().unwrap().is_some();
            if ended || start.elapsed() > Duration::from_secs(20) {
                let _ = child.kill();
                let log = fs::read_to_string(folder.path("web-server.log")).unwrap();
                panic!("{name}: {log}");
            }
            thread::sleep(Duration::from_millis(20));
        }
        Self { child, address }
    }
}

impl Drop for WebServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
