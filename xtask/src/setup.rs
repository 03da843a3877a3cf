//! Puts the tools in place: quick when all are there, and never silent about what it does.

pub mod browser;
pub mod node;
pub mod rust;

use std::time::Instant;

use browser::{Browser, Engine};

use crate::command::spent;
use crate::error::Result;
use crate::workspace::Workspace;

/// Everything that `start`, `dist` and `test` need; other browsers than Chromium are fetched by the tests that ask for them.
///
/// # Errors
/// When a tool is missing and cannot be installed from here; the error says what can.
pub fn run(workspace: &Workspace) -> Result<()> {
    for_building(workspace)?;
    for_testing(workspace, Engine::Chromium)?;
    Ok(())
}

/// What turns the sources into the console and the server.
///
/// # Errors
/// As [`run`].
pub fn for_building(workspace: &Workspace) -> Result<()> {
    step("C compiler", || rust::compiler(workspace))?;
    step("wasm target", || rust::target(workspace))?;
    step("std sources", || rust::sources(workspace))?;
    step("trunk", || rust::trunk(workspace))?;
    step("wasm-bindgen", || rust::wasm_bindgen(workspace))?;
    step("npm tools", || node::tools(workspace))?;
    Ok(())
}

/// A browser and its driver, and what its pages are held against.
///
/// # Errors
/// As [`run`].
pub fn for_testing(workspace: &Workspace, engine: Engine) -> Result<Browser> {
    if engine == Engine::Chromium {
        step("Lighthouse", || node::lighthouse(workspace))?;
    }
    step(&format!("{} and its driver", engine.name()), || {
        let browser = browser::ready(workspace, engine)?;
        Ok((browser.version.clone(), browser))
    })
}

/// What tries made-up inputs.
///
/// # Errors
/// As [`run`].
pub fn for_fuzzing(workspace: &Workspace) -> Result<()> {
    step("cargo-fuzz", || rust::cargo_fuzz(workspace))
}

/// What looks at the dependencies.
///
/// # Errors
/// As [`run`].
pub fn for_auditing(workspace: &Workspace) -> Result<()> {
    step("cargo-deny", || rust::cargo_deny(workspace))
}

fn step<T>(name: &str, work: impl FnOnce() -> Result<(String, T)>) -> Result<T> {
    let begun = Instant::now();
    let (what, made) = work()?;
    eprintln!("setup: {name}: {what} ({})", spent(begun));
    Ok(made)
}
