//! `package.json`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::facts::between;
use crate::files::read;

const FILE: &str = "src/element/package/package.json";

/// All files of the package, except those that npm always includes.
const FILES: [&str; 10] = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "custom-elements.json",
    "define.js",
    "element.js",
    "index.d.ts",
    "index.js",
    "integrity.json",
    "runtime.js",
    "runtime.wasm",
];

fn package() -> Value {
    serde_json::from_str(&read(FILE)).expect("package.json is JSON")
}

#[test]
fn version_of_the_package_is_that_of_the_program() {
    let manifest = read("Cargo.toml");
    let workspace = between(&manifest, "[workspace.package]", "\n[");
    let version = between(workspace, "version = \"", "\"");
    assert_eq!(package()["version"], version, "in package.json");
    let element = read("src/element/element.js");
    assert_eq!(
        between(&element, "export const version = \"", "\""),
        version,
        "in element.js"
    );
}

#[test]
fn package_has_its_files_and_no_other() {
    let files = package()["files"].as_array().expect("files").clone();
    let files: BTreeSet<_> = files.iter().filter_map(Value::as_str).collect();
    assert_eq!(files, BTreeSet::from(FILES));
}

#[test]
fn every_export_is_a_file_and_types_come_first() {
    let package = package();
    let exports = package["exports"].as_object().expect("exports");
    let mut files: BTreeSet<_> = FILES.into();
    files.insert("package.json");
    for (name, target) in exports {
        let targets: Vec<_> = match target {
            Value::Object(conditions) => conditions.values().collect(),
            target => vec![target],
        };
        for target in targets {
            let file = target.as_str().and_then(|target| target.strip_prefix("./"));
            assert!(
                file.is_some_and(|file| files.contains(file)),
                "{name}: {target}"
            );
        }
    }
    // A condition that comes first wins, and JSON that was parsed has no order.
    let text = read(FILE);
    let conditions = between(&text, "\"exports\": {", "\n  }")
        .split(": {\n")
        .skip(1);
    let first: Vec<_> = conditions.map(|rest| between(rest, "\"", "\"")).collect();
    assert_eq!(first, ["types"; 3], "in ., ./element.js and ./define.js");
}

#[test]
fn only_the_module_that_defines_the_element_has_a_side_effect() {
    assert_eq!(package()["sideEffects"], serde_json::json!(["./index.js"]));
    assert_eq!(package()["type"], "module");
    assert_eq!(package()["customElements"], "custom-elements.json");
    assert_eq!(package()["license"], "MIT OR Apache-2.0");
}
