//! Tests that are made from tables.

use std::process::ExitCode;

use e2e::Engine;
use libtest_mimic::{Arguments, Trial};

/// A test of a table.
pub struct Row {
    name: String,
    /// The browsers that skip it, and why.
    skipped: Vec<(Engine, &'static str)>,
    test: Box<dyn FnOnce() + Send>,
}

impl Row {
    /// `name` begins with the number of the row, if it has one, as in `F3 reset after the body was read`.
    pub fn new(name: impl Into<String>, test: impl FnOnce() + Send + 'static) -> Self {
        Self {
            name: name.into(),
            skipped: Vec::new(),
            test: Box::new(test),
        }
    }

    /// Skips it in this browser.
    #[must_use]
    pub fn not_in(mut self, engine: Engine, why: &'static str) -> Self {
        self.skipped.push((engine, why));
        self
    }

    /// `cargo xtask test` reads the lines that begin with `skipped `.
    fn trial(self, engine: Engine) -> Trial {
        let why = self.skipped.iter().find(|(skipped, _)| *skipped == engine);
        if let Some((_, why)) = why {
            println!("skipped {}: {why}", self.name);
        }
        let skipped = why.is_some();
        let test = self.test;
        Trial::test(self.name, move || {
            test();
            Ok(())
        })
        .with_kind(engine.name())
        .with_ignored_flag(skipped)
    }
}

/// Runs the rows of all tables in this run's browser.
pub fn run(tables: impl IntoIterator<Item = Vec<Row>>) -> ExitCode {
    let engine = Engine::current();
    let rows = tables.into_iter().flatten();
    let trials = rows.map(|row| row.trial(engine)).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
