//! The commands of this repository: `cargo xtask setup | start | dist | test | bench | fuzz | audit`.
//!
//! In reading order: [`setup`] installs the tools, [`console`] and [`element`] build the release files, [`optimize`],
//! [`compression`], [`assets`] and [`budget`] shrink and check them, [`start`], [`dist`], [`mod@test`], [`mod@bench`], [`fuzz`]
//! and [`audit`] are the commands.

mod artifact;
mod assets;
mod audit;
mod bench;
mod budget;
mod command;
mod compression;
mod console;
mod digest;
mod dist;
mod element;
mod error;
mod fingerprint;
mod fuzz;
mod hosts;
mod optimize;
mod report;
mod row_results;
mod setup;
mod size_profile;
mod start;
mod test;
mod test_counts;
mod tool;
mod workspace;

use std::process::ExitCode;

use lexopt::prelude::*;

use error::{Error, Result};
use workspace::Workspace;

const HELP: &str = "\
cargo xtask COMMAND

  setup   install the tools that are missing, and print each step
  start   build the console and run it on the local server (options: start --help)
  dist    build and compress the release files and compare their sizes with budgets.toml
  test    run every test, cheap ones first; --only native | wasm | e2e runs one part,
          --browser chromium | firefox | webkit | all selects the browser (chromium; all if CI is set)
  bench   compare the console and the element with twins in plain JavaScript; --rounds N (5), --only NAME, --json FILE
  fuzz    test generated inputs, each target for a minute; --seconds N, --only TARGET
  audit   check licences, sources and known vulnerabilities of the dependencies against deny.toml
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let workspace = Workspace::find()?;
    let mut arguments = lexopt::Parser::from_env();
    let name = match arguments.next()? {
        Some(Value(name)) => name.to_string_lossy().into_owned(),
        Some(Long("help") | Short('h')) => {
            print!("{HELP}");
            return Ok(());
        }
        Some(other) => return Err(other.unexpected().into()),
        None => {
            return Err(Error::Usage {
                problem: format!("a command is needed\n\n{HELP}"),
            });
        }
    };
    match name.as_str() {
        "start" => start::run(&workspace, arguments),
        "test" => test::run(&workspace, arguments),
        "bench" => bench::run(&workspace, arguments),
        "fuzz" => fuzz::run(&workspace, arguments),
        "audit" => no_arguments(arguments).and_then(|()| audit::run(&workspace)),
        "setup" => no_arguments(arguments).and_then(|()| setup::run(&workspace)),
        "dist" => no_arguments(arguments).and_then(|()| dist::run(&workspace)),
        _ => Err(Error::Usage {
            problem: format!("there is no command `{name}`\n\n{HELP}"),
        }),
    }
}

fn no_arguments(mut arguments: lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        None => Ok(()),
        Some(argument) => Err(argument.unexpected().into()),
    }
}
