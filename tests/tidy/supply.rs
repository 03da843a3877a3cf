//! Dependencies from registries: they run no install scripts, and they are locked.

use crate::files::{assert_empty, read, texts};
use crate::literals::literals;

const WITHOUT_SCRIPTS: &str = "--ignore-scripts";
/// The npm commands that would run the scripts of packages.
const COMMANDS: &[&str] = &["ci", "install", "pack"];

#[test]
fn npm_runs_no_scripts_of_packages() {
    let mut found = Vec::new();
    for (name, text) in texts(&["xtask/"]) {
        if !text.contains("\"npm\"") {
            continue;
        }
        // The command and its first arguments.
        let literals = literals(&text);
        for (at, command) in literals.iter().enumerate() {
            let mut arguments = literals[at..].iter().take(4);
            if COMMANDS.contains(&command.as_str())
                && !arguments.any(|argument| argument == WITHOUT_SCRIPTS)
            {
                found.push(format!("{name}: npm {command} without {WITHOUT_SCRIPTS}"));
            }
        }
    }
    for (name, text) in texts(&[""]) {
        for line in text.lines().filter(|line| !line.contains(WITHOUT_SCRIPTS)) {
            let installs = COMMANDS[..2]
                .iter()
                .any(|command| line.contains(&format!("npm {command} ")));
            if installs {
                found.push(format!("{name}: {line}"));
            }
        }
    }
    assert_empty(&found);
}

/// So a manual `npm ci` runs no scripts either, and a new lock file names no registry.
#[test]
fn every_lock_file_has_its_settings_beside_it() {
    let mut locks = 0;
    for (name, text) in texts(&[""]) {
        let Some(folder) = name.strip_suffix("package-lock.json") else {
            continue;
        };
        locks += 1;
        let settings = read(&format!("{folder}.npmrc"));
        for setting in [
            "ignore-scripts=true",
            "omit-lockfile-registry-resolved=true",
        ] {
            assert!(
                settings.lines().any(|line| line == setting),
                "{folder}.npmrc lacks {setting}"
            );
        }
        assert!(
            !text.contains("\"resolved\": \"http"),
            "{name} names a registry"
        );
    }
    assert_eq!(locks, 3);
}

/// A crate from another source would not be covered by the checks of crates.io and of `cargo xtask audit`.
#[test]
fn every_crate_is_ours_or_from_the_index() {
    const INDEX: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let mut found = Vec::new();
    for name in ["Cargo.lock", "tests/fuzz/Cargo.lock"] {
        let text = read(name);
        let sources = text.lines().filter(|line| line.starts_with("source = "));
        found.extend(
            sources
                .filter(|line| *line != INDEX)
                .map(|line| format!("{name}: {line}")),
        );
    }
    assert_empty(&found);
}
