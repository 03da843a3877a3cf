//! Lighthouse, which runs in Chromium alone.

use std::process::Command;

use crate::settings;

/// Runs the audits of accessibility, best practices and SEO on the page at this address.
///
/// # Errors
/// The audits that failed, one on each line; or why none ran.
///
/// # Panics
/// When node does not start.
pub fn lighthouse(address: &str) -> Result<(), String> {
    let process = Command::new("node")
        .arg(settings::lighthouse())
        .arg(address)
        .env("CHROME_PATH", settings::path("CHROMIUM"))
        .output()
        .expect("node runs");
    if process.status.success() {
        return Ok(());
    }
    let output = [process.stdout, process.stderr].concat();
    Err(String::from_utf8_lossy(&output).into_owned())
}
