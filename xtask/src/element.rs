//! The element's npm package: built by cargo and wasm-bindgen, optimized, bundled and compressed.

mod package;

use std::fs;
use std::path::{Path, PathBuf};

use crate::artifact::Artifact;
use crate::command::Task;
use crate::compression;
use crate::error::{Error, Result};
use crate::setup::{self, rust};
use crate::size_profile;
use crate::workspace::Workspace;

/// The modules that a page loads at once.
pub const EAGER: [&str; 3] = ["index.js", "define.js", "element.js"];

/// What a page loads with the first element.
pub const LAZY: [&str; 2] = ["runtime.js", "runtime.wasm"];

/// What came out smallest. Not `--traps-never-happen`: a panic is a trap, and must stay one.
const WASM_OPT: [&str; 10] = [
    // Rust puts the end of the stack there.
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--converge",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

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

    style(workspace, &bindings)?;
    Task::new(workspace, "wasm-opt")
        .arg(bindings.join("program_bg.wasm"))
        .args(WASM_OPT)
        .arg("-o")
        .arg(folder.join("runtime.wasm"))
        .run()?;
    bundle(workspace, &bindings, &folder.join("runtime.js"))?;
    package::assemble(workspace, &folder, |from, to| {
        esbuild(workspace, from)
            .arg("--minify")
            .arg(outfile(to))
            .run()
    })?;
    package::check(workspace, &folder)?;
    compression::compress_folder(&folder)
}

fn style(workspace: &Workspace, bindings: &Path) -> Result<()> {
    esbuild(workspace, Path::new("style/element.css"))
        .args(["--bundle", "--minify"])
        .arg(outfile(&bindings.join("style.css")))
        .run()
}

fn bundle(workspace: &Workspace, bindings: &Path, to: &Path) -> Result<()> {
    let alias =
        |name: &str, file: &str| format!("--alias:{name}={}", bindings.join(file).display());
    esbuild(workspace, Path::new("src/element/runtime.js"))
        .args(["--bundle", "--minify", "--format=esm", "--loader:.css=text"])
        .arg(alias("program", "program.js"))
        .arg(alias("style", "style.css"))
        .arg(outfile(to))
        .run()
}

fn esbuild(workspace: &Workspace, from: &Path) -> Task {
    Task::new(workspace, "esbuild").arg(from).args([
        "--log-level=warning",
        "--target=es2022",
        "--legal-comments=none",
    ])
}

fn outfile(to: &Path) -> PathBuf {
    format!("--outfile={}", to.display()).into()
}
