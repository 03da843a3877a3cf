//! Hashes for subresource integrity.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha384};

use crate::error::{Error, Result};

/// The hash of a file, as the attribute `integrity` takes it.
///
/// # Errors
/// When the file cannot be read.
pub fn sha384(file: &Path) -> Result<String> {
    let content = fs::read(file).map_err(Error::file(file))?;
    let hash = BASE64_STANDARD.encode(Sha384::digest(content));
    Ok(format!("sha384-{hash}"))
}
