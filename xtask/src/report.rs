//! The results of the tests, compared with the committed minimum.

use std::fmt;
use std::time::Instant;

use serde::Deserialize;

use crate::command::{Task, elapsed};
use crate::error::{Error, Result};
use crate::row_results::{self, RowResults};
use crate::setup::browser::Engine;
use crate::test_counts::TestCounts;

pub const MINIMUM: &str = "tests/minimum.toml";

/// How many browser tests must pass: tests that are skipped rot silently.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minimum {
    pub wasm: u64,
    pub e2e: u64,
    pub rows: RowMinimum,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowMinimum {
    pub chromium: u64,
    pub firefox: u64,
    pub webkit: u64,
}

impl RowMinimum {
    fn of(&self, engine: Engine) -> u64 {
        match engine {
            Engine::Chromium => self.chromium,
            Engine::Firefox => self.firefox,
            Engine::WebKit => self.webkit,
        }
    }
}

/// The results so far.
#[derive(Default)]
pub struct Report {
    counts: TestCounts,
    lines: Vec<String>,
    problems: Vec<String>,
}

impl Report {
    /// Runs a part, of which at least `minimum` tests must pass, and fails when anything has failed.
    pub fn run(&mut self, name: &str, minimum: u64, task: Task) -> Result<()> {
        self.record(name, minimum, task);
        self.check()
    }

    /// As [`Self::run`], without failing: see [`Self::check`].
    pub fn record(&mut self, name: &str, minimum: u64, task: Task) {
        let started = Instant::now();
        let (output, result) = output(task);
        let counts = TestCounts::parse(&output);
        let TestCounts {
            passed,
            failed,
            ignored,
        } = counts;
        self.lines.push(format!(
            "{name}: {passed} passed, {failed} failed, {ignored} ignored in {}",
            elapsed(started)
        ));
        self.add(name, minimum, counts, result);
    }

    /// A part that cannot run here.
    pub fn skip(&mut self, name: &str, reason: &str) {
        self.lines.push(format!("{name}: skipped, {reason}"));
    }

    pub fn record_rows(&mut self, all: Vec<(RowResults, Result<()>)>, minimum: &RowMinimum) {
        let mut table = Vec::new();
        for (results, result) in all {
            let name = format!("rows in {}", results.engine.name());
            self.add(&name, minimum.of(results.engine), results.counts, result);
            table.push(results);
        }
        self.lines.extend(row_results::table(&table));
    }

    fn add(&mut self, name: &str, minimum: u64, counts: TestCounts, result: Result<()>) {
        self.counts += counts;
        let problem = result.err().map(|error| error.to_string());
        self.problems
            .extend(problem.or_else(|| shortfall(name, counts, minimum)));
    }

    /// # Errors
    /// When a recorded part failed, or fewer tests passed than its minimum.
    pub fn check(&mut self) -> Result<()> {
        if self.problems.is_empty() {
            return Ok(());
        }
        println!(
            "\n{} passed, {} failed",
            self.counts.passed,
            self.counts.failed.max(1)
        );
        let mut lines = std::mem::take(&mut self.lines);
        lines.append(&mut self.problems);
        Err(Error::Tests { lines })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let passed = self.counts.passed;
        write!(f, "{}\n{passed} passed, 0 failed", self.lines.join("\n"))
    }
}

fn shortfall(name: &str, counts: TestCounts, minimum: u64) -> Option<String> {
    let passed = counts.passed;
    (passed < minimum)
        .then(|| format!("{name}: only {passed} tests passed, and {MINIMUM} asks for {minimum}"))
}

/// The output of a test program, and whether it passed; one that does not start has not.
pub fn output(task: Task) -> (String, Result<()>) {
    let no_output = |error| (String::new(), Err(error));
    task.output().unwrap_or_else(no_output)
}

#[cfg(test)]
mod tests {
    use super::{Report, RowMinimum};
    use crate::error::Error;
    use crate::row_results::RowResults;
    use crate::setup::browser::Engine;
    use crate::test_counts::TestCounts;

    #[test]
    fn table_is_printed_whatever_has_failed_before() {
        let mut report = Report::default();
        report.add("e2e", 9, TestCounts::default(), Ok(()));
        let passed = "test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n";
        let results = RowResults::parse(Engine::Firefox, passed);
        let minimum = RowMinimum {
            chromium: 2,
            firefox: 2,
            webkit: 2,
        };
        report.record_rows(vec![(results, Ok(()))], &minimum);
        let Err(Error::Tests { lines }) = report.check() else {
            panic!("a shortfall is no error");
        };
        assert_eq!(
            lines,
            [
                "rows        passed  failed  skipped",
                "firefox          2       0        0",
                "e2e: only 0 tests passed, and tests/minimum.toml asks for 9",
            ]
        );
    }
}
