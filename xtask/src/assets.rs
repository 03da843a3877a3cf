//! Checks that a browser can load the built files at all: their sizes do not show it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::fingerprint;

/// The first eight bytes of every WebAssembly module of version 1.
const MAGIC: &[u8] = b"\0asm\x01\0\0\0";
/// The attributes of the page that name files.
const REFERENCE_ATTRIBUTES: &[&str] = &["href=", "src=", "data-js=", "data-wasm="];

/// The only program in a folder.
///
/// # Errors
/// When there is none or more than one.
pub fn program(folder: &Path) -> Result<PathBuf> {
    only(folder, "", ".wasm")
}

/// The script that starts the program.
///
/// # Errors
/// When there is none or more than one.
pub fn boot(folder: &Path) -> Result<PathBuf> {
    only(folder, "boot-", ".js")
}

/// The style sheet of the page.
///
/// # Errors
/// When there is none or more than one.
pub fn style(folder: &Path) -> Result<PathBuf> {
    only(folder, "app-", ".css")
}

/// The only file in a folder whose name starts and ends so.
fn only(folder: &Path, start: &str, end: &str) -> Result<PathBuf> {
    let mut files = fingerprint::files(folder)?;
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(start) && name.ends_with(end)
    });
    match files.as_slice() {
        [file] => Ok(file.clone()),
        _ => Err(Error::InvalidArtifact {
            problem: format!("{} files {start}*{end} instead of one", files.len()),
        }),
    }
}

/// The module that loads a program, as wasm-bindgen calls it.
pub fn glue(program: &Path) -> PathBuf {
    let name = program.to_string_lossy();
    name.replace("_bg.wasm", ".js").into()
}

/// # Errors
/// When there is not exactly one program, it is no WebAssembly, or the page names a file that is
/// not there. An address that begins with a slash is not there: the root of a server may be another folder.
pub fn check(folder: &Path) -> Result<()> {
    let invalid = |problem: String| Error::InvalidArtifact { problem };
    let program = program(folder)?;
    if !fs::read(&program)
        .map_err(Error::file(&program))?
        .starts_with(MAGIC)
    {
        return Err(invalid(format!("{} is no WebAssembly", program.display())));
    }

    let page = folder.join("index.html");
    let text = fs::read_to_string(&page).map_err(Error::file(&page))?;
    let references = references(&text);
    if let Some(name) = references.iter().find(|name| !folder.join(name).is_file()) {
        return Err(invalid(format!(
            "index.html names {name}, which is not there"
        )));
    }
    let program = program.file_name().unwrap_or_default().to_string_lossy();
    if !references
        .iter()
        .any(|name| name.trim_start_matches("./") == program)
    {
        return Err(invalid(format!("index.html does not name {program}")));
    }
    Ok(())
}

/// The files that a page refers to.
fn references(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for attribute in REFERENCE_ATTRIBUTES {
        for (at, _) in page.match_indices(attribute) {
            // `href=` must not be found inside `data-href=`.
            if !page[..at].ends_with(char::is_whitespace) {
                continue;
            }
            let value = &page[at + attribute.len()..];
            let value = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
                _ => value.split(|c: char| c.is_whitespace() || c == '>').next(),
            };
            let value = value.unwrap_or_default();
            if !value.is_empty() && !value.contains(':') && !value.starts_with('#') {
                found.push(value);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::references;

    #[test]
    fn references_are_found_with_and_without_quotes() {
        let page = r#"<link href=./a.css rel=stylesheet><script src="b.js"></script><meta data-js='./c.js' data-wasm=/d.wasm>"#;
        assert_eq!(references(page), ["./a.css", "b.js", "./c.js", "/d.wasm"]);
    }

    #[test]
    fn references_to_other_places_are_none_of_ours() {
        assert!(
            references("<a href=https://example.com/>x</a><a href=#top>y</a><i data-href=z>")
                .is_empty()
        );
    }
}
