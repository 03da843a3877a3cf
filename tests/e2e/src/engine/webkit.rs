use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;

use super::{Driver, Screen};
use crate::process::Process;
use crate::{free_port, settings};

const START_TIME: Duration = Duration::from_secs(10);

/// It has no mode without a display, so it gets one of its own.
#[track_caller]
pub(super) fn drive(screen: Screen) -> Driver {
    let mut display = Process::start(Command::new(settings::path("XVFB")).args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1280x900x24",
        "-nolisten",
        "tcp",
    ]));
    let number = display.first(|line| line.parse::<u32>().ok());
    let port = free_port();
    let mut command = Command::new(settings::path("WEBKITDRIVER"));
    command
        .arg(format!("--port={port}"))
        .env("DISPLAY", format!(":{number}"))
        .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
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
        display: Some(display),
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
