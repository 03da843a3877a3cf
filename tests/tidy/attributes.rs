//! Attributes that elements of a view must have, wherever they are.

use crate::documents::ends_with;
use crate::files::{assert_empty, texts};
use crate::view::{line_of, name_of, views};

/// What is compared, copied or looked for by a person: ids, addresses, hosts, kinds, names of headers and code, and what an
/// API or a person wrote. A translator in the browser would change it.
const VERBATIM: [&str; 2] = ["code", "bdi"];

/// Inputs that take no text.
const NOT_TYPED: [&str; 2] = ["type=\"checkbox\"", "type=\"radio\""];

#[test]
fn verbatim_text_of_a_view_is_not_translated_by_the_browser() {
    let is_translated = |tag: &str| {
        let has_own_direction = tag.contains("dir=\"auto\"") && name_of(&tag[1..]) != "input";
        let is_verbatim = VERBATIM.contains(&name_of(&tag[1..])) || has_own_direction;
        is_verbatim && !tag.contains(" translate=\"no\"")
    };
    assert_empty(&tags(is_translated));
    assert!(tags(|tag| tag.contains("translate=\"no\"")).len() >= 10);
}

/// A phone corrects an address or a label to words that nobody typed, and makes a dash of `--`.
#[test]
fn text_input_of_a_view_is_not_corrected_by_the_browser() {
    let is_typed = |tag: &str| {
        name_of(&tag[1..]) == "input" && !NOT_TYPED.iter().any(|kind| tag.contains(kind))
    };
    let is_corrected = |tag: &str| is_typed(tag) && !tag.contains(" use:uncorrected ");
    assert_empty(&tags(is_corrected));
    assert_eq!(tags(is_typed).len(), 2, "the text input and the filter");
}

/// The start tags that fit, each with its place.
fn tags(fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in texts(&["src/"]) {
        if ends_with(&name, "rs") {
            for tag in views(&text).into_iter().flat_map(|view| view.tags) {
                let line = line_of(&text, tag.start);
                let tag = text[tag].split_whitespace().collect::<Vec<_>>().join(" ");
                if fits(&tag) {
                    found.push(format!("{name}:{line}: {tag}"));
                }
            }
        }
    }
    found
}
