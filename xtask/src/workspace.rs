//! The paths of this repository and its build.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
    /// The folder of the profile that this program was built with.
    profile: PathBuf,
}

impl Workspace {
    /// # Errors
    /// When the path of this program is unknown.
    pub fn find() -> Result<Self> {
        // Two clones may share one target folder, and with it this program: the value at run time goes before that at
        // build time.
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().unwrap_or(&manifest).to_owned();
        // There are several ways to set cargo's target folder; this program is in it.
        let program = env::current_exe().map_err(Error::file(Path::new("xtask")))?;
        let profile = program.parent().unwrap_or(&root).to_owned();
        Ok(Self { root, profile })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder that cargo builds into.
    pub fn target(&self) -> &Path {
        self.profile.parent().unwrap_or(&self.profile)
    }

    pub fn console(&self) -> PathBuf {
        self.root.join("dist/console")
    }

    pub fn element(&self) -> PathBuf {
        self.root.join("dist/element")
    }

    /// The accessibility checker of the tests.
    pub fn axe(&self) -> PathBuf {
        self.root.join("node_modules/axe-core/axe.min.js")
    }

    /// The package that runs Lighthouse.
    pub fn lighthouse(&self) -> PathBuf {
        self.root.join("tests/lighthouse")
    }

    /// The pages that embed the element.
    pub fn hosts(&self) -> PathBuf {
        self.root.join("tests/hosts")
    }

    pub fn server(&self) -> PathBuf {
        self.profile
            .join(format!("webhook-console-server{}", env::consts::EXE_SUFFIX))
    }

    /// The folder for tools of which the user has another version.
    pub fn local_tools(&self) -> PathBuf {
        self.target().join("tools")
    }

    /// `PATH` with this project's tools first.
    pub fn search_path(&self) -> OsString {
        let first = [
            self.root.join("node_modules/.bin"),
            self.local_tools().join("bin"),
        ];
        let inherited = env::var_os("PATH").unwrap_or_default();
        let all = first
            .into_iter()
            .chain(env::split_paths(&inherited))
            .chain(cargo_folder().map(|folder| folder.join("bin")));
        env::join_paths(all).unwrap_or(inherited)
    }

    /// A committed TOML file.
    ///
    /// # Errors
    /// When it cannot be read or parsed.
    pub fn read_toml<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        toml::from_str(&self.read(name)?).map_err(|error| Error::Malformed {
            path: self.root.join(name),
            problem: error.to_string(),
        })
    }

    /// A committed file, as text.
    ///
    /// # Errors
    /// When it is missing or is no UTF-8.
    pub fn read(&self, name: &str) -> Result<String> {
        let path = self.root.join(name);
        fs::read_to_string(&path).map_err(Error::file(&path))
    }
}

fn cargo_folder() -> Option<PathBuf> {
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
}
