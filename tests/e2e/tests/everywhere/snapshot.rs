//! What a screen reader is handed, kept as text: whoever changes it sees so in review.

use std::path::Path;
use std::{env, fs};

/// The lines of each state, told by what it takes away from the state that is most like it, and what it adds.
#[derive(Default)]
pub struct Snapshot {
    states: Vec<(&'static str, Vec<String>)>,
    text: String,
}

impl Snapshot {
    /// Adds the next state.
    pub fn add(&mut self, name: &'static str, lines: Vec<String>) {
        let likest = self
            .states
            .iter()
            .rev()
            .map(|(other, before)| (other, changes(before, &lines)));
        let likest = likest.min_by_key(|(_, changes)| changes.len());
        match likest {
            None => self.text.extend(["# ", name, "\n"]),
            Some((other, _)) => self.text.extend(["# ", name, ", as ", other, "\n"]),
        }
        let changes = likest.map_or_else(|| changes(&[], &lines), |(_, changes)| changes);
        self.text.extend(changes);
        self.states.push((name, lines));
    }

    /// Holds it against the committed one; or writes that one, when `SNAPSHOTS` is `write`.
    ///
    /// # Panics
    /// When they differ.
    #[track_caller]
    pub fn hold(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
        let path = folder.join(name);
        if env::var("SNAPSHOTS").is_ok_and(|wish| wish == "write") {
            fs::write(&path, &self.text).expect("a snapshot is written");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        let [kept_lines, lines] =
            [&kept, &self.text].map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
        assert!(
            kept == self.text,
            "{name} is not what it was; SNAPSHOTS=write takes it as it is now:\n{}",
            changes(&kept_lines, &lines).concat()
        );
    }
}

/// What is in one of both alone, line by line.
fn changes(before: &[String], now: &[String]) -> Vec<String> {
    let gone = beyond(before, now)
        .into_iter()
        .map(|line| format!("- {line}\n"));
    let new = beyond(now, before)
        .into_iter()
        .map(|line| format!("+ {line}\n"));
    gone.chain(new).collect()
}

/// The lines that are not among the others, or not as often.
fn beyond<'a>(lines: &'a [String], others: &[String]) -> Vec<&'a String> {
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
