//! The pages that embed the element, each checked and built with its framework's own tools around the package as npm packs it.

use std::fs;

use crate::artifact::Artifact;
use crate::command::Task;
use crate::error::{Error, Result};
use crate::setup::node;
use crate::workspace::Workspace;

/// Checks the package and builds `tests/hosts/dist`, unless it is up to date. The element must be built.
///
/// # Errors
/// When npm fails, the package or the types of a page are wrong, or a page does not build.
pub fn ensure_built(workspace: &Workspace) -> Result<()> {
    let hosts = Artifact {
        name: "hosts",
        folder: workspace.hosts().join("dist"),
        sources: &[
            "dist/element",
            "tests/hosts/angular",
            "tests/hosts/angular.json",
            "tests/hosts/build.js",
            "tests/hosts/focus-trap",
            "tests/hosts/html",
            "tests/hosts/manifest.js",
            "tests/hosts/package-lock.json",
            "tests/hosts/package.json",
            "tests/hosts/react",
            "tests/hosts/react-router",
            "tests/hosts/shared",
            "tests/hosts/svelte",
            "tests/hosts/tsconfig.json",
            "tests/hosts/turbo",
            "tests/hosts/vue",
            "tests/hosts/vue-router",
        ],
    };
    hosts.ensure_built(workspace, || {
        install(workspace)?;
        npm(workspace, &["run", "check"]).run()?;
        npm(workspace, &["run", "build"]).run()
    })
}

fn install(workspace: &Workspace) -> Result<()> {
    node::install(workspace, &workspace.hosts())?;
    // As a page installs it: the files that npm packs, and no others.
    let packages = workspace.target().join("hosts");
    fs::create_dir_all(&packages).map_err(Error::file(&packages))?;
    let element = workspace.element();
    npm(
        workspace,
        &["pack", "--ignore-scripts", "--pack-destination"],
    )
    .arg(&packages)
    .arg(&element)
    .run()?;
    let version = env!("CARGO_PKG_VERSION");
    let package = packages.join(format!("webhook-subscription-form-{version}.tgz"));
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
    .arg(package)
    .run()
}

fn npm(workspace: &Workspace, args: &[&str]) -> Task {
    Task::new(workspace, "npm")
        .current_dir(&workspace.hosts())
        .args(args)
}
