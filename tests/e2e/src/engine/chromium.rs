use serde_json::json;

use super::{Driver, driver_command};
use crate::process::Process;
use crate::{TempDir, settings};

const ARGUMENTS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--window-size=1280,900",
    // The browser ends with its driver.
    "--remote-debugging-pipe",
];

/// The screen is set while the browser runs: see `Browser::apply_screen`.
#[track_caller]
pub(super) fn start_driver(profile: &TempDir) -> Driver {
    let (program, address) = listening_driver(profile);
    let folder = format!("--user-data-dir={}", profile.path().display());
    let arguments: Vec<_> = ARGUMENTS.into_iter().chain([folder.as_str()]).collect();
    // A prompt of the browser is left open, so that a test can see it.
    let prompts = json!({ "default": "ignore", "beforeUnload": "ignore" });
    let capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "binary": settings::path("CHROMIUM"), "args": arguments },
        "goog:loggingPrefs": { "browser": "ALL" },
        "unhandledPromptBehavior": prompts,
        // Otherwise the driver accepts the prompt of `beforeunload` by itself.
        "webSocketUrl": true,
    });
    Driver {
        program,
        address,
        capabilities,
    }
}

/// Another program may take the port that the driver chose. The driver ends then, and is started again.
#[track_caller]
fn listening_driver(profile: &TempDir) -> (Process, String) {
    const TRIES: usize = 5;
    let mut output = Vec::new();
    for _ in 0..TRIES {
        let mut command = driver_command(profile, "CHROMEDRIVER");
        let mut program = Process::start_watching(command.arg("--port=0"));
        match program.try_wait_for("started successfully on port ") {
            Ok(port) => {
                let address = format!("http://127.0.0.1:{}", port.trim_end_matches('.'));
                return (program, address);
            }
            Err(lines) => output = lines,
        }
    }
    panic!("the driver does not start: {output:#?}");
}
