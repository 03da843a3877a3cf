use serde_json::{Map, Value, json};

use super::{Driver, Screen, driver_command};
use crate::process::Process;
use crate::{TempDir, settings};

/// The width of the window. It cannot be narrower, but its content can be scaled.
const WINDOW: u32 = 1280;

#[track_caller]
pub(super) fn start_driver(profile: &TempDir, screen: Screen) -> Driver {
    let mut command = driver_command(profile, "GECKODRIVER");
    command
        .args(["--port=0", "--websocket-port=0", "--profile-root"])
        .arg(profile.path());
    let mut program = Process::start_watching(&mut command);
    let address = format!("http://{}", program.wait_for("Listening on "));
    let capabilities = json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": settings::path("FIREFOX"),
            "args": ["-headless"],
            "prefs": preferences(profile, screen),
        },
        // A prompt of the browser is left open, so that a test can see it.
        "unhandledPromptBehavior": { "default": "ignore", "beforeUnload": "ignore" },
        // Otherwise the driver accepts the prompt of `beforeunload` by itself.
        "webSocketUrl": true,
    });
    Driver {
        program,
        address,
        capabilities,
    }
}

fn preferences(profile: &TempDir, screen: Screen) -> Map<String, Value> {
    let scale = f64::from(WINDOW) / f64::from(screen.width);
    let list = [
        // The console messages of pages go to standard output, from the start.
        ("devtools.console.stdout.content", true.into()),
        ("layout.css.devPixelsPerPx", scale.to_string().into()),
        (
            "layout.css.prefers-color-scheme.content-override",
            u8::from(!screen.dark).into(),
        ),
        (
            "browser.display.document_color_use",
            if screen.forced_colors { 2 } else { 0 }.into(),
        ),
        // A driven browser ignores `beforeunload` by default.
        ("dom.disable_beforeunload", false.into()),
        ("browser.download.folderList", 2.into()),
        (
            "browser.download.dir",
            profile.path().join("downloads").to_string_lossy().into(),
        ),
    ];
    list.map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
}
