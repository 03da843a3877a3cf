//! The accessibility tree as a text file, so that a review shows its changes.

use std::path::Path;
use std::{env, fs};

/// The lines of each state, as a diff to the most similar state before it.
#[derive(Default)]
pub struct Snapshot {
    states: Vec<(&'static str, Vec<String>)>,
    text: String,
}

impl Snapshot {
    /// Adds the next state.
    pub fn add(&mut self, name: &'static str, lines: Vec<String>) {
        let nearest = self
            .states
            .iter()
            .rev()
            .map(|(other, before)| (other, changes(before, &lines)));
        let nearest = nearest.min_by_key(|(_, changes)| changes.len());
        match nearest {
            None => self.text.extend(["# ", name, "\n"]),
            Some((other, _)) => self.text.extend(["# ", name, ", as ", other, "\n"]),
        }
        let changes = nearest.map_or_else(|| changes(&[], &lines), |(_, changes)| changes);
        self.text.extend(changes);
        self.states.push((name, lines));
    }

    /// Compares it with the committed snapshot, or writes that one when `SNAPSHOTS` is `write`.
    ///
    /// # Panics
    /// When they differ.
    #[track_caller]
    pub fn assert_matches(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
        let path = folder.join(name);
        if env::var("SNAPSHOTS").is_ok_and(|value| value == "write") {
            fs::write(&path, &self.text).expect("a snapshot is written");
        }
        let saved = fs::read_to_string(&path).unwrap_or_default();
        let [saved_lines, lines] =
            [&saved, &self.text].map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
        assert!(
            saved == self.text,
            "{name} is not what it was; SNAPSHOTS=write takes it as it is now:\n{}",
            changes(&saved_lines, &lines).concat()
        );
    }
}

/// The lines that were removed, and those that were added.
fn changes(before: &[String], now: &[String]) -> Vec<String> {
    let removed = missing(before, now)
        .into_iter()
        .map(|line| format!("- {line}\n"));
    let added = missing(now, before)
        .into_iter()
        .map(|line| format!("+ {line}\n"));
    removed.chain(added).collect()
}

/// The lines that the others do not have, or not as often.
fn missing<'a>(lines: &'a [String], others: &[String]) -> Vec<&'a String> {
    let mut others: Vec<_> = others.iter().collect();
    let is_new = |line: &&String| match others.iter().position(|other| other == line) {
        Some(at) => {
            others.swap_remove(at);
            false
        }
        None => true,
    };
    lines.iter().filter(is_new).collect()
}
