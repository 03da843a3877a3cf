//! The attributes that exclude a secret from session recordings, translation and printing: in the program and in `rescue.js`.

use crate::element::facts::{Facts, agree, between, quoted};
use crate::files::{assert_empty, read, texts};
use crate::literals::literals;

/// For password managers, which look at input fields only.
const ONLY_FOR_FIELDS: [&str; 4] = [
    "data-1p-ignore",
    "data-lpignore",
    "data-bwignore",
    "data-form-type",
];

#[test]
fn rescued_secret_has_the_guards_of_the_program() {
    agree(&[
        ("the program", guards_of_the_program()),
        ("public/rescue.js", guards_of_the_rescue()),
    ]);
}

/// Nobody knows otherwise why there is a gap.
#[test]
fn what_is_not_printed_says_why_in_print_alone() {
    let style = read("style/component.css");
    let (screen, print) = style.split_once("@media print {").expect("rules for print");
    assert!(print.contains(".guarded { display: none !important; }"));
    assert!(screen.contains("\n  .on-paper { display: none; }"));
    assert!(print.contains("\n    .on-paper { display: block; }"));
    let guarded = [
        " use:guard=true",
        "kind=InputKind::Secret",
        "of Object.entries(GUARDS)",
    ];
    let files = texts(&["src/", "public/"]);
    let files = files
        .iter()
        .filter(|(_, text)| guarded.iter().any(|guard| text.contains(guard)));
    let silent = files
        .clone()
        .filter(|(_, text)| !text.contains("\"on-paper\""));
    let silent: Vec<_> = silent.map(|(name, _)| name.clone()).collect();
    assert_empty(&silent);
    assert_eq!(
        files.count(),
        3,
        "the panel, the key's field and the rescue"
    );
}

/// `translate="no"`: each attribute of the element that contains the secret.
fn guards_of_the_program() -> Facts {
    let (guard, panel) = (
        read("src/component/guard.rs"),
        read("src/component/secret_panel.rs"),
    );
    let output = between(&panel, "<output", "/>");
    assert!(
        output
            .split_whitespace()
            .any(|word| word == "use:guard=true"),
        "the element that contains the secret has no guards"
    );
    let guards = literals(between(&guard, "const GUARDS: [(&str, &str); ", "];"));
    let guards = guards.chunks(2).map(|pair| (&*pair[0], &*pair[1]));
    let classes = literals(between(&guard, "const CLASSES: &str =", ";"));
    let own = output.split_whitespace();
    let own = own.filter_map(|word| word.split_once("=\"")?.1.strip_suffix('"').map(|_| word));
    guards
        .filter(|(name, _)| !ONLY_FOR_FIELDS.contains(name))
        .chain([("class", &*classes[0])])
        .map(fact)
        // The accessible name is missing, since it is translated and so no literal.
        .chain(own.map(str::to_owned))
        .collect()
}

fn guards_of_the_rescue() -> Facts {
    let rescue = read("public/rescue.js");
    let lines = between(&rescue, "const GUARDS = {", "};").lines();
    let pairs = lines.filter_map(|line| line.trim().split_once(": "));
    pairs
        .map(|(name, value)| fact((name.trim_matches('"'), &quoted(value, '"')[0])))
        .collect()
}

fn fact((name, value): (&str, &str)) -> String {
    format!("{name}=\"{value}\"")
}
