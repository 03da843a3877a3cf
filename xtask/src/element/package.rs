//! The package around the program: its modules, what describes it, and its hashes.

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

/// Where the hash of the program stands in the module that fetches it.
const UNHASHED: &str = "const INTEGRITY = \"\";";

/// How the import begins whose address no bundler can know, and how it says that, which no smaller copy keeps.
const FREE_IMPORT: &str = "import(`";
const REMARKED: &str = "import(/*webpackIgnore:true*/`";

/// The part of the README that is about the element.
const BEGIN: &str = "<!-- element:begin -->";
const END: &str = "<!-- element:end -->";

/// Writes everything but the program and its glue, which are in `folder` already. `minify` writes a smaller copy of a
/// module.
///
/// # Errors
/// When a file is missing, cannot be written, or lacks a mark that is looked for.
pub fn assemble(
    workspace: &Workspace,
    folder: &Path,
    minify: impl Fn(&Path, &Path) -> Result<()>,
) -> Result<()> {
    for name in EAGER {
        let text = workspace.read(&format!("{SOURCES}/{name}"))?;
        let path = folder.join(name);
        fs::write(&path, hashed(&text, name, folder)?).map_err(Error::file(&path))?;
        let small = folder.join(format!("{name}.small"));
        minify(&path, &small)?;
        fs::rename(&small, &path).map_err(Error::file(&path))?;
    }
    remark(&folder.join("element.js"))?;
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

/// Whether npm packs what the package is made of, and nothing else.
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

    let wrong = |problem: String| Error::Misshapen { problem };
    let (listed, ran) = Task::new(workspace, "npm")
        .args(["pack", "--dry-run", "--json", "--ignore-scripts"])
        .arg(folder)
        .listen_silently()?;
    ran?;
    let packed: Vec<Packed> =
        serde_json::from_str(&listed).map_err(|error| wrong(error.to_string()))?;
    let packed: BTreeSet<_> = packed
        .iter()
        .flat_map(|packed| &packed.files)
        .map(|file| file.path.as_str())
        .collect();
    let made = EAGER.into_iter().chain(LAZY).chain(DESCRIPTIONS);
    let due: BTreeSet<_> = made.chain(LICENCES).chain([INTEGRITY, README]).collect();
    if packed == due {
        return Ok(());
    }
    Err(wrong(format!("npm packs {packed:?} and not {due:?}")))
}

fn hashed(text: &str, name: &str, folder: &Path) -> Result<String> {
    if name != "element.js" {
        return Ok(text.to_owned());
    }
    if !text.contains(UNHASHED) {
        return Err(Error::Misshapen {
            problem: format!("{SOURCES}/{name} has no line `{UNHASHED}`"),
        });
    }
    let hash = sha384(&folder.join("runtime.wasm"))?;
    Ok(text.replace(UNHASHED, &format!("const INTEGRITY = \"{hash}\";")))
}

/// Says that bundlers must leave the import as it is.
fn remark(path: &Path) -> Result<()> {
    let text = fs::read_to_string(path).map_err(Error::file(path))?;
    if text.matches(FREE_IMPORT).count() != 1 {
        return Err(Error::Misshapen {
            problem: format!("{} has not one `{FREE_IMPORT}`", path.display()),
        });
    }
    fs::write(path, text.replace(FREE_IMPORT, REMARKED)).map_err(Error::file(path))
}

/// The hashes of all modules and the program, as a script's or a fetch's `integrity` takes them.
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
    let whole = workspace.read("README.md")?;
    let part = whole
        .split_once(BEGIN)
        .and_then(|(_, rest)| rest.split_once(END))
        .ok_or_else(|| Error::Misshapen {
            problem: format!("README.md has no {BEGIN} … {END}"),
        })?
        .0
        .trim();
    Ok(format!(
        "# webhook-subscription-form\n\n{part}\n\n## Licence\n\nMIT (`LICENSE-MIT`) or Apache-2.0 (`LICENSE-APACHE`), at your choice.\n"
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
        let without_remarks = |from: &Path, to: &Path| {
            let text = fs::read_to_string(from).map_err(Error::file(from))?;
            fs::write(to, text.replace("/* webpackIgnore: true */ ", "")).map_err(Error::file(to))
        };
        assemble(&workspace, &folder, without_remarks).unwrap();
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
        let (mit, apache) = (read("LICENSE-MIT"), read("LICENSE-APACHE"));
        let readme = read("README.md");
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(mit, workspace.read("LICENSE-MIT").unwrap());
        assert_eq!(apache, workspace.read("LICENSE-APACHE").unwrap());
        assert!(readme.contains("`LICENSE-MIT`") && readme.contains("`LICENSE-APACHE`"));
    }
}
