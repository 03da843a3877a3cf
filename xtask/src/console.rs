//! The release console: built by Trunk, then compressed.

use crate::artifact::Artifact;
use crate::assets;
use crate::command::Task;
use crate::compression;
use crate::error::Result;
use crate::setup::{self, rust};
use crate::size_profile;
use crate::workspace::Workspace;

/// Builds `dist/console`, unless it is up to date; installs the tools for it.
///
/// # Errors
/// When a tool is missing, the build fails, or a browser could not load the result.
pub fn ensure_built(workspace: &Workspace) -> Result<()> {
    setup::for_building(workspace)?;
    let console = Artifact {
        name: "console",
        folder: workspace.console(),
        sources: &["Trunk.toml", "index.html", "xtask/src/console.rs"],
    };
    console.ensure_built(workspace, || build(workspace))
}

fn build(workspace: &Workspace) -> Result<()> {
    // Trunk is offline, so that it downloads no tools, and so is the cargo that it starts: dependencies are downloaded
    // and compiled here.
    size_profile::apply(rust::build_program(workspace, "webhook-console")).run()?;
    let trunk = Task::new(workspace, "trunk").args(["build", "--release", "--offline"]);
    size_profile::apply(trunk).run()?;
    assets::check(&workspace.console())?;
    compression::compress_folder(&workspace.console())
}
