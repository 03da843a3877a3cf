//! What is tested in every browser, and what `docs/faults.md` says of it.

use std::collections::BTreeSet;

use crate::files::{code, read, texts};
use crate::literals::{in_first_argument, literals};

const ROWS: &str = "tests/e2e/tests/everywhere";

/// The files there whose rows have no number. Each names a row where it makes it.
const UNNUMBERED: [&str; 4] = [
    "accessibility.rs",
    "announcements.rs",
    "keyboard.rs",
    "requests.rs",
];

/// The values of `{surface}` in a name.
const SURFACES: [&str; 2] = ["console", "element"];

#[test]
fn faults_md_lists_the_rows_that_are_tested_and_no_others() {
    let mut tested: BTreeSet<String> = texts(&[ROWS])
        .iter()
        .flat_map(|(_, text)| literals(&code(text)))
        .filter(|literal| is_row(literal))
        .collect();
    for file in UNNUMBERED {
        tested.extend(rows_made_in(&code(&read(&[ROWS, file].join("/")))));
    }
    let document = read("docs/faults.md");
    let listed: BTreeSet<String> = document
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .map(str::to_owned)
        .collect();
    assert!(tested.len() > 50, "{tested:?}");
    assert_eq!(
        listed, tested,
        "the rows in docs/faults.md (left) and in {ROWS}"
    );
}

/// The names of the rows that are made in `code`.
fn rows_made_in(code: &str) -> Vec<String> {
    let mut rows = Vec::new();
    for rest in code.split("Row::new(").skip(1) {
        let (made_of, names) = in_first_argument(rest);
        assert_eq!(names.len(), 1, "a row is named as Row::new({made_of}");
        if names[0].contains("{surface}") {
            rows.extend(SURFACES.map(|surface| names[0].replace("{surface}", surface)));
        } else {
            rows.extend(names);
        }
    }
    rows
}

/// Whether this is the name of a fault or of a case of security: `F3 …`, `S14 …`.
fn is_row(literal: &str) -> bool {
    let number = literal
        .strip_prefix(['F', 'S'])
        .and_then(|rest| rest.split_once(' '));
    number.is_some_and(|(number, _)| number.parse::<u8>().is_ok())
}

#[test]
fn row_is_known_by_its_number() {
    assert!(is_row("F3 connection reset") && is_row("S14 key in an attribute"));
    assert!(!is_row("F3") && !is_row("First of all") && !is_row("Store the secret"));
}

#[test]
fn row_is_made_for_each_surface() {
    let code = r#"vec![Row::new(format!("fits, {surface}"), move || fits(surface)), Row::new("tree", tree)]"#;
    let expected = ["fits, console", "fits, element", "tree"];
    assert_eq!(rows_made_in(code), expected);
}
