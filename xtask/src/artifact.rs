//! Folders of built files, rebuilt only when their inputs changed.

use std::env;
use std::fs::{self, File};
use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::fingerprint::{self, Listing};
use crate::workspace::Workspace;

/// The inputs of both programs, the modules of this one that decide how they are built among them.
const SHARED_SOURCES: &[&str] = &[
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
    "xtask/src/compression.rs",
    "xtask/src/optimize.rs",
    "xtask/src/setup/rust.rs",
    "xtask/src/size_profile.rs",
];
/// The environment variables that are inputs, too.
const VARIABLES: &[&str] = &["RUSTUP_TOOLCHAIN"];

/// A folder of built files and its inputs.
#[derive(Debug)]
pub struct Artifact {
    pub name: &'static str,
    pub folder: PathBuf,
    /// Its inputs besides [`SHARED_SOURCES`].
    pub sources: &'static [&'static str],
}

impl Artifact {
    /// Builds the folder, unless it is up to date.
    ///
    /// # Errors
    /// When a file cannot be read or written, or `build` fails.
    pub fn ensure_built(
        &self,
        workspace: &Workspace,
        build: impl FnOnce() -> Result<()>,
    ) -> Result<()> {
        let _lock = self.lock(workspace)?;
        let stamp = workspace.target().join(format!("{}.stamp", self.name));
        let inputs = self.inputs(workspace)?;
        if let Ok(last) = fs::read_to_string(&stamp)
            && last == stamp_text(&inputs, &self.outputs()?)
        {
            eprintln!("{}: unchanged since it was built", self.name);
            return Ok(());
        }
        build()?;
        let text = stamp_text(&inputs, &self.outputs()?);
        fs::write(&stamp, text).map_err(Error::file(&stamp))
    }

    /// Keeps a second command from building into the same folder.
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
        let sources: Vec<_> = SHARED_SOURCES.iter().chain(self.sources).collect();
        let mut listing = fingerprint::listing(workspace.root(), &sources)?;
        for name in VARIABLES {
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

fn stamp_text(inputs: &str, outputs: &Listing) -> String {
    format!(
        "inputs {inputs}\noutputs {}\n",
        fingerprint::of_listing(outputs)
    )
}
