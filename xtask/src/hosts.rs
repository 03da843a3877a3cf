//! The pages that embed the element, each built with its framework's own tools around the package as npm packs it.

use std::fs;

use crate::built::Built;
use crate::command::Task;
use crate::error::{Error, Result};
use crate::setup::node;
use crate::workspace::Workspace;

/// Makes `tests/hosts/dist` current. The element must be built.
///
/// # Errors
/// When npm fails, or a page does not build.
pub fn ready(workspace: &Workspace) -> Result<()> {
    let hosts = Built {
        name: "hosts",
        folder: workspace.hosts().join("dist"),
        sources: &[
            "dist/element",
            "tests/hosts/angular",
            "tests/hosts/angular.json",
            "tests/hosts/build.js",
            "tests/hosts/html",
            "tests/hosts/package-lock.json",
            "tests/hosts/react",
            "tests/hosts/shared",
            "tests/hosts/svelte",
            "tests/hosts/vue",
        ],
    };
    hosts.ready(workspace, || {
        install(workspace)?;
        npm(workspace, &["run", "build"]).run()
    })
}

fn install(workspace: &Workspace) -> Result<()> {
    node::install(workspace, &workspace.hosts())?;
    // As a page gets it: the files that npm packs, and no others.
    let work = workspace.target().join("hosts");
    fs::create_dir_all(&work).map_err(Error::file(&work))?;
    let element = workspace.element();
    npm(
        workspace,
        &["pack", "--ignore-scripts", "--pack-destination"],
    )
    .arg(&work)
    .arg(&element)
    .run()?;
    let version = env!("CARGO_PKG_VERSION");
    let packed = work.join(format!("webhook-subscription-form-{version}.tgz"));
    npm(
        workspace,
        &[
            "install",
            "--no-save",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
        ],
    )
    .arg(packed)
    .run()
}

fn npm(workspace: &Workspace, args: &[&str]) -> Task {
    Task::new(workspace, "npm")
        .within(&workspace.hosts())
        .args(args)
}
