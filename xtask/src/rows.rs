//! The rows that are run in every browser, counted for each: `tests/e2e/tests/everywhere`.

use crate::setup::browser::Engine;
use crate::tally::Tally;

/// What came of the rows in one browser.
#[derive(Debug)]
pub struct Rows {
    pub engine: Engine,
    pub tally: Tally,
    /// Each row that the browser cannot show, with the reason.
    skipped: Vec<String>,
}

impl Rows {
    /// Reads what the test program printed.
    pub fn of(engine: Engine, output: &str) -> Self {
        let skipped = output
            .lines()
            .filter_map(|line| line.strip_prefix("skipped "));
        Self {
            engine,
            tally: Tally::of(output),
            skipped: skipped.map(str::to_owned).collect(),
        }
    }
}

/// One line for each browser, then the reasons.
pub fn table(all: &[Rows]) -> Vec<String> {
    let mut lines = vec![format!(
        "{:<10}{:>8}{:>8}{:>9}",
        "rows", "passed", "failed", "skipped"
    )];
    for rows in all {
        let Tally {
            passed,
            failed,
            ignored,
        } = rows.tally;
        let name = rows.engine.name();
        lines.push(format!("{name:<10}{passed:>8}{failed:>8}{ignored:>9}"));
    }
    for rows in all {
        for skipped in &rows.skipped {
            lines.push(format!("skipped in {}: {skipped}", rows.engine.name()));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Rows, table};
    use crate::setup::browser::Engine;

    #[test]
    fn skipped_rows_are_named_with_their_reason() {
        let output = "skipped F8 bfcache: it has none under WebDriver\n\nrunning 3 tests\n\
            test [webkit] F8 bfcache ... ignored\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(
            table(&[Rows::of(Engine::WebKit, output)]),
            [
                "rows        passed  failed  skipped",
                "webkit           2       0        1",
                "skipped in webkit: F8 bfcache: it has none under WebDriver",
            ]
        );
    }
}
