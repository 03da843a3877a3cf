//! Built files that are left alone while nothing changed.

use std::env;
use std::fs::{self, File};
use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::fingerprint::{self, Listing};
use crate::workspace::Workspace;

/// What both programs are made of; of this program, what decides how they are made.
const SOURCES: &[&str] = &[
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "crates/contract/Cargo.toml",
    "crates/contract/src",
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

/// A folder of built files, and what they depend on.
#[derive(Debug)]
pub struct Built {
    pub name: &'static str,
    pub folder: PathBuf,
    /// What it depends on besides what both programs do.
    pub sources: &'static [&'static str],
}

impl Built {
    /// Makes the folder current, unless it is.
    ///
    /// # Errors
    /// When a file cannot be read or written, or `make` fails.
    pub fn ready(&self, workspace: &Workspace, make: impl FnOnce() -> Result<()>) -> Result<()> {
        let _lock = self.lock(workspace)?;
        let stamp = workspace.target().join(format!("{}.stamp", self.name));
        let inputs = self.inputs(workspace)?;
        if let Ok(old) = fs::read_to_string(&stamp)
            && old == record(&inputs, &self.outputs()?)
        {
            eprintln!("{}: unchanged since it was built", self.name);
            return Ok(());
        }
        make()?;
        let built = record(&inputs, &self.outputs()?);
        fs::write(&stamp, built).map_err(Error::file(&stamp))
    }

    /// Two commands at once would build into one folder.
    fn lock(&self, workspace: &Workspace) -> Result<File> {
        let path = workspace.target().join(format!("{}.lock", self.name));
        let file = File::create(&path).map_err(Error::file(&path))?;
        if file.try_lock().is_err() {
            eprintln!("{}: waiting for another command that builds it", self.name);
            file.lock().map_err(Error::file(&path))?;
        }
        Ok(file)
    }

    fn inputs(&self, workspace: &Workspace) -> Result<String> {
        let sources: Vec<_> = SOURCES.iter().chain(self.sources).collect();
        let mut listing = fingerprint::listing(workspace.root(), &sources)?;
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

    fn outputs(&self) -> Result<Listing> {
        fingerprint::listing(&self.folder, &["."])
    }
}

fn record(inputs: &str, outputs: &Listing) -> String {
    format!(
        "inputs {inputs}\noutputs {}\n",
        fingerprint::of_listing(outputs)
    )
}
