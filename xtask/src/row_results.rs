//! The results of the rows that are run in every browser: `tests/e2e/tests/everywhere`.

use crate::setup::browser::Engine;
use crate::test_counts::TestCounts;

/// The results of the rows in one browser.
#[derive(Debug)]
pub struct RowResults {
    pub engine: Engine,
    pub counts: TestCounts,
    /// Each row that the browser cannot show, with the reason.
    skipped: Vec<String>,
}

impl RowResults {
    /// Reads the output of the test program.
    pub fn parse(engine: Engine, output: &str) -> Self {
        let skipped = output
            .lines()
            .filter_map(|line| line.strip_prefix("skipped "));
        Self {
            engine,
            counts: TestCounts::parse(output),
            skipped: skipped.map(str::to_owned).collect(),
        }
    }
}

/// One line for each browser, then the reasons.
pub fn table(all: &[RowResults]) -> Vec<String> {
    let mut lines = vec![format!(
        "{:<10}{:>8}{:>8}{:>9}",
        "rows", "passed", "failed", "skipped"
    )];
    for results in all {
        let TestCounts {
            passed,
            failed,
            ignored,
        } = results.counts;
        let name = results.engine.name();
        lines.push(format!("{name:<10}{passed:>8}{failed:>8}{ignored:>9}"));
    }
    for results in all {
        for skipped in &results.skipped {
            lines.push(format!("skipped in {}: {skipped}", results.engine.name()));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{RowResults, table};
    use crate::setup::browser::Engine;

    #[test]
    fn skipped_rows_are_named_with_their_reason() {
        let output = "skipped F8 bfcache: it has none under WebDriver\n\nrunning 3 tests\n\
            test [webkit] F8 bfcache ... ignored\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(
            table(&[RowResults::parse(Engine::WebKit, output)]),
            [
                "rows        passed  failed  skipped",
                "webkit           2       0        1",
                "skipped in webkit: F8 bfcache: it has none under WebDriver",
            ]
        );
    }
}
