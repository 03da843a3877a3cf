//! The browsers that the tests are run in, and what starts each of them.

mod chromium;
mod firefox;
mod webkit;

use std::env;

use serde_json::Value;

use crate::TempDir;
use crate::process::Process;

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

/// What a page is shown on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// How wide the page is, in CSS pixels. `WebKitGTK` has no window below 334.
    pub width: u32,
    /// Whether the person prefers dark colours.
    pub dark: bool,
    /// Whether the system forces its own colours on every page. `WebKitGTK` knows no such thing.
    pub forced_colors: bool,
}

impl Screen {
    /// Wide and light.
    pub const USUAL: Self = Self {
        width: 1280,
        dark: false,
        forced_colors: false,
    };
}

/// A driver that runs, and what is to be asked of it.
pub(crate) struct Driver {
    pub(crate) program: Process,
    pub(crate) address: String,
    pub(crate) capabilities: Value,
}

impl Engine {
    const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The one that this run is about; Chromium when the environment names none.
    ///
    /// # Panics
    /// When it names another.
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

    /// Starts what drives it; `profile` is for what it keeps.
    #[track_caller]
    pub(crate) fn drive(self, profile: &TempDir, screen: Screen) -> Driver {
        match self {
            Self::Chromium => chromium::drive(profile),
            Self::Firefox => firefox::drive(profile, screen),
            Self::WebKit => webkit::drive(screen),
        }
    }
}
