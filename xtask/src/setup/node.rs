//! The npm packages of builds and tests, at the versions of the lock files.

use std::fs;
use std::path::Path;

use crate::command::Task;
use crate::error::{Error, Result};
use crate::fingerprint;
use crate::tool;
use crate::workspace::Workspace;

const NODE: u32 = 20;
const LOCK: &str = "package-lock.json";
/// The fingerprint of the lock file that was installed last.
const STAMP: &str = "node_modules/.installed-from";

pub fn tools(workspace: &Workspace) -> Result<(String, ())> {
    check_node(workspace)?;
    Ok((install(workspace, workspace.root())?.into(), ()))
}

pub fn lighthouse(workspace: &Workspace) -> Result<(String, ())> {
    Ok((install(workspace, &workspace.lighthouse())?.into(), ()))
}

/// Installs `node_modules` in `folder` from the lock file, unless it is up to date; scripts of packages are not run.
///
/// # Errors
/// When the lock file cannot be read, or npm fails.
pub fn install(workspace: &Workspace, folder: &Path) -> Result<&'static str> {
    let (lock, stamp) = (folder.join(LOCK), folder.join(STAMP));
    let lock = fs::read_to_string(&lock).map_err(Error::file(&lock))?;
    let fingerprint = fingerprint::of_text(&lock);
    if fs::read_to_string(&stamp).is_ok_and(|found| found == fingerprint) {
        return Ok("there");
    }
    Task::new(workspace, "npm")
        .current_dir(folder)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .run()?;
    fs::write(&stamp, fingerprint).map_err(Error::file(&stamp))?;
    Ok("installed from the lock file")
}

fn check_node(workspace: &Workspace) -> Result<()> {
    let hint = format!("install Node {NODE} or newer with its npm, then run this again");
    for name in ["node", "npm"] {
        if tool::find(workspace, name).is_none() {
            return Err(Error::Missing {
                tool: name.into(),
                hint,
            });
        }
    }
    let found = tool::find(workspace, "node")
        .as_deref()
        .and_then(tool::version);
    let major = found.as_deref().and_then(tool::major);
    if major.is_some_and(|major| major >= NODE) {
        return Ok(());
    }
    let found = found.unwrap_or_else(|| "an unknown version".into());
    Err(Error::Missing {
        tool: format!("Node {NODE} (found {found})"),
        hint,
    })
}
