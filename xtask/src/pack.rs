//! Writes a brotli and a gzip file beside each file that gets smaller by it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::command::spent;
use crate::error::{Error, Result};
use crate::fingerprint;

const COMPRESSIBLE: &[&str] = &["css", "html", "js", "json", "svg", "txt", "wasm"];
const BUFFER: usize = 1 << 16;
const QUALITY: u32 = 11;
const WINDOW: u32 = 22;
const GZIP_LEVEL: u32 = 9;

/// # Errors
/// When a file cannot be read or written.
pub fn compress(folder: &Path) -> Result<()> {
    let begun = Instant::now();
    for file in fingerprint::files(folder)? {
        if !file
            .extension()
            .is_some_and(|end| COMPRESSIBLE.iter().any(|known| end == *known))
        {
            continue;
        }
        let content = fs::read(&file).map_err(Error::file(&file))?;
        for (end, packed) in [("br", brotli(&content)), ("gz", gzip(&content))] {
            let packed = packed.map_err(Error::file(&file))?;
            if packed.len() < content.len() {
                let twin = twin(&file, end);
                fs::write(&twin, packed).map_err(Error::file(&twin))?;
            }
        }
    }
    eprintln!("compressed {} in {}", folder.display(), spent(begun));
    Ok(())
}

/// The name of a compressed file beside its raw one.
pub fn twin(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(end);
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
