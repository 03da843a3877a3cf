//! What came of the tests, and what had to come of them.

use std::fmt;
use std::time::Instant;

use serde::Deserialize;

use crate::command::{Task, spent};
use crate::error::{Error, Result};
use crate::rows::{self, Rows};
use crate::setup::browser::Engine;
use crate::tally::Tally;

pub const MINIMUM: &str = "tests/minimum.toml";

/// How many browser tests must pass: tests that are skipped rot silently.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minimum {
    pub wasm: u64,
    pub e2e: u64,
    pub rows: MinimumOfRows,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinimumOfRows {
    pub chromium: u64,
    pub firefox: u64,
    pub webkit: u64,
}

impl MinimumOfRows {
    fn of(&self, engine: Engine) -> u64 {
        match engine {
            Engine::Chromium => self.chromium,
            Engine::Firefox => self.firefox,
            Engine::WebKit => self.webkit,
        }
    }
}

/// What came of everything so far.
#[derive(Default)]
pub struct Report {
    all: Tally,
    lines: Vec<String>,
    problems: Vec<String>,
}

impl Report {
    /// Runs what makes up one part, of which at least so many tests must pass.
    pub fn run(&mut self, name: &str, least: u64, tasks: Vec<Task>) -> Result<()> {
        self.hear(name, least, tasks);
        self.judge()
    }

    /// The same, to be judged later.
    pub fn hear(&mut self, name: &str, least: u64, tasks: Vec<Task>) {
        let begun = Instant::now();
        let (tally, result) = listen(tasks);
        let Tally {
            passed,
            failed,
            ignored,
        } = tally;
        self.lines.push(format!(
            "{name}: {passed} passed, {failed} failed, {ignored} ignored in {}",
            spent(begun)
        ));
        self.add(name, least, tally, result);
    }

    pub fn rows(&mut self, all: Vec<(Rows, Result<()>)>, minimum: &MinimumOfRows) {
        let mut table = Vec::new();
        for (rows, result) in all {
            let name = format!("rows in {}", rows.engine.name());
            self.add(&name, minimum.of(rows.engine), rows.tally, result);
            table.push(rows);
        }
        self.lines.extend(rows::table(&table));
    }

    fn add(&mut self, name: &str, least: u64, tally: Tally, result: Result<()>) {
        self.all += tally;
        let problem = result.err().map(|error| error.to_string());
        self.problems
            .extend(problem.or_else(|| too_few(name, tally, least)));
    }

    pub fn judge(&mut self) -> Result<()> {
        if self.problems.is_empty() {
            return Ok(());
        }
        println!(
            "\n{} passed, {} failed",
            self.all.passed,
            self.all.failed.max(1)
        );
        let mut lines = std::mem::take(&mut self.lines);
        lines.append(&mut self.problems);
        Err(Error::Tests { lines })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let passed = self.all.passed;
        write!(f, "{}\n{passed} passed, 0 failed", self.lines.join("\n"))
    }
}

fn too_few(name: &str, tally: Tally, least: u64) -> Option<String> {
    let passed = tally.passed;
    (passed < least)
        .then(|| format!("{name}: only {passed} tests passed, and {MINIMUM} asks for {least}"))
}

/// What tests print, and whether they passed: what does not start has not.
pub fn hear(task: Task) -> (String, Result<()>) {
    let nothing = |error| (String::new(), Err(error));
    task.listen().unwrap_or_else(nothing)
}

fn listen(tasks: Vec<Task>) -> (Tally, Result<()>) {
    let mut all = Tally::default();
    for task in tasks {
        let (heard, result) = hear(task);
        all += Tally::of(&heard);
        if result.is_err() {
            return (all, result);
        }
    }
    (all, Ok(()))
}

#[cfg(test)]
mod tests {
    use super::{MinimumOfRows, Report};
    use crate::error::Error;
    use crate::rows::Rows;
    use crate::setup::browser::Engine;
    use crate::tally::Tally;

    #[test]
    fn table_is_printed_whatever_has_failed_before() {
        let mut report = Report::default();
        report.add("e2e", 9, Tally::default(), Ok(()));
        let passed = "test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n";
        let rows = Rows::of(Engine::Firefox, passed);
        let minimum = MinimumOfRows {
            chromium: 2,
            firefox: 2,
            webkit: 2,
        };
        report.rows(vec![(rows, Ok(()))], &minimum);
        let Err(Error::Tests { lines }) = report.judge() else {
            panic!("too few tests are enough");
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
