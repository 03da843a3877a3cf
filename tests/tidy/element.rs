//! Four places describe the element: the README, the types, the manifest and the code. They must agree.

#[path = "element/code.rs"]
mod code;
#[path = "element/facts.rs"]
pub mod facts;
#[path = "element/manifest.rs"]
mod manifest;
#[path = "element/package.rs"]
mod package;
#[path = "element/readme.rs"]
mod readme;
#[path = "element/texts.rs"]
mod texts;
#[path = "element/types.rs"]
mod types;

use crate::files::{assert_empty, read};
use facts::{Facts, agree};

const README: &str = "README.md";
const TYPES: &str = types::FILE;
const MANIFEST: &str = manifest::FILE;
const CODE: &str = "the code";

/// Adds `lang`, which is a property of every element.
fn with_lang(mut properties: Facts) -> Facts {
    properties.insert("lang".into());
    properties
}

/// Adds the properties that cannot be written.
fn with_read_only(mut properties: Facts) -> Facts {
    properties.extend(code::read_only_properties());
    properties
}

#[test]
fn attributes_and_their_properties_are_the_same_everywhere() {
    agree(&[
        (README, readme::attributes()),
        (MANIFEST, manifest::attributes()),
        ("the members in the manifest", manifest::reflected()),
        (CODE, code::attributes()),
    ]);
}

#[test]
fn attributes_are_read_and_forwarded() {
    agree(&[
        (CODE, code::attribute_names()),
        ("src/element/attributes.rs", code::parsed_attributes()),
        ("public/frame.js", code::forwarded_attributes()),
    ]);
}

#[test]
fn fields_are_filled_in_again_after_a_crash() {
    agree(&[
        ("src/model/form/problem.rs", code::form_fields()),
        (
            "fieldValues in src/element/runtime.js",
            code::rescued_fields(),
        ),
    ]);
}

#[test]
fn properties_are_the_same_everywhere() {
    agree(&[
        (README, readme::properties()),
        (TYPES, with_lang(with_read_only(types::properties()))),
        (
            "the getters in the types",
            with_lang(types::readable_properties()),
        ),
        (
            "the props for frameworks",
            with_lang(with_read_only(types::settable())),
        ),
        (MANIFEST, manifest::properties()),
        (CODE, with_lang(with_read_only(code::properties()))),
        (
            "the getters in the code",
            with_lang(code::readable_properties()),
        ),
        (
            "the list for the upgrade",
            with_lang(with_read_only(code::upgraded_properties())),
        ),
    ]);
}

#[test]
fn methods_are_the_same_everywhere() {
    agree(&[
        (README, readme::methods()),
        (TYPES, types::methods()),
        (MANIFEST, manifest::methods()),
        (CODE, code::methods()),
    ]);
}

#[test]
fn events_and_the_fields_of_their_details_are_the_same_everywhere() {
    agree(&[
        (README, readme::details()),
        (TYPES, types::details()),
        (MANIFEST, manifest::details()),
        (CODE, code::details()),
    ]);
    agree(&[
        (README, readme::events()),
        (TYPES, types::events()),
        (MANIFEST, manifest::events()),
    ]);
}

#[test]
fn error_codes_are_the_same_everywhere() {
    let names = |facts: Facts| facts.iter().map(|fact| first_word(fact)).collect();
    agree(&[
        (README, names(readme::codes_with_outcomes())),
        (TYPES, types::codes()),
        (MANIFEST, manifest::codes()),
        (CODE, names(code::codes())),
    ]);
    agree(&[
        (README, readme::codes_with_outcomes()),
        (CODE, code::codes()),
    ]);
}

#[test]
fn enumerated_values_are_the_same_everywhere() {
    let named: Vec<String> = code::enum_values()
        .iter()
        .map(|fact| first_word(fact))
        .collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    agree(&[
        (README, readme::enum_values(&named)),
        (TYPES, types::enum_values()),
        (MANIFEST, manifest::enum_values()),
        (CODE, code::enum_values()),
    ]);
}

#[test]
fn default_values_are_the_same_everywhere() {
    let named: Vec<String> = code::default_values()
        .iter()
        .map(|fact| first_word(fact))
        .collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    agree(&[
        (README, readme::default_values(&named)),
        (MANIFEST, manifest::default_values(&named)),
        (CODE, code::default_values()),
    ]);
}

#[test]
fn custom_properties_are_the_same_everywhere() {
    agree(&[
        (README, readme::custom_properties()),
        (MANIFEST, manifest::custom_properties()),
        (CODE, code::custom_properties()),
    ]);
    agree(&[
        (README, readme::default_lengths()),
        (MANIFEST, manifest::default_lengths()),
        (CODE, code::default_lengths()),
    ]);
}

#[test]
fn parts_are_the_same_everywhere() {
    agree(&[
        (README, readme::parts()),
        (MANIFEST, manifest::parts()),
        (CODE, code::parts()),
    ]);
}

#[test]
fn example_in_the_readme_is_the_file_that_the_tests_run() {
    let examples = readme::examples();
    let mut found = Vec::new();
    let hosts = [
        "html",
        "react",
        "react-router",
        "vue",
        "vue-router",
        "svelte",
        "angular",
        "turbo",
    ];
    for host in hosts {
        let folder = format!("tests/hosts/{host}/");
        if !examples
            .iter()
            .any(|(name, _, _)| name.starts_with(&folder))
        {
            found.push(format!("README.md has no example from {folder}"));
        }
    }
    for (name, whole, shown) in examples {
        let file = read(&name);
        let same = if whole {
            shown == file
        } else {
            unindented(&file).contains(&unindented(&shown))
        };
        if !same {
            found.push(format!("README.md differs from {name}"));
        }
    }
    assert_empty(&found);
}

/// Without indentation, since a part of a file may be indented there.
fn unindented(text: &str) -> String {
    text.lines()
        .flat_map(|line| [line.trim_start(), "\n"])
        .collect()
}

#[test]
fn section_of_the_readme_can_stand_alone() {
    let section = readme::section();
    let links = section.split("](").skip(1);
    let targets = links.filter_map(|rest| rest.split(')').next());
    let elsewhere = targets.filter(|target| !target.starts_with("https://"));
    let found: Vec<_> = elsewhere
        .map(|target| format!("{target} is not in the package, whose README is this section"))
        .collect();
    assert_empty(&found);
}

fn first_word(fact: &str) -> String {
    fact.split(' ').next().unwrap_or_default().to_owned()
}
