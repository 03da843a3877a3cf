//! Attributes that elements of a view must have, wherever they are.

use crate::documents::ends_with;
use crate::files::{assert_empty, texts};
use crate::view::{line_of, name_of, views};

/// What is compared, copied or looked for by a person: ids, addresses, hosts, kinds, names of headers and code, and what an
/// API or a person wrote. A translator in the browser would change it.
const VERBATIM: [&str; 2] = ["code", "bdi"];

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
