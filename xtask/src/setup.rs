//! Installs the tools that are missing, and prints each step.

pub mod browser;
pub mod node;
mod python_dotenv;
pub mod rust;
mod web_servers;

use std::path::PathBuf;
use std::time::Instant;

use browser::{Browser, Engine};

use crate::command::elapsed;
use crate::error::Result;
use crate::workspace::Workspace;

/// The tools of `start`, `dist` and `test`; other browsers than Chromium are installed by the tests that run in them.
///
/// # Errors
/// When a tool is missing and cannot be installed from here; the error says what can.
pub fn run(workspace: &Workspace) -> Result<()> {
    for_building(workspace)?;
    for_testing(workspace, Engine::Chromium)?;
    web_servers(workspace);
    python_dotenv(workspace);
    Ok(())
}

/// The tools that build the console, the element and the server.
///
/// # Errors
/// As [`run`].
pub fn for_building(workspace: &Workspace) -> Result<()> {
    step("C compiler", || rust::c_compiler(workspace))?;
    step("wasm target", || rust::wasm_target(workspace))?;
    step("std sources", || rust::std_sources(workspace))?;
    step("trunk", || rust::trunk(workspace))?;
    step("wasm-bindgen", || rust::wasm_bindgen(workspace))?;
    step("npm tools", || node::tools(workspace))?;
    Ok(())
}

/// A browser and its driver, and Lighthouse with Chromium.
///
/// # Errors
/// As [`run`].
pub fn for_testing(workspace: &Workspace, engine: Engine) -> Result<Browser> {
    if engine == Engine::Chromium {
        step("Lighthouse", || node::lighthouse(workspace))?;
    }
    step(&format!("{} and its driver", engine.name()), || {
        let browser = browser::ensure_installed(workspace, engine)?;
        Ok((browser.version.clone(), browser))
    })
}

/// The folder of the web servers that are tested with the files of `deploy/`, where they can be had.
pub fn web_servers(workspace: &Workspace) -> Option<PathBuf> {
    step("nginx and Caddy", || {
        Ok(web_servers::ensure_unpacked(workspace))
    })
    .unwrap_or_default()
}

/// A Python that has `python-dotenv`, where it can be had.
pub fn python_dotenv(workspace: &Workspace) -> Option<PathBuf> {
    step("python-dotenv", || {
        Ok(python_dotenv::ensure_installed(workspace))
    })
    .unwrap_or_default()
}

/// The tool of `fuzz`.
///
/// # Errors
/// As [`run`].
pub fn for_fuzzing(workspace: &Workspace) -> Result<()> {
    step("cargo-fuzz", || rust::cargo_fuzz(workspace))
}

/// The tool of `audit`.
///
/// # Errors
/// As [`run`].
pub fn for_auditing(workspace: &Workspace) -> Result<()> {
    step("cargo-deny", || rust::cargo_deny(workspace))
}

fn step<T>(name: &str, work: impl FnOnce() -> Result<(String, T)>) -> Result<T> {
    let started = Instant::now();
    let (version, value) = work()?;
    eprintln!("setup: {name}: {version} ({})", elapsed(started));
    Ok(value)
}
