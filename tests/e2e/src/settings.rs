use std::env;
use std::path::PathBuf;

/// Where the programs and files under test are.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The server's program.
    pub server: PathBuf,
    /// The folder with the built console.
    pub site: PathBuf,
    /// The browser.
    pub chromium: PathBuf,
    /// What drives the browser.
    pub chromedriver: PathBuf,
}

impl Settings {
    /// Reads them from the environment.
    ///
    /// # Panics
    /// When one is missing: the tests are run by `cargo xtask test`, which sets them all.
    #[track_caller]
    pub fn read() -> Self {
        Self {
            server: path("WEBHOOK_CONSOLE_SERVER"),
            site: path("WEBHOOK_CONSOLE_SITE"),
            chromium: path("CHROMIUM"),
            chromedriver: path("CHROMEDRIVER"),
        }
    }

    /// The folder with the built host pages, which only their tests need.
    ///
    /// # Panics
    /// When it is not set.
    #[track_caller]
    pub fn hosts() -> PathBuf {
        path("WEBHOOK_CONSOLE_HOSTS")
    }
}

#[track_caller]
fn path(name: &str) -> PathBuf {
    match env::var_os(name) {
        Some(path) if !path.is_empty() => path.into(),
        _ => panic!("{name} is not set: run these tests with `cargo xtask test`, which sets it"),
    }
}
