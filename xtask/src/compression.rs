//! Writes a brotli and a gzip version of each file that compresses, in the same folder.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::command::elapsed;
use crate::error::{Error, Result};
use crate::fingerprint;

const COMPRESSIBLE: &[&str] = &["css", "html", "js", "json", "svg", "txt", "wasm"];
const BUFFER: usize = 1 << 16;
const QUALITY: u32 = 11;
const WINDOW: u32 = 22;
const GZIP_LEVEL: u32 = 9;

/// # Errors
/// When a file cannot be read or written.
pub fn compress_folder(folder: &Path) -> Result<()> {
    let started = Instant::now();
    for file in fingerprint::files(folder)? {
        if !file
            .extension()
            .is_some_and(|extension| COMPRESSIBLE.iter().any(|known| extension == *known))
        {
            continue;
        }
        let content = fs::read(&file).map_err(Error::file(&file))?;
        for (extension, compressed) in [("br", brotli(&content)), ("gz", gzip(&content))] {
            let compressed = compressed.map_err(Error::file(&file))?;
            if compressed.len() < content.len() {
                let path = compressed_path(&file, extension);
                fs::write(&path, compressed).map_err(Error::file(&path))?;
            }
        }
    }
    eprintln!("compressed {} in {}", folder.display(), elapsed(started));
    Ok(())
}

/// Where the compressed copy of a file is.
pub fn compressed_path(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

fn brotli(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut writer = ::brotli::CompressorWriter::new(Vec::new(), BUFFER, QUALITY, WINDOW);
    writer.write_all(content)?;
    writer.flush()?;
    Ok(writer.into_inner())
}

fn gzip(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::new(GZIP_LEVEL));
    writer.write_all(content)?;
    writer.finish()
}
