//! Where things are.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
    built: PathBuf,
}

impl Workspace {
    /// # Errors
    /// When the program does not know where it lies itself.
    pub fn find() -> Result<Self> {
        // Two clones may share one target folder, and with it the program that was built last:
        // what cargo says now goes before what it said then.
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().unwrap_or(&manifest).to_owned();
        // Cargo may be told to build elsewhere in more than one way; this program lies there.
        let program = env::current_exe().map_err(Error::file(Path::new("xtask")))?;
        let built = program.parent().unwrap_or(&root).to_owned();
        Ok(Self { root, built })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder that cargo builds into.
    pub fn target(&self) -> &Path {
        self.built.parent().unwrap_or(&self.built)
    }

    pub fn console(&self) -> PathBuf {
        self.root.join("dist/console")
    }

    pub fn element(&self) -> PathBuf {
        self.root.join("dist/element")
    }

    /// The rules of accessibility that the tests hold pages against.
    pub fn axe(&self) -> PathBuf {
        self.root.join("node_modules/axe-core/axe.min.js")
    }

    /// The folder of what runs Lighthouse.
    pub fn lighthouse(&self) -> PathBuf {
        self.root.join("tests/lighthouse")
    }

    /// The pages that embed the element.
    pub fn hosts(&self) -> PathBuf {
        self.root.join("tests/hosts")
    }

    pub fn server(&self) -> PathBuf {
        self.built
            .join(format!("webhook-console-server{}", env::consts::EXE_SUFFIX))
    }

    /// Tools that must not replace another version in the user's own folder.
    pub fn own_tools(&self) -> PathBuf {
        self.target().join("tools")
    }

    /// `PATH` with this project's tools first, so that Trunk finds them and no others.
    pub fn search_path(&self) -> OsString {
        let first = [
            self.root.join("node_modules/.bin"),
            self.own_tools().join("bin"),
        ];
        let old = env::var_os("PATH").unwrap_or_default();
        let all = first
            .into_iter()
            .chain(env::split_paths(&old))
            .chain(cargo_folder().map(|folder| folder.join("bin")));
        env::join_paths(all).unwrap_or(old)
    }

    /// A committed TOML file.
    ///
    /// # Errors
    /// When it cannot be read, or does not say what it should.
    pub fn read_toml<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        toml::from_str(&self.read(name)?).map_err(|error| Error::Unreadable {
            path: self.root.join(name),
            problem: error.to_string(),
        })
    }

    /// A committed file, as text.
    ///
    /// # Errors
    /// When it is not there or is no UTF-8.
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
