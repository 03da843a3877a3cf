//! The documents, the lock file, and texts that no file may contain.

use std::collections::BTreeSet;
use std::path::Path;

use crate::files::{assert_empty, read, texts};
use crate::tables::{code, rows};

const LONGEST_FILE: usize = 400;
const LONGEST_BINARY: usize = 20;
const LONGEST_ARCHITECTURE: usize = 150;

#[test]
fn source_file_is_not_too_long() {
    let mut found = Vec::new();
    for (name, text) in texts(&[""])
        .into_iter()
        .filter(|(name, _)| ends_with(name, "rs"))
    {
        let most = match name.as_str() {
            "src/main.rs" => LONGEST_BINARY,
            name if name.starts_with("src/bin/") => LONGEST_BINARY,
            _ => LONGEST_FILE,
        };
        let lines = text.lines().count();
        if lines > most {
            found.push(format!("{name} has {lines} lines; the limit is {most}"));
        }
    }
    assert_empty(&found);
}

#[test]
fn architecture_is_not_too_long() {
    let lines = read("ARCHITECTURE.md").lines().count();
    assert!(
        lines <= LONGEST_ARCHITECTURE,
        "ARCHITECTURE.md has {lines} lines"
    );
}

#[test]
fn browser_tests_are_selected_by_target_and_not_by_feature() {
    assert!(read("tests/web/main.rs").contains(r#"#![cfg(target_arch = "wasm32")]"#));
}

#[test]
fn readme_names_only_commands_that_exist() {
    let commands = read("xtask/src/main.rs");
    let readme = read("README.md");
    let named: BTreeSet<&str> = readme
        .split("cargo xtask ")
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !c.is_ascii_lowercase()).next())
        .filter(|word| !word.is_empty())
        .collect();
    let unknown: Vec<_> = named
        .iter()
        .filter(|word| !commands.contains(&format!("\"{word}\" =>")))
        .collect();
    assert!(
        unknown.is_empty(),
        "README.md names commands that do not exist: {unknown:?}"
    );
    assert!(
        named.contains("start") && named.contains("test"),
        "README.md must name start and test"
    );
}

#[test]
fn readme_lists_the_options_of_start() {
    let start = options(help(&read("xtask/src/start.rs")));
    let server = options(help(&read("crates/server/src/args.rs")));
    let readme: BTreeSet<String> = rows(&read("README.md"), &["option"])
        .iter()
        .map(|row| code(&row[0]))
        .collect();
    assert_eq!(
        readme, start,
        "the options in README.md (left) and in `cargo xtask start --help`"
    );
    let unknown: Vec<_> = start.difference(&server).collect();
    assert!(unknown.is_empty(), "the server does not know {unknown:?}");
}

#[test]
fn file_contains_no_local_path_and_no_registry_host() {
    // Assembled here, so that this file does not contain them either.
    let paths = ["root", "work", "home", "Users"].map(|folder| format!("/{folder}/"));
    let hosts = [
        ["registry.", "npmjs"],
        ["static.", "crates.io"],
        ["index.", "crates.io"],
        ["deb.", "debian"],
    ]
    .map(|parts| parts.concat());
    let mut found = Vec::new();
    for (name, text) in texts(&[""]) {
        for forbidden in paths.iter().chain(&hosts) {
            if text.contains(forbidden.as_str()) {
                found.push(format!("{name} contains {forbidden}"));
            }
        }
    }
    assert_empty(&found);
}

/// A default of the sandbox is written in both. Trunk may download what it needs, unless it is called offline.
#[test]
fn trunk_alone_builds_and_finds_the_sandbox() {
    let server = read("crates/server/src/args.rs");
    let port = server
        .split_once("DEFAULT_PORT: u16 = ")
        .and_then(|(_, rest)| rest.split_once(';'));
    let sandbox = format!("127.0.0.1:{}", port.expect("a port").0);
    let trunk = read("Trunk.toml");
    assert!(trunk.contains(&format!("backend = \"http://{sandbox}/v1\"")));
    assert!(trunk.contains(&format!("Host = \"{sandbox}\"")));
    assert!(!trunk.contains("offline"));
    let page = read("index.html");
    assert!(
        page.contains("data-wasm-opt=\"0\""),
        "Trunk would need wasm-opt"
    );
}

#[test]
fn wasm_bindgen_is_locked_at_its_pinned_version() {
    let after = |text: &str, prefix: &str| {
        let rest = text
            .split_once(prefix)
            .unwrap_or_else(|| panic!("no {prefix}"))
            .1;
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let pinned = after(&read("Cargo.toml"), "\nwasm-bindgen = \"=");
    let locked = after(&read("Cargo.lock"), "name = \"wasm-bindgen\"\nversion = \"");
    assert_eq!(pinned, locked);
}

fn help(source: &str) -> &str {
    let text = source.split_once("HELP: &str").expect("a help text").1;
    text.split("\";").next().unwrap_or_default()
}

/// The options of a help text, each with the placeholder of its value.
fn options(help: &str) -> BTreeSet<String> {
    help.lines()
        .filter_map(|line| line.trim_start().split("  ").next())
        .filter(|line| line.starts_with("--"))
        .map(str::to_owned)
        .collect()
}

pub fn ends_with(name: &str, end: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|found| found == end)
}
