//! The release console: built by Trunk, compressed, and left alone while nothing changed.

use crate::built::Built;
use crate::command::Task;
use crate::error::Result;
use crate::lean::lean;
use crate::pack;
use crate::setup::{self, rust};
use crate::shape;
use crate::workspace::Workspace;

/// Makes `dist/console` current; sets up what building it needs.
///
/// # Errors
/// When a tool is missing, the build fails, or what it made is not whole.
pub fn ready(workspace: &Workspace) -> Result<()> {
    setup::for_building(workspace)?;
    let console = Built {
        name: "console",
        folder: workspace.console(),
        sources: &["Trunk.toml", "index.html", "xtask/src/console.rs"],
    };
    console.ready(workspace, || build(workspace))
}

fn build(workspace: &Workspace) -> Result<()> {
    // Trunk is offline so that it fetches no tools, and its cargo is then offline too: what must be fetched is fetched
    // here, and compiled, so that Trunk finds it done.
    lean(rust::program(workspace, "webhook-console")).run()?;
    let bundle = ["build", "--release", "--offline"];
    lean(Task::new(workspace, "trunk").args(bundle)).run()?;
    shape::check(&workspace.console())?;
    pack::compress(&workspace.console())
}
