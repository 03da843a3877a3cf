//! The npm side: `wasm-opt`, at the version of the lock file.

use std::fs;

use crate::command::Task;
use crate::error::{Error, Result};
use crate::fingerprint;
use crate::tool;
use crate::workspace::Workspace;

const NODE: u32 = 20;
const LOCK: &str = "package-lock.json";
const STAMP: &str = "node_modules/.installed-from";

pub fn wasm_opt(workspace: &Workspace) -> Result<(String, ())> {
    let wanted = fingerprint::of_text(&workspace.read(LOCK)?);
    let stamp = workspace.root().join(STAMP);
    let there = workspace
        .root()
        .join("node_modules/.bin/wasm-opt")
        .is_file();
    node(workspace)?;
    if there && fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(("there".into(), ()));
    }
    Task::new(workspace, "npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .run()?;
    fs::write(&stamp, wanted).map_err(Error::file(&stamp))?;
    Ok(("installed from the lock file".into(), ()))
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
