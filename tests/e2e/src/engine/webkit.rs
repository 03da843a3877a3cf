use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;

use super::{Driver, Screen};
use crate::process::Process;
use crate::{free_port, settings};

const START_TIME: Duration = Duration::from_secs(10);

/// It has no mode without a display: whoever runs the tests provides one.
#[track_caller]
pub(super) fn drive(screen: Screen) -> Driver {
    assert!(
        std::env::var_os("DISPLAY").is_some(),
        "there is no DISPLAY: `cargo xtask test --browser webkit` runs these tests on one of their own"
    );
    let port = free_port();
    let mut command = Command::new(settings::path("WEBKITDRIVER"));
    command.arg(format!("--port={port}"));
    let program = Process::start(&mut command);
    until_it_listens(port);
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

/// The driver says nothing when it is ready.
#[track_caller]
fn until_it_listens(port: u16) {
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(
            begun.elapsed() < START_TIME,
            "the driver does not listen on {port}"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}
