//! What is fetched from others: it runs nothing of its own when it is installed, and it is the same everywhere.

use crate::files::{assert_empty, read, texts};
use crate::literals::literals;

const WITHOUT_SCRIPTS: &str = "--ignore-scripts";
/// The verbs of npm that would run what packages bring along.
const VERBS: &[&str] = &["ci", "install", "pack"];

#[test]
fn npm_runs_no_scripts_of_what_it_installs() {
    let mut found = Vec::new();
    for (name, text) in texts(&["xtask/"]) {
        if !text.contains("\"npm\"") {
            continue;
        }
        // The verb and its first arguments.
        let words = literals(&text);
        for (at, verb) in words.iter().enumerate() {
            let mut arguments = words[at..].iter().take(4);
            if VERBS.contains(&verb.as_str()) && !arguments.any(|word| word == WITHOUT_SCRIPTS) {
                found.push(format!("{name}: npm {verb} without {WITHOUT_SCRIPTS}"));
            }
        }
    }
    for (name, text) in texts(&[""]) {
        for line in text.lines().filter(|line| !line.contains(WITHOUT_SCRIPTS)) {
            let installs = VERBS[..2]
                .iter()
                .any(|verb| line.contains(&format!("npm {verb} ")));
            if installs {
                found.push(format!("{name}: {line}"));
            }
        }
    }
    assert_empty(&found);
}

/// Who types `npm ci` by hand is protected, too; and a lock file that is written again names no registry.
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

/// A crate from elsewhere than the one index would be built by the same compiler under other eyes.
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
