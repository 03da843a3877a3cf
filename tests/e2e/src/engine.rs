//! The browsers that the tests run in, and their drivers.

mod chromium;
mod firefox;
mod webkit;

use std::env;
use std::process::Command;

use serde_json::Value;

use crate::process::Process;
use crate::{TempDir, settings};

/// A browser's engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink, as in Chrome and Edge.
    Chromium,
    /// Gecko.
    Firefox,
    /// `WebKitGTK`, which is not Safari.
    WebKit,
}

/// The screen that shows a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// The width of the page in CSS pixels. A window of `WebKitGTK` has at least 334.
    pub width: u32,
    /// Whether the user prefers a dark colour scheme.
    pub dark: bool,
    /// Whether the system forces its own colours on every page. `WebKitGTK` does not support it.
    pub forced_colors: bool,
}

impl Screen {
    /// Wide and light.
    pub const DEFAULT: Self = Self {
        width: 1280,
        dark: false,
        forced_colors: false,
    };
}

/// A running driver, and the capabilities to request.
pub(crate) struct Driver {
    pub(crate) program: Process,
    pub(crate) address: String,
    pub(crate) capabilities: Value,
}

impl Engine {
    const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engine of this run; Chromium when the environment names none.
    ///
    /// # Panics
    /// When the environment names an unknown one.
    #[track_caller]
    pub fn current() -> Self {
        let Ok(name) = env::var("WEBHOOK_CONSOLE_BROWSER") else {
            return Self::Chromium;
        };
        let found = Self::ALL.into_iter().find(|engine| engine.name() == name);
        found.unwrap_or_else(|| panic!("there is no browser \"{name}\""))
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Whether its driver knows `WebDriver` `BiDi`, which opens a tab for each test. That of `WebKitGTK` does not: it starts
    /// a browser for each.
    pub(crate) fn has_bidi(self) -> bool {
        self != Self::WebKit
    }

    /// Starts its driver; `profile` is the directory of the profile.
    #[track_caller]
    pub(crate) fn start_driver(self, profile: &TempDir, screen: Screen) -> Driver {
        match self {
            Self::Chromium => chromium::start_driver(profile),
            Self::Firefox => firefox::start_driver(profile, screen),
            Self::WebKit => webkit::start_driver(profile, screen),
        }
    }
}

/// A command that runs a driver until this process ends, or the driver's [`Process`] is dropped.
fn driver_command(profile: &TempDir, driver: &str) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", include_str!("engine/driver.sh"), "driver.sh"])
        .arg(profile.path())
        .arg(settings::path(driver));
    command
}
