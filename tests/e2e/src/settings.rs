//! The paths of the programs and files under test, which `cargo xtask test` sets in the environment.

use std::env;
use std::path::PathBuf;

/// The program of the server.
#[track_caller]
pub(crate) fn server() -> PathBuf {
    path("WEBHOOK_CONSOLE_SERVER")
}

/// The folder with the built console.
///
/// # Panics
/// When it is not set.
#[track_caller]
pub fn site() -> PathBuf {
    path("WEBHOOK_CONSOLE_SITE")
}

/// The folder with the built host pages, which only their tests need.
///
/// # Panics
/// When it is not set.
#[track_caller]
pub fn hosts() -> PathBuf {
    path("WEBHOOK_CONSOLE_HOSTS")
}

/// The script of axe.
#[track_caller]
pub(crate) fn axe() -> PathBuf {
    path("WEBHOOK_CONSOLE_AXE")
}

/// The script that runs Lighthouse.
#[track_caller]
pub(crate) fn lighthouse() -> PathBuf {
    path("WEBHOOK_CONSOLE_LIGHTHOUSE")
}

/// The path in the environment variable of this name.
#[track_caller]
pub(crate) fn path(name: &str) -> PathBuf {
    match env::var_os(name) {
        Some(path) if !path.is_empty() => path.into(),
        _ => panic!("{name} is not set: run these tests with `cargo xtask test`, which sets it"),
    }
}
