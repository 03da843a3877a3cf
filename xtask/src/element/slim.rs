//! Takes out of the program and its glue what nobody calls, and gives what is left short names.
//!
//! Libraries export functions that this program has no use for, and imports and exports have names of sixty characters,
//! part of them a hash that no compression gets smaller. Both are worth kilobytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use walrus::Module;

use crate::error::{Error, Result};

/// What the glue calls the program's exports.
const EXPORTS: &str = "wasm.";

/// What the glue calls its imports' module.
const MODULE: &str = "./program_bg.js";
const SHORT_MODULE: &str = "_";

/// How an entry of the imports begins in the glue.
const ENTRY: &str = "        __wb";
const END: &str = "    };";

/// Takes the classes out of the glue. This program exports none: they are those of libraries, which it does not call.
///
/// # Errors
/// When the file cannot be read or written.
pub fn declass(glue: &Path) -> Result<()> {
    let text = fs::read_to_string(glue).map_err(Error::file(glue))?;
    fs::write(glue, without_classes(&text)).map_err(Error::file(glue))
}

/// Slims `program` and `glue`; `bundle` is the glue as it is called, without what is not.
///
/// # Errors
/// When a file cannot be read or written, or is not as wasm-bindgen writes it.
pub fn slim(glue: &Path, program: &Path, bundle: &Path) -> Result<()> {
    let read = |path: &Path| fs::read_to_string(path).map_err(Error::file(path));
    let bytes = fs::read(program).map_err(Error::file(program))?;
    let unreadable = |problem: String| Error::Unreadable {
        path: program.to_owned(),
        problem,
    };
    let mut module = Module::from_buffer(&bytes).map_err(|error| unreadable(error.to_string()))?;

    let whole = read(bundle)?;
    let called = exports_called(&whole);
    let unused: Vec<_> = module
        .exports
        .iter()
        .filter(|export| !called.contains(export.name.as_str()))
        .map(walrus::Export::id)
        .collect();
    for id in unused {
        module.exports.delete(id);
    }
    walrus::passes::gc::run(&mut module);

    let (mut imports, mut exports) = (BTreeMap::new(), BTreeMap::new());
    for import in module.imports.iter_mut() {
        shorten(&mut import.name, &mut imports);
        import.module = SHORT_MODULE.into();
    }
    if imports.is_empty() {
        return Err(unreadable("it has no imports".into()));
    }
    for export in module.exports.iter_mut() {
        shorten(&mut export.name, &mut exports);
    }
    let short = with_imports(&with_exports(&read(glue)?, &exports), &imports);
    let short = short.replace(MODULE, SHORT_MODULE);
    fs::write(glue, short).map_err(Error::file(glue))?;
    fs::write(program, module.emit_wasm()).map_err(Error::file(program))
}

fn without_classes(glue: &str) -> String {
    let mut kept = String::with_capacity(glue.len());
    // The line with which what is left out ends.
    let mut until = None;
    for line in glue.lines() {
        if until.is_none() {
            until = match line {
                line if line.starts_with("export class ") => Some("}"),
                line if line.starts_with("if (Symbol.dispose) ") => Some(line),
                line if line.starts_with("const ") && line.contains("Finalization = ") => {
                    Some("    : new FinalizationRegistry(")
                }
                _ => None,
            };
            if until.is_none() {
                kept.push_str(line);
                kept.push('\n');
            }
        }
        if until.is_some_and(|end| line == end || (end.ends_with('(') && line.starts_with(end))) {
            until = None;
        }
    }
    kept
}

/// Names of the program, and the short ones in their places.
type Names = BTreeMap<String, String>;

fn shorten(name: &mut String, names: &mut Names) {
    let short = short_name(names.len());
    names.insert(std::mem::replace(name, short.clone()), short);
}

/// The names of the exports in what is bundled.
fn exports_called(bundle: &str) -> BTreeSet<&str> {
    bundle.split(EXPORTS).skip(1).map(first_name).collect()
}

fn first_name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$');
    &text[..end.unwrap_or(text.len())]
}

/// The glue with the exports under their new names.
fn with_exports(glue: &str, names: &Names) -> String {
    let mut parts = glue.split(EXPORTS);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = first_name(part);
        kept.push_str(EXPORTS);
        kept.push_str(names.get(name).map_or(name, String::as_str));
        kept.push_str(&part[name.len()..]);
    }
    kept
}

/// The glue with these imports only, under their new names.
fn with_imports(glue: &str, names: &Names) -> String {
    let mut kept = String::with_capacity(glue.len());
    let mut keeps = true;
    for line in glue.lines() {
        let mut line = line.to_owned();
        if let Some((name, rest)) = line.split_once(": ").filter(|_| line.starts_with(ENTRY)) {
            let short = names.get(name.trim_start());
            keeps = short.is_some();
            line = format!("        {}: {rest}", short.map_or("", String::as_str));
        } else if line == END {
            keeps = true;
        }
        if keeps {
            kept.push_str(&line);
            kept.push('\n');
        }
    }
    kept
}

/// `a` to `Z`, then two letters.
fn short_name(number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let letter = |at: usize| char::from(LETTERS[at % LETTERS.len()]);
    match number / LETTERS.len() {
        0 => letter(number).to_string(),
        more => [letter(more - 1), letter(number)].iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{exports_called, short_name, with_exports, with_imports, without_classes};

    #[test]
    fn import_that_is_not_there_any_more_leaves_the_glue_with_its_body() {
        let glue = "f() {\n        __wbg_a_1: function(x) {\n            x();\n        },\n        __wbg_b_2: function() {\n            1;\n        },\n    };\n}\n";
        let names = [("__wbg_b_2".to_owned(), "b".to_owned())].into();
        assert_eq!(
            with_imports(glue, &names),
            "f() {\n        b: function() {\n            1;\n        },\n    };\n}\n"
        );
    }

    #[test]
    fn class_leaves_the_glue_with_what_belongs_to_it() {
        let glue = "a;\nexport class X {\n    f() {\n    }\n}\nif (Symbol.dispose) X.prototype[Symbol.dispose] = 1;\nb;\n\
            const XFinalization = (typeof FinalizationRegistry === 'undefined')\n    ? { register: () => {} }\n    \
            : new FinalizationRegistry(ptr => 1);\nc;\n";
        assert_eq!(without_classes(glue), "a;\nb;\nc;\n");
    }

    #[test]
    fn called_exports_are_read_from_the_bundle() {
        let called = exports_called("wasm.memory.buffer; wasm.__wbindgen_malloc(1); x.wasm.y$z");
        assert_eq!(
            called.into_iter().collect::<Vec<_>>(),
            ["__wbindgen_malloc", "memory", "y$z"]
        );
    }

    #[test]
    fn exports_are_called_by_their_new_names() {
        let names = [("free".to_owned(), "a".to_owned())].into();
        assert_eq!(
            with_exports("free(wasm.free, wasm.free_all());", &names),
            "free(wasm.a, wasm.free_all());"
        );
    }

    #[test]
    fn short_names_differ() {
        let names: std::collections::BTreeSet<_> = (0..2000).map(short_name).collect();
        assert_eq!(names.len(), 2000);
        assert_eq!(short_name(0), "a");
        assert_eq!(short_name(52), "aa");
    }
}
