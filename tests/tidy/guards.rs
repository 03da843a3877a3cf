//! What keeps a secret from recorders, translators and paper, in the program and where it was rescued from it.

use crate::element::facts::{Facts, agree, between, quoted};
use crate::files::read;
use crate::literals::literals;

/// What speaks to password managers, which look at what is typed and at nothing else.
const OF_FIELDS: [&str; 4] = [
    "data-1p-ignore",
    "data-lpignore",
    "data-bwignore",
    "data-form-type",
];

#[test]
fn rescued_secret_is_guarded_as_the_programs_own() {
    agree(&[
        ("the program", of_the_program()),
        ("public/rescue.js", of_the_rescue()),
    ]);
}

/// `translate="no"`: each attribute of the element that holds the secret.
fn of_the_program() -> Facts {
    let (guard, panel) = (
        read("src/component/guard.rs"),
        read("src/component/secret_panel.rs"),
    );
    let output = between(&panel, "<output", "/>");
    assert!(
        output.split_whitespace().any(|word| word == "use:guard"),
        "the element that holds the secret is not guarded"
    );
    let guards = literals(between(&guard, "const GUARDS: [(&str, &str); ", "];"));
    let guards = guards.chunks(2).map(|pair| (&*pair[0], &*pair[1]));
    let classes = literals(between(&guard, "const CLASSES: &str =", ";"));
    let own = output.split_whitespace();
    let own = own.filter_map(|word| word.split_once("=\"")?.1.strip_suffix('"').map(|_| word));
    guards
        .filter(|(name, _)| !OF_FIELDS.contains(name))
        .chain([("class", &*classes[0])])
        .map(fact)
        // The name of the element is a call, for it is translated.
        .chain(own.map(str::to_owned))
        .collect()
}

fn of_the_rescue() -> Facts {
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
