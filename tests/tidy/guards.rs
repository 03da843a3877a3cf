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

/// `translate="no"`: each attribute of the node that holds the secret.
fn of_the_program() -> Facts {
    let (field, panel) = (
        read("src/component/field.rs"),
        read("src/component/secret_panel.rs"),
    );
    let guards = literals(between(&field, "GUARDS: [(&str, &str); 12] = [", "];"));
    let own = literals(between(&panel, ".attrs(&GUARDS).attrs(&[", "]);"));
    let pairs = [guards, own].concat();
    let pairs = pairs.chunks(2).map(|pair| (&*pair[0], &*pair[1]));
    pairs
        // Its name is said, in the reader's words.
        .filter(|(name, _)| *name != "aria-label" && !OF_FIELDS.contains(name))
        .map(fact)
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
