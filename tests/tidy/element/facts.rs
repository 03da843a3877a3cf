//! What each source states about the element, as a set of facts.

use std::collections::BTreeSet;

use crate::files::assert_empty;

/// The facts of one source. A fact is a line such as `url-policy urlPolicy`.
pub type Facts = BTreeSet<String>;

/// Asserts that all sources state the same facts, and at least one.
#[track_caller]
pub fn agree(sources: &[(&str, Facts)]) {
    assert_empty(&differences(sources));
    assert!(
        sources.iter().all(|(_, facts)| !facts.is_empty()),
        "nothing was found"
    );
}

fn differences(sources: &[(&str, Facts)]) -> Vec<String> {
    let all: Facts = sources
        .iter()
        .flat_map(|(_, facts)| facts.clone())
        .collect();
    let mut found = Vec::new();
    for fact in &all {
        for (source, _) in sources.iter().filter(|(_, facts)| !facts.contains(fact)) {
            found.push(format!("{source} lacks `{fact}`"));
        }
    }
    found
}

/// The text between the first `start` and the next `end`.
#[track_caller]
pub fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start);
    let rest = rest.unwrap_or_else(|| panic!("no {start:?}")).1;
    rest.split_once(end)
        .unwrap_or_else(|| panic!("no {end:?} after {start:?}"))
        .0
}

/// The quoted strings. The text has no escapes.
pub fn quoted(text: &str, quote: char) -> Vec<String> {
    let pieces = text.split(quote).skip(1).step_by(2);
    pieces.map(str::to_owned).collect()
}

#[test]
fn missing_fact_is_reported_with_its_source() {
    let facts = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let sources = [("a", facts(&["x", "y"])), ("b", facts(&["x"]))];
    assert_eq!(differences(&sources), ["b lacks `y`"]);
}
