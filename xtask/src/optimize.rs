//! Shrinks a program and the glue that wasm-bindgen wrote for it, by wasm-opt and esbuild; the same for the console and
//! the element. The figures are bytes after brotli, of an element that had 91.0 kB.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::command::Task;
use crate::error::{Error, Result};
use crate::workspace::Workspace;

/// Removes and renames what the glue and the program share: 3.1 kB in the program and 1.7 kB in the glue.
const INTERFACE_PASSES: [&str; 4] = [
    // The next call sorts functions by name.
    "--debuginfo",
    // Classes of the crate wasm-streams, which nothing here calls; their exports keep 1.1 kB alive.
    "--remove-exports=*intounderlying*",
    "--remove-unused-module-elements",
    // A hash of 16 digits in each name is what no compression shortens. Prints the new names.
    "--minify-imports-and-exports-and-modules",
];

/// The smallest result: 1.1 kB below `-Oz --reorder-functions-by-name`, which is 0.3 kB below `-Oz`. Without
/// `--traps-never-happen`, which would make a panic undefined behaviour instead of a trap.
const CODE_PASSES: [&str; 13] = [
    // Rust has the end of the stack there.
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
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

/// Let esbuild drop the classes of libraries from the glue, 0.2 kB: otherwise two statements next to each class prevent it.
const DROP_UNUSED_CLASSES: [&str; 2] = [
    "--define:Symbol.dispose=undefined",
    "--pure:FinalizationRegistry",
];

/// What wasm-opt prints: the module and the old and new name of each import, the old and new name of each export.
#[derive(Deserialize)]
struct Names {
    imports: Vec<(String, String, String)>,
    exports: Vec<(String, String)>,
}

/// What wasm-opt calls the module of all imports.
const SHORT_MODULE: &str = "a";

/// Optimizes both files in place; `name` distinguishes builds that run at the same time.
///
/// # Errors
/// When a tool fails, or a file is not as wasm-bindgen writes it.
pub fn program(workspace: &Workspace, name: &str, glue: &Path, program: &Path) -> Result<()> {
    let (output, result) = wasm_opt(workspace, program, &INTERFACE_PASSES).quiet_output()?;
    result?;
    let names: Names = serde_json::from_str(&output).map_err(|error| Error::Malformed {
        path: program.to_owned(),
        problem: error.to_string(),
    })?;
    let cache = workspace.target().join(format!("{name}.names.json"));
    rename(workspace, glue, &names, &cache)?;
    wasm_opt(workspace, program, &CODE_PASSES).run()
}

fn wasm_opt(workspace: &Workspace, program: &Path, passes: &[&str]) -> Task {
    Task::new(workspace, "wasm-opt")
        .arg(program)
        .args(passes)
        .arg("-o")
        .arg(program)
}

/// Gives the imports and exports in the glue their new names. It goes before the glue is bundled: our own modules may
/// have a property that is called like an export.
fn rename(workspace: &Workspace, glue: &Path, names: &Names, cache: &Path) -> Result<()> {
    let mut text = fs::read_to_string(glue).map_err(Error::file(glue))?;
    if let Some((module, ..)) = names.imports.first() {
        text = text.replace(module, SHORT_MODULE);
    }
    fs::write(glue, text).map_err(Error::file(glue))?;
    let imports = names.imports.iter().map(|(_, old, new)| (old, new));
    let exports = names.exports.iter().map(|(old, new)| (old, new));
    let renamed: BTreeMap<_, _> = imports.chain(exports).collect();
    fs::write(cache, serde_json::json!(renamed).to_string()).map_err(Error::file(cache))?;
    let exports: Vec<_> = names.exports.iter().map(|(old, _)| old.as_str()).collect();
    esbuild(workspace, glue)
        .args(DROP_UNUSED_CLASSES)
        .arg(format!("--mangle-props=^(__wb.*|{})$", exports.join("|")))
        .arg(format!("--mangle-cache={}", cache.display()))
        .arg("--allow-overwrite")
        .arg(outfile(glue))
        .run()
}

/// Bundles and minifies an entry module, with files in the place of some imports; `to` may be one of them.
///
/// # Errors
/// When esbuild fails.
pub fn bundle(
    workspace: &Workspace,
    entry: &Path,
    aliases: &[(&str, &Path)],
    to: &Path,
) -> Result<()> {
    let aliases = aliases
        .iter()
        .map(|(name, file)| format!("--alias:{name}={}", file.display()));
    esbuild(workspace, entry)
        .args(["--bundle", "--minify", "--format=esm", "--loader:.css=text"])
        .args(aliases)
        .arg("--allow-overwrite")
        .arg(outfile(to))
        .run()
}

/// Bundles and minifies a style sheet; `to` may be the same file.
///
/// # Errors
/// When esbuild fails.
pub fn bundle_style(workspace: &Workspace, from: &Path, to: &Path) -> Result<()> {
    esbuild(workspace, from)
        .args(["--bundle", "--minify", "--allow-overwrite"])
        .arg(outfile(to))
        .run()
}

/// esbuild with the options that all its calls share.
pub fn esbuild(workspace: &Workspace, from: &Path) -> Task {
    Task::new(workspace, "esbuild").arg(from).args([
        "--log-level=warning",
        "--target=es2022",
        "--legal-comments=none",
    ])
}

pub fn outfile(to: &Path) -> PathBuf {
    format!("--outfile={}", to.display()).into()
}
