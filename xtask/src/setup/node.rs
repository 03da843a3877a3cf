//! The npm side: what builds and tests use, at the versions of the lock files.

use std::fs;
use std::path::Path;

use crate::command::Task;
use crate::error::{Error, Result};
use crate::fingerprint;
use crate::tool;
use crate::workspace::Workspace;

const NODE: u32 = 20;
const LOCK: &str = "package-lock.json";
/// Where the dependencies that are there came from.
const STAMP: &str = "node_modules/.installed-from";

pub fn tools(workspace: &Workspace) -> Result<(String, ())> {
    node(workspace)?;
    Ok((install(workspace, workspace.root())?.into(), ()))
}

pub fn lighthouse(workspace: &Workspace) -> Result<(String, ())> {
    Ok((install(workspace, &workspace.lighthouse())?.into(), ()))
}

/// Makes `node_modules` in `folder` what the lock file there says; scripts of packages are not run.
///
/// # Errors
/// When the lock file cannot be read, or npm fails.
pub fn install(workspace: &Workspace, folder: &Path) -> Result<&'static str> {
    let (lock, stamp) = (folder.join(LOCK), folder.join(STAMP));
    let lock = fs::read_to_string(&lock).map_err(Error::file(&lock))?;
    let wanted = fingerprint::of_text(&lock);
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok("there");
    }
    Task::new(workspace, "npm")
        .within(folder)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .run()?;
    fs::write(&stamp, wanted).map_err(Error::file(&stamp))?;
    Ok("installed from the lock file")
}

fn node(workspace: &Workspace) -> Result<()> {
    let mend = format!("install Node {NODE} or newer with its npm, then run this again");
    for name in ["node", "npm"] {
        if tool::find(workspace, name).is_none() {
            return Err(Error::Missing {
                what: name.into(),
                mend,
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
        what: format!("Node {NODE} (found {found})"),
        mend,
    })
}
