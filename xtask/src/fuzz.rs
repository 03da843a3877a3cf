//! `cargo xtask fuzz`: checks the rules of `tests/fuzz` against generated inputs, each target for so many seconds.
//!
//! The corpus stays in the target folder, so that the next run continues from it; only the seeds are committed.
//! The sanitizers are off: they look for faults of `unsafe` code, of which there is none, and want another toolchain.

use std::fs;
use std::path::Path;

use lexopt::prelude::*;
use serde::Deserialize;

use crate::command::Task;
use crate::error::{Error, Result};
use crate::setup;
use crate::workspace::Workspace;

const MANIFEST: &str = "tests/fuzz/Cargo.toml";
const SECONDS: u32 = 60;
/// The options of libFuzzer for every target. Inputs may be longer than the longest address.
const FLAGS: &[&str] = &[
    "--",
    "-verbosity=0",
    "-print_final_stats=1",
    "-dict=tests/fuzz/dictionary",
    "-max_len=8192",
    "-timeout=10",
];

/// # Errors
/// When cargo-fuzz is missing and cannot be installed, a target does not build, or an input breaks a rule.
pub fn run(workspace: &Workspace, arguments: lexopt::Parser) -> Result<()> {
    let (targets, seconds) = options(&targets(workspace)?, arguments)?;
    setup::for_fuzzing(workspace)?;
    for target in targets {
        fuzz(workspace, &target, seconds)?;
    }
    Ok(())
}

fn targets(workspace: &Workspace) -> Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Manifest {
        bin: Vec<Program>,
    }
    #[derive(Deserialize)]
    struct Program {
        name: String,
    }

    let manifest: Manifest = workspace.read_toml(MANIFEST)?;
    Ok(manifest.bin.into_iter().map(|bin| bin.name).collect())
}

fn options(all: &[String], mut arguments: lexopt::Parser) -> Result<(Vec<String>, u32)> {
    let (mut targets, mut seconds) = (all.to_owned(), SECONDS);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("seconds") => seconds = arguments.value()?.parse()?,
            Long("only") => {
                let name = arguments.value()?;
                targets.retain(|target| name == target.as_str());
            }
            _ => return Err(argument.unexpected().into()),
        }
    }
    // libFuzzer takes 0 as no limit.
    if targets.is_empty() || seconds == 0 {
        return Err(Error::Usage {
            problem: format!(
                "--only takes one of {}, --seconds a number from 1",
                all.join(", ")
            ),
        });
    }
    Ok((targets, seconds))
}

fn fuzz(workspace: &Workspace, target: &str, seconds: u32) -> Result<()> {
    let folder = workspace.target().join("fuzz");
    let (corpus, finding) = (
        folder.join("corpus").join(target),
        folder.join(format!("{target}.finding")),
    );
    fs::create_dir_all(&corpus).map_err(Error::file(&corpus))?;
    drop(fs::remove_file(&finding));
    let result = cargo_fuzz(workspace, target, &corpus)
        .arg(["tests/fuzz/seeds/", target].concat())
        .args(FLAGS)
        .arg(format!("-max_total_time={seconds}"))
        .arg(["-exact_artifact_path=", &finding.to_string_lossy()].concat())
        .run();
    if finding.is_file() {
        let reproduce = cargo_fuzz(workspace, target, &finding)
            .command_line()
            .to_owned();
        return Err(Error::Finding {
            target: target.to_owned(),
            file: finding,
            reproduce,
        });
    }
    result
}

/// Runs a target on every file of the folder `inputs`, or on the file `inputs` alone.
fn cargo_fuzz(workspace: &Workspace, target: &str, inputs: &Path) -> Task {
    Task::new(workspace, "cargo")
        .args(["fuzz", "run", "--fuzz-dir", "tests/fuzz"])
        .args(["--sanitizer", "none", "--target-dir"])
        .arg(workspace.target().join("fuzz"))
        .arg(target)
        .arg(inputs)
}

#[cfg(test)]
mod tests {
    use super::{SECONDS, options};

    #[test]
    fn options_choose_targets_and_time() {
        let all = ["response", "url"].map(str::to_owned);
        let chosen = |args: &[&str]| options(&all, lexopt::Parser::from_args(args)).ok();
        assert_eq!(chosen(&[]), Some((all.to_vec(), SECONDS)));
        assert_eq!(
            chosen(&["--only", "url", "--seconds", "5"]),
            Some((vec!["url".to_owned()], 5))
        );
        for wrong in [["--only", "x"], ["--seconds", "0"], ["--seconds", "-1"]] {
            assert_eq!(chosen(&wrong), None, "{wrong:?}");
        }
    }
}
