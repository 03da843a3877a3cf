//! Fingerprints of files, by their names and contents: they show whether a file changed.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Names below a folder, with `/` between them, and a hash of each content.
pub type Listing = BTreeMap<String, String>;

pub fn of_text(text: &str) -> String {
    of_bytes(text.as_bytes())
}

fn of_bytes(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Every file at or below these paths; a missing path adds nothing.
///
/// # Errors
/// When a file cannot be read.
pub fn listing<S: AsRef<str>>(root: &Path, paths: &[S]) -> Result<Listing> {
    let mut listing = Listing::new();
    for path in paths {
        for file in files(&root.join(path.as_ref()))? {
            let content = fs::read(&file).map_err(Error::file(&file))?;
            let name = file
                .strip_prefix(root)
                .unwrap_or(&file)
                .to_string_lossy()
                .replace('\\', "/");
            listing.insert(name, of_bytes(&content));
        }
    }
    Ok(listing)
}

/// The fingerprint of a listing.
pub fn of_listing(listing: &Listing) -> String {
    let mut text = String::new();
    for (name, hash) in listing {
        text.push_str(name);
        text.push(' ');
        text.push_str(hash);
        text.push('\n');
    }
    of_text(&text)
}

/// The files at or below a path, in order.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::file(path)(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        found.extend(files(&entry.map_err(Error::file(path))?.path())?);
    }
    found.sort();
    Ok(found)
}
