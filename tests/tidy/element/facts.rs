//! What several places state about the element, as a set for each place.

use std::collections::BTreeSet;

use crate::files::assert_empty;

/// What one place states: a fact is a line such as `url-policy urlPolicy`.
pub type Facts = BTreeSet<String>;

/// All places must say the same, and something.
#[track_caller]
pub fn agree(places: &[(&str, Facts)]) {
    assert_empty(&differences(places));
    assert!(
        places.iter().all(|(_, facts)| !facts.is_empty()),
        "nothing was found"
    );
}

fn differences(places: &[(&str, Facts)]) -> Vec<String> {
    let all: Facts = places.iter().flat_map(|(_, facts)| facts.clone()).collect();
    let mut found = Vec::new();
    for fact in &all {
        for (place, _) in places.iter().filter(|(_, facts)| !facts.contains(fact)) {
            found.push(format!("{place} lacks `{fact}`"));
        }
    }
    found
}

/// What stands between the first `start` and the next `end`.
#[track_caller]
pub fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start);
    let rest = rest.unwrap_or_else(|| panic!("no {start:?}")).1;
    rest.split_once(end)
        .unwrap_or_else(|| panic!("no {end:?} after {start:?}"))
        .0
}

/// What stands between quotes of this kind. For texts without escapes.
pub fn quoted(text: &str, quote: char) -> Vec<String> {
    let pieces = text.split(quote).skip(1).step_by(2);
    pieces.map(str::to_owned).collect()
}

#[test]
fn fact_that_one_place_lacks_is_named_with_the_place() {
    let facts = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let places = [("a", facts(&["x", "y"])), ("b", facts(&["x"]))];
    assert_eq!(differences(&places), ["b lacks `y`"]);
}
