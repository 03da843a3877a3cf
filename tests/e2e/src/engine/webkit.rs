use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::json;

use super::{Driver, Screen, driver_command};
use crate::process::Process;
use crate::{TempDir, free_port, settings};

const START_TIME: Duration = Duration::from_secs(10);

/// `WebKitGTK` has no headless mode: the environment provides a display.
#[track_caller]
pub(super) fn start_driver(profile: &TempDir, screen: Screen) -> Driver {
    assert!(
        std::env::var_os("DISPLAY").is_some(),
        "there is no DISPLAY: `cargo xtask test --browser webkit` runs these tests on one of their own"
    );
    let port = free_port();
    let mut command = driver_command(profile, "WEBKITDRIVER");
    let program = Process::start_watching(command.arg(format!("--port={port}")));
    wait_until_listening(port);
    let mut arguments = vec!["--automation"];
    if screen.dark {
        arguments.push("--dark-mode");
    }
    let capabilities = json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": { "binary": settings::path("WEBKIT"), "args": arguments },
        "unhandledPromptBehavior": "ignore",
    });
    Driver {
        program,
        address: format!("http://127.0.0.1:{port}"),
        capabilities,
    }
}

/// The driver prints nothing when it is ready.
#[track_caller]
fn wait_until_listening(port: u16) {
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(
            start.elapsed() < START_TIME,
            "the driver does not listen on {port}"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}
