//! The id of a build of the package. Each file of its code has it.

use std::fs;
use std::path::Path;

use crate::digest::sha384;
use crate::error::{Error, Result};
use crate::fingerprint;
use crate::workspace::Workspace;

/// The name of the section of the program.
const SECTION: &str = "build";

/// The id: a hash of all code.
///
/// # Errors
/// When a file cannot be read.
pub fn id(workspace: &Workspace, program: &Path, glue: &Path) -> Result<String> {
    let mut all = sha384(program)? + &sha384(glue)?;
    for source in [
        "src/element/index.js",
        "src/element/define.js",
        "src/element/element.js",
        "src/element/runtime.js",
        "public/rescue.js",
    ] {
        all += &workspace.read(source)?;
    }
    Ok(fingerprint::of_text(&all))
}

/// Writes the program with a custom section, which has the id.
///
/// # Errors
/// When a file cannot be read or written.
pub fn write_program(program: &Path, id: &str, to: &Path) -> Result<()> {
    let mut bytes = fs::read(program).map_err(Error::file(program))?;
    let content = [SECTION, id].concat();
    // Section 0 is a custom one: its length, the length of its name, its name, its content. Below 128 a length is one byte.
    let length = |text: &str| u8::try_from(text.len()).expect("a short text");
    bytes.extend([0, length(&content) + 1, length(SECTION)]);
    bytes.extend(content.into_bytes());
    fs::write(to, bytes).map_err(Error::file(to))
}

/// Writes the module from which `runtime.js` has the id.
///
/// # Errors
/// When it cannot be written.
pub fn write_module(id: &str, to: &Path) -> Result<()> {
    fs::write(to, format!("export const build = \"{id}\";\n")).map_err(Error::file(to))
}
