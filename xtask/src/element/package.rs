//! The package around the program: its modules, descriptions and hashes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::{EAGER, LAZY};
use crate::command::Task;
use crate::digest::sha384;
use crate::error::{Error, Result};
use crate::workspace::Workspace;

const SOURCES: &str = "src/element";
const DESCRIPTIONS: [&str; 3] = ["package.json", "index.d.ts", "custom-elements.json"];
const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

const README: &str = "README.md";
const INTEGRITY: &str = "integrity.json";

/// The lines of `element.js` that the id of the build and the hash of the program are written into.
const EMPTY_BUILD: &str = "const BUILD = \"\";";
const EMPTY_INTEGRITY: &str = "const INTEGRITY = \"\";";

/// The import whose address is known at run time only, and the same with the comment that makes bundlers skip it, which
/// esbuild drops.
const DYNAMIC_IMPORT: &str = "import(`";
const IGNORED_IMPORT: &str = "import(/*webpackIgnore:true*/`";

/// The comments around the element's section of the README.
const BEGIN: &str = "<!-- element:begin -->";
const END: &str = "<!-- element:end -->";

/// Writes all files but `runtime.js` and `runtime.wasm`, which must be in `folder` already. `minify` writes a minified
/// copy of a module.
///
/// # Errors
/// When a file is missing, cannot be written, or lacks a line that is replaced.
pub fn assemble(
    workspace: &Workspace,
    folder: &Path,
    build: &str,
    minify: impl Fn(&Path, &Path) -> Result<()>,
) -> Result<()> {
    for name in EAGER {
        let text = workspace.read(&format!("{SOURCES}/{name}"))?;
        let path = folder.join(name);
        let text = match name {
            "element.js" => with_identity(&text, folder, build)?,
            _ => text,
        };
        fs::write(&path, text).map_err(Error::file(&path))?;
        let minified = folder.join(format!("{name}.min"));
        minify(&path, &minified)?;
        fs::rename(&minified, &path).map_err(Error::file(&path))?;
        if name != "element.js" {
            name_build(&path, build)?;
        }
    }
    ignore_import(&folder.join("element.js"))?;
    let descriptions = DESCRIPTIONS.map(|name| (name, format!("{SOURCES}/package/{name}")));
    let licences = LICENCES.map(|name| (name, name.to_owned()));
    for (name, source) in descriptions.into_iter().chain(licences) {
        let path = folder.join(name);
        fs::write(&path, workspace.read(&source)?).map_err(Error::file(&path))?;
    }
    let path = folder.join(README);
    fs::write(&path, readme(workspace)?).map_err(Error::file(&path))?;
    let path = folder.join(INTEGRITY);
    fs::write(&path, integrity(folder)?).map_err(Error::file(&path))
}

/// Checks that npm packs all files of the package, and no others.
///
/// # Errors
/// When npm does not run, or packs another list of files.
pub fn check(workspace: &Workspace, folder: &Path) -> Result<()> {
    #[derive(Deserialize)]
    struct Packed {
        files: Vec<PackedFile>,
    }
    #[derive(Deserialize)]
    struct PackedFile {
        path: String,
    }

    let invalid = |problem: String| Error::InvalidArtifact { problem };
    let (output, result) = Task::new(workspace, "npm")
        .args(["pack", "--dry-run", "--json", "--ignore-scripts"])
        .arg(folder)
        .quiet_output()?;
    result?;
    let packed: Vec<Packed> =
        serde_json::from_str(&output).map_err(|error| invalid(error.to_string()))?;
    let packed: BTreeSet<_> = packed
        .iter()
        .flat_map(|packed| &packed.files)
        .map(|file| file.path.as_str())
        .collect();
    let modules = EAGER.into_iter().chain(LAZY);
    let others = DESCRIPTIONS.into_iter().chain(LICENCES);
    let expected: BTreeSet<_> = modules.chain(others).chain([INTEGRITY, README]).collect();
    if packed == expected {
        return Ok(());
    }
    Err(invalid(format!(
        "npm packs {packed:?} and not {expected:?}"
    )))
}

/// Writes the id of the build and the hash of the program into `element.js`.
fn with_identity(text: &str, folder: &Path, build: &str) -> Result<String> {
    let hash = sha384(&folder.join("runtime.wasm"))?;
    let mut text = text.to_owned();
    for (empty, value) in [(EMPTY_BUILD, build), (EMPTY_INTEGRITY, &hash)] {
        if !text.contains(empty) {
            return Err(Error::InvalidArtifact {
                problem: format!("{SOURCES}/element.js has no line `{empty}`"),
            });
        }
        text = text.replace(empty, &empty.replace("\"\"", &format!("\"{value}\"")));
    }
    Ok(text)
}

/// Names the build in a module that only exports others again: any build of it does the same, and so none is refused.
fn name_build(path: &Path, build: &str) -> Result<()> {
    let text = fs::read_to_string(path).map_err(Error::file(path))?;
    fs::write(path, format!("// build {build}\n{text}")).map_err(Error::file(path))
}

/// Makes bundlers skip the dynamic import.
fn ignore_import(path: &Path) -> Result<()> {
    let text = fs::read_to_string(path).map_err(Error::file(path))?;
    if text.matches(DYNAMIC_IMPORT).count() != 1 {
        return Err(Error::InvalidArtifact {
            problem: format!("{} has not one `{DYNAMIC_IMPORT}`", path.display()),
        });
    }
    fs::write(path, text.replace(DYNAMIC_IMPORT, IGNORED_IMPORT)).map_err(Error::file(path))
}

/// The hashes of all modules and the program, as the attribute `integrity` takes them.
fn integrity(folder: &Path) -> Result<String> {
    let mut hashes = BTreeMap::new();
    for name in EAGER.into_iter().chain(LAZY) {
        hashes.insert(name, sha384(&folder.join(name))?);
    }
    let lines: Vec<_> = hashes
        .iter()
        .map(|(name, hash)| format!("  \"{name}\": \"{hash}\""))
        .collect();
    Ok(format!("{{\n{}\n}}\n", lines.join(",\n")))
}

fn readme(workspace: &Workspace) -> Result<String> {
    let text = workspace.read("README.md")?;
    let section = text
        .split_once(BEGIN)
        .and_then(|(_, rest)| rest.split_once(END))
        .ok_or_else(|| Error::InvalidArtifact {
            problem: format!("README.md has no {BEGIN} … {END}"),
        })?
        .0
        .trim();
    Ok(format!(
        "# webhook-subscription-form\n\n{section}\n\n## Licence\n\nMIT (`LICENSE-MIT`) or Apache-2.0 (`LICENSE-APACHE`), at your choice.\n"
    ))
}

#[cfg(test)]
mod tests {
    use std::env;

    use super::*;

    #[test]
    fn package_holds_the_text_of_each_licence_that_it_names() {
        let workspace = Workspace::find().unwrap();
        let folder = env::temp_dir().join(format!("package-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for name in LAZY {
            fs::write(folder.join(name), "").unwrap();
        }
        let without_comments = |from: &Path, to: &Path| {
            let text = fs::read_to_string(from).map_err(Error::file(from))?;
            fs::write(to, text.replace("/* webpackIgnore: true */ ", "")).map_err(Error::file(to))
        };
        assemble(&workspace, &folder, "build", without_comments).unwrap();
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
        let (mit, apache) = (read("LICENSE-MIT"), read("LICENSE-APACHE"));
        let readme = read("README.md");
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(mit, workspace.read("LICENSE-MIT").unwrap());
        assert_eq!(apache, workspace.read("LICENSE-APACHE").unwrap());
        assert!(readme.contains("`LICENSE-MIT`") && readme.contains("`LICENSE-APACHE`"));
    }
}
