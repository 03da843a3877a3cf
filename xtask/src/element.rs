//! The element's npm package: built by cargo and wasm-bindgen, optimized, bundled and compressed.

mod build;
mod package;

use std::fs;
use std::path::Path;

use crate::artifact::Artifact;
use crate::assets;
use crate::command::Task;
use crate::compression;
use crate::error::{Error, Result};
use crate::optimize::{self, esbuild, outfile};
use crate::setup::{self, rust};
use crate::size_profile;
use crate::workspace::Workspace;

/// The modules that a page loads at once.
pub const EAGER: [&str; 3] = ["index.js", "define.js", "element.js"];

/// What a page loads with the first element.
pub const LAZY: [&str; 2] = ["runtime.js", "runtime.wasm"];

/// Builds `dist/element`, unless it is up to date; installs the tools for it.
///
/// # Errors
/// When a tool is missing, the build fails, or the package is not complete.
pub fn ensure_built(workspace: &Workspace) -> Result<()> {
    setup::for_building(workspace)?;
    let element = Artifact {
        name: "element",
        folder: workspace.element(),
        sources: &[
            "LICENSE-APACHE",
            "LICENSE-MIT",
            "README.md",
            "package.json",
            "xtask/src/element.rs",
            "xtask/src/element",
        ],
    };
    element.ensure_built(workspace, || build(workspace))
}

fn build(workspace: &Workspace) -> Result<()> {
    let bindings = workspace.target().join("element");
    let folder = workspace.element();
    for folder in [&bindings, &folder] {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(Error::file(folder))?;
        }
        fs::create_dir_all(folder).map_err(Error::file(folder))?;
    }
    size_profile::apply(rust::build_program(workspace, "element")).run()?;
    let compiled = workspace
        .target()
        .join(rust::TARGET)
        .join("release/element.wasm");
    Task::new(workspace, "wasm-bindgen")
        .args([
            "--target",
            "web",
            "--no-typescript",
            "--omit-default-module-path",
        ])
        .args(["--out-name", "program", "--out-dir"])
        .arg(&bindings)
        .arg(&compiled)
        .run()?;

    let program = bindings.join("program_bg.wasm");
    let glue = assets::glue(&program);
    optimize::program(workspace, "element", &glue, &program)?;
    let runtime = folder.join("runtime.wasm");
    let build = build::id(workspace, &program, &glue)?;
    build::write_program(&program, &build, &runtime)?;
    let build_module = bindings.join("build.js");
    build::write_module(&build, &build_module)?;
    let style = bindings.join("style.css");
    optimize::bundle_style(workspace, Path::new("style/element.css"), &style)?;
    let aliases = [
        ("build", build_module.as_path()),
        ("program", glue.as_path()),
        ("style", style.as_path()),
    ];
    let entry = "src/element/runtime.js";
    optimize::bundle(
        workspace,
        Path::new(entry),
        &aliases,
        &folder.join("runtime.js"),
    )?;
    package::assemble(workspace, &folder, &build, |from, to| {
        esbuild(workspace, from)
            .arg("--minify")
            .arg(outfile(to))
            .run()
    })?;
    package::check(workspace, &folder)?;
    compression::compress_folder(&folder)
}
