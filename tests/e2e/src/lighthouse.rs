//! Lighthouse, which knows Chromium alone.

use std::process::Command;

use crate::settings;

/// Holds the page at this address against the audits of accessibility, best practices and search.
///
/// # Errors
/// The audits that failed, one on each line; or why there was none.
///
/// # Panics
/// When node does not start.
pub fn lighthouse(address: &str) -> Result<(), String> {
    let output = Command::new("node")
        .arg(settings::lighthouse())
        .arg(address)
        .env("CHROME_PATH", settings::path("CHROMIUM"))
        .output()
        .expect("node runs");
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(String::from_utf8_lossy(&said).into_owned())
}
