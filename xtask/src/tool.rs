//! Finds programs and their versions.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::workspace::Workspace;

/// The first program of that name on [`Workspace::search_path`].
pub fn find(workspace: &Workspace, name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&workspace.search_path())
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// The first word in the output of `--version` that starts with a digit, such as `0.21.14`.
pub fn version(program: &Path) -> Option<String> {
    let output = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    first_number(&text)
}

fn first_number(text: &str) -> Option<String> {
    text.split_whitespace()
        .map(|word| word.trim_start_matches('v'))
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .map(str::to_owned)
}

pub fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{first_number, major};

    #[test]
    fn version_is_the_first_word_that_is_a_number() {
        for (text, expected) in [
            ("trunk 0.21.14\n", Some("0.21.14")),
            ("v20.19.5\n", Some("20.19.5")),
            (
                "Chromium 156.0.8078.79 built on Debian",
                Some("156.0.8078.79"),
            ),
            ("wasm-opt version 132 (version_132)", Some("132")),
            ("no number here", None),
        ] {
            assert_eq!(first_number(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn major_is_the_number_before_the_first_dot() {
        assert_eq!(major("156.0.1"), Some(156));
        assert_eq!(major("new"), None);
    }
}
