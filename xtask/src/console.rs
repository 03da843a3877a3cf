//! The release console: built by Trunk, compressed, and left alone while nothing changed.

use std::env;
use std::fs::{self, File};
use std::path::PathBuf;

use crate::command::Task;
use crate::error::{Error, Result};
use crate::fingerprint::{self, Listing};
use crate::lean::lean;
use crate::pack;
use crate::setup::{self, rust};
use crate::shape;
use crate::workspace::Workspace;

/// All that the built files depend on; of this program, what decides how they are made.
const SOURCES: &[&str] = &[
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates/contract/Cargo.toml",
    "crates/contract/src",
    "index.html",
    "package-lock.json",
    "public",
    "rust-toolchain.toml",
    "src",
    "style",
    "xtask/src/lean.rs",
    "xtask/src/pack.rs",
    "xtask/src/setup/rust.rs",
];
const SETTINGS: &[&str] = &["RUSTUP_TOOLCHAIN"];

/// Makes `dist/console` current; sets up what building it needs.
///
/// # Errors
/// When a tool is missing, the build fails, or what it made is not whole.
pub fn ready(workspace: &Workspace) -> Result<()> {
    setup::for_building(workspace)?;
    let _lock = lock(workspace)?;
    let stamp = stamp(workspace);
    let inputs = inputs(workspace)?;
    if let Ok(old) = fs::read_to_string(&stamp)
        && old == record(&inputs, &outputs(workspace)?)
    {
        eprintln!("console: unchanged since it was built");
        return Ok(());
    }

    // Trunk is offline so that it fetches no tools, and its cargo is then offline too: what must be fetched is fetched
    // here, and compiled, so that Trunk finds it done.
    let compile = [
        "build",
        "--release",
        "--locked",
        "--bin",
        "webhook-console",
        "--target",
        rust::TARGET,
    ];
    lean(Task::new(workspace, "cargo").args(compile)).run()?;
    let bundle = ["build", "--release", "--offline"];
    lean(Task::new(workspace, "trunk").args(bundle)).run()?;
    shape::check(&workspace.console())?;
    pack::compress(&workspace.console())?;
    let built = record(&inputs, &outputs(workspace)?);
    fs::write(&stamp, built).map_err(Error::file(&stamp))
}

/// Two commands at once would build into one folder.
fn lock(workspace: &Workspace) -> Result<File> {
    let path = workspace.target().join("console.lock");
    let file = File::create(&path).map_err(Error::file(&path))?;
    if file.try_lock().is_err() {
        eprintln!("console: waiting for another command that builds it");
        file.lock().map_err(Error::file(&path))?;
    }
    Ok(file)
}

fn stamp(workspace: &Workspace) -> PathBuf {
    workspace.target().join("console.stamp")
}

fn inputs(workspace: &Workspace) -> Result<String> {
    let mut listing = fingerprint::listing(workspace.root(), SOURCES)?;
    for name in SETTINGS {
        let value = env::var_os(name).unwrap_or_default();
        listing.insert(format!("${name}"), value.to_string_lossy().into_owned());
    }
    listing.insert(
        "$root".into(),
        workspace.root().to_string_lossy().into_owned(),
    );
    Ok(fingerprint::of_listing(&listing))
}

fn outputs(workspace: &Workspace) -> Result<Listing> {
    fingerprint::listing(&workspace.console(), &["."])
}

fn record(inputs: &str, outputs: &Listing) -> String {
    format!(
        "inputs {inputs}\noutputs {}\n",
        fingerprint::of_listing(outputs)
    )
}
