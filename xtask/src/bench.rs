//! `cargo xtask bench`: compares the console and the element with their twins in hand-written JavaScript.
//!
//! `tests/bench/driver.mjs` measures. Its figures depend on the machine, so no test looks at them.

use lexopt::prelude::*;

use crate::command::Task;
use crate::dist;
use crate::error::{Error, Result};
use crate::setup;
use crate::setup::browser::{Browser, Engine};
use crate::workspace::Workspace;

/// # Errors
/// When something does not build, an option is wrong, or a page does not do what is measured.
pub fn run(workspace: &Workspace, arguments: lexopt::Parser) -> Result<()> {
    let options = options(arguments)?;
    let browser = setup::for_testing(workspace, Engine::Chromium)?;
    dist::run(workspace)?;
    let (_, result) = driver(workspace, &browser).args(options).output()?;
    result
}

fn driver(workspace: &Workspace, browser: &Browser) -> Task {
    browser
        .task(workspace, "node")
        .arg("tests/bench/driver.mjs")
}

/// The options of the driver, which are ours.
fn options(mut arguments: lexopt::Parser) -> Result<Vec<String>> {
    let mut options = Vec::new();
    while let Some(argument) = arguments.next()? {
        let name = match argument {
            Long(name @ ("only" | "json" | "rounds")) => ["--", name].concat(),
            _ => return Err(argument.unexpected().into()),
        };
        let value = arguments.value()?.string()?;
        if name == "--rounds" && !value.parse().is_ok_and(|rounds: u32| rounds > 0) {
            return Err(Error::Usage {
                problem: "--rounds takes a number from 1".to_owned(),
            });
        }
        options.extend([name, value]);
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::options;

    #[test]
    fn options_are_checked_before_anything_is_built() {
        let parsed = |args: &[&str]| options(lexopt::Parser::from_args(args)).ok();
        assert_eq!(parsed(&[]), Some(Vec::new()));
        let given = ["--rounds", "3", "--only", "load", "--json", "a.json"];
        assert_eq!(parsed(&given), Some(given.map(str::to_owned).to_vec()));
        for wrong in [["--rounds", "0"], ["--rounds", "x"], ["--fast", "1"]] {
            assert_eq!(parsed(&wrong), None, "{wrong:?}");
        }
        assert_eq!(parsed(&["--json"]), None);
    }
}
