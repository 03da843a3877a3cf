//! Reading the files of the repository.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders with build output or third-party files.
const NOT_OURS: &[&str] = &["target", "dist", "node_modules", ".git", "corpus"];

#[track_caller]
pub fn assert_empty(found: &[String]) {
    assert!(found.is_empty(), "\n  {}\n", found.join("\n  "));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[track_caller]
pub fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Our text files whose name starts with one of these, with their content.
pub fn texts(starts: &[&str]) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    gather(root(), &mut paths);
    let named = paths.into_iter().filter_map(|path| {
        let name = path.strip_prefix(root()).ok()?.to_str()?.replace('\\', "/");
        Some((name, path))
    });
    named
        .filter(|(name, _)| starts.iter().any(|start| name.starts_with(start)))
        .filter_map(|(name, path)| Some((name, fs::read_to_string(path).ok()?)))
        .collect()
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("a folder of ours can be read");
    for entry in entries.filter_map(Result::ok) {
        let (path, name) = (entry.path(), entry.file_name());
        // In a linked worktree `.git` is a file.
        if NOT_OURS.iter().any(|other| name == *other) {
            continue;
        }
        if path.is_dir() {
            gather(&path, paths);
        } else if path.is_file() {
            paths.push(path);
        }
    }
}

/// The text without comment lines: comments may name what the code may not use.
pub fn code(text: &str) -> String {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}
