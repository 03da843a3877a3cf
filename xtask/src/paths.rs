//! Keeps the folders of the machine that builds out of what it builds: a panic message names its
//! source file, and with it would ship somebody's home.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::{Error, Result};
use crate::workspace::{self, Workspace};

const SEPARATOR: &str = "\x1f";

/// The compiler's flags as cargo wants them in `CARGO_ENCODED_RUSTFLAGS`: the user's own, and ours
/// that shorten paths.
///
/// # Errors
/// When cargo's folder of sources is there and cannot be read.
pub fn remapped(workspace: &Workspace) -> Result<String> {
    let mut flags = users_flags();
    flags.extend(
        source_folders(workspace)?
            .iter()
            .map(|folder| format!("--remap-path-prefix={}=", with_slash(folder))),
    );
    Ok(flags.join(SEPARATOR))
}

fn users_flags() -> Vec<String> {
    let of = |name: &str| env::var(name).ok().filter(|flags| !flags.is_empty());
    if let Some(encoded) = of("CARGO_ENCODED_RUSTFLAGS") {
        return encoded.split(SEPARATOR).map(str::to_owned).collect();
    }
    let plain = of("RUSTFLAGS").unwrap_or_default();
    plain.split_whitespace().map(str::to_owned).collect()
}

/// Where sources of others lie: the registry's crates and the standard library.
fn source_folders(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    if let Some(registry) = workspace::cargo_folder().map(|folder| folder.join("registry/src"))
        && registry.is_dir()
    {
        for entry in fs::read_dir(&registry).map_err(Error::file(&registry))? {
            folders.push(entry.map_err(Error::file(&registry))?.path());
        }
        folders.sort();
    }
    if let Some(toolchain) = toolchain(workspace) {
        // A toolchain may be a link to another, and the compiler names either.
        let real = fs::canonicalize(&toolchain).unwrap_or_else(|_| toolchain.clone());
        for folder in [toolchain, real] {
            folders.push(folder.join("lib/rustlib/src/rust"));
        }
        folders.dedup();
    }
    Ok(folders)
}

fn toolchain(workspace: &Workspace) -> Option<PathBuf> {
    let output = Command::new("rustc")
        .args(["--print", "sysroot"])
        .current_dir(workspace.root())
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let path = String::from_utf8(output.stdout).ok()?;
    (!path.trim().is_empty()).then(|| PathBuf::from(path.trim()))
}

fn with_slash(folder: &Path) -> String {
    format!("{}/", folder.display())
}
