//! The release console: built by Trunk, then optimized and compressed.

use std::fs;
use std::path::Path;

use crate::artifact::Artifact;
use crate::assets;
use crate::command::Task;
use crate::compression;
use crate::digest::sha384;
use crate::error::{Error, Result};
use crate::fingerprint;
use crate::optimize;
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
        sources: &[
            "Trunk.toml",
            "index.html",
            "xtask/src/console.js",
            "xtask/src/console.rs",
        ],
    };
    console.ensure_built(workspace, || build(workspace))
}

fn build(workspace: &Workspace) -> Result<()> {
    // Trunk is offline, so that it downloads no tools, and so is the cargo that it starts: dependencies are downloaded
    // and compiled here.
    size_profile::apply(rust::build_program(workspace, "webhook-console")).run()?;
    let trunk = Task::new(workspace, "trunk").args(["build", "--release", "--offline"]);
    size_profile::apply(trunk).run()?;
    let folder = workspace.console();
    optimize_program(workspace, &folder)?;
    assets::check(&folder)?;
    compression::compress_folder(&folder)
}

/// How Trunk preloads the program, and how the release does: with `crossorigin`, `WebKit` requests it twice. `boot.js` makes
/// its request in the mode of this link.
const PRELOAD: [&str; 2] = ["<link as=fetch crossorigin ", "<link as=fetch "];

/// Trunk does not optimize, so that it works without our tools. The page has the hashes of what Trunk wrote, as
/// `integrity` and in their names, which servers let browsers cache for ever: both are replaced.
fn optimize_program(workspace: &Workspace, folder: &Path) -> Result<()> {
    let program = assets::program(folder)?;
    let glue = assets::glue(&program);
    let boot = assets::boot(folder)?;
    let style = assets::style(folder)?;
    let digests = || -> Result<Vec<String>> {
        let files = [&program, &glue, &boot, &style].into_iter();
        files.map(|file| sha384(file)).collect()
    };
    let before = digests()?;
    optimize::program(workspace, "console", &glue, &program)?;
    let entry = Path::new("xtask/src/console.js");
    optimize::bundle(workspace, entry, &[("program", &glue)], &glue)?;
    optimize::bundle(workspace, &boot, &[], &boot)?;
    optimize::bundle_style(workspace, &style, &style)?;
    // `tokens.css` stays: `frame.html` has it too.
    for bundled in ["rescue.js", "component.css"].map(|name| folder.join(name)) {
        fs::remove_file(&bundled).map_err(Error::file(&bundled))?;
    }
    let after = digests()?;

    let page = folder.join("index.html");
    let mut text = fs::read_to_string(&page).map_err(Error::file(&page))?;
    for (before, after) in before.iter().zip(&after) {
        if !text.contains(before) {
            return Err(Error::InvalidArtifact {
                problem: format!("index.html has no integrity {before}"),
            });
        }
        text = text.replace(before, after);
    }
    let [crossorigin, same_origin] = PRELOAD;
    if !text.contains(crossorigin) {
        return Err(Error::InvalidArtifact {
            problem: format!("index.html has no `{crossorigin}`"),
        });
    }
    text = text.replace(crossorigin, same_origin);
    let hash = fingerprint::of_text(&after.concat());
    for (name, files) in [
        ("webhook-console", &[&glue, &program] as &[_]),
        ("boot", &[&boot]),
        ("app", &[&style]),
    ] {
        let stem = files[0].file_stem().unwrap_or_default().to_string_lossy();
        let new_stem = format!("{name}-{hash}");
        for file in files {
            let renamed = file.to_string_lossy().replace(&*stem, &new_stem);
            fs::rename(file, renamed).map_err(Error::file(file))?;
        }
        text = text.replace(&*stem, &new_stem);
    }
    fs::write(&page, text).map_err(Error::file(&page))
}
