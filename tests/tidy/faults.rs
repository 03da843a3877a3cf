//! What is tested in every browser, and what `docs/faults.md` says of it.

use std::collections::BTreeSet;

use crate::files::{code, read, texts};
use crate::literals::literals;

const ROWS: &str = "tests/e2e/tests/everywhere";

#[test]
fn faults_md_lists_the_rows_that_are_tested_and_no_others() {
    let tested: BTreeSet<String> = texts(&[ROWS])
        .iter()
        .flat_map(|(_, text)| literals(&code(text)))
        .filter(|literal| is_row(literal))
        .collect();
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
