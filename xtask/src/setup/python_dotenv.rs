//! `python-dotenv`, one of the readers that the `.env` file is tested with.

use std::path::{Path, PathBuf};

use crate::command::Task;
use crate::error::Result;
use crate::workspace::Workspace;

const PACKAGE: &str = "python-dotenv==1.2.4";

/// A Python that has it, in a virtual environment of this project. `None` where it cannot be had, with the reason: its test is
/// skipped there.
pub fn ensure_installed(workspace: &Workspace) -> (String, Option<PathBuf>) {
    let folder = workspace.local_tools().join("python-dotenv");
    let python = folder.join("bin/python");
    // The package brings a program of this name.
    if folder.join("bin/dotenv").is_file() {
        return ("there".into(), Some(python));
    }
    match install(workspace, &folder, &python) {
        Ok(()) => (
            "installed into this project's target folder".into(),
            Some(python),
        ),
        Err(error) => (format!("its test is skipped: {error}"), None),
    }
}

fn install(workspace: &Workspace, folder: &Path, python: &Path) -> Result<()> {
    Task::new(workspace, "python3")
        .args(["-m", "venv"])
        .arg(folder)
        .run()?;
    Task::new(workspace, &python.to_string_lossy())
        .args(["-m", "pip", "install", "--quiet"])
        .args(["--disable-pip-version-check", PACKAGE])
        .run()
}
