//! `cargo xtask test`: everything, cheap parts first; the first part that fails is the last.

use std::time::Instant;

use lexopt::prelude::*;
use serde::Deserialize;

use crate::command::{Task, spent};
use crate::dist;
use crate::error::{Error, Result};
use crate::hosts;
use crate::setup::{self, browser::Browser, rust};
use crate::start;
use crate::tally::Tally;
use crate::workspace::Workspace;

const MINIMUM: &str = "tests/minimum.toml";

/// How many browser tests must run: tests that are skipped rot silently.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Minimum {
    wasm: u64,
    e2e: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Native,
    Wasm,
    EndToEnd,
}

impl Part {
    const ALL: [Self; 3] = [Self::Native, Self::Wasm, Self::EndToEnd];

    fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Wasm => "wasm",
            Self::EndToEnd => "e2e",
        }
    }
}

/// # Errors
/// When a tool is missing, something does not build, a test fails, or too few browser tests ran.
pub fn run(workspace: &Workspace, arguments: lexopt::Parser) -> Result<()> {
    let parts = parts(arguments)?;
    let minimum: Minimum =
        toml::from_str(&workspace.read(MINIMUM)?).map_err(|error| Error::Unreadable {
            path: workspace.root().join(MINIMUM),
            problem: error.to_string(),
        })?;
    setup::for_building(workspace)?;
    let browser = setup::for_testing(workspace)?;

    let mut all = Tally::default();
    let mut lines = Vec::new();
    for part in parts {
        let begun = Instant::now();
        println!("\n== {} tests", part.name());
        let (tally, result) = match part {
            Part::Native => listen(vec![native(workspace)])?,
            Part::Wasm => listen(in_browser(workspace, &browser))?,
            Part::EndToEnd => {
                dist::run(workspace)?;
                hosts::ready(workspace)?;
                start::build_server(workspace)?;
                listen(vec![end_to_end(workspace, &browser)])?
            }
        };
        all += tally;
        let Tally {
            passed,
            failed,
            ignored,
        } = tally;
        lines.push(format!(
            "{}: {passed} passed, {failed} failed, {ignored} ignored in {}",
            part.name(),
            spent(begun)
        ));
        let problem = result.err().map(|error| error.to_string());
        if let Some(problem) = problem.or_else(|| too_few(part, passed, &minimum)) {
            lines.push(problem);
            println!("\n{} passed, {} failed", all.passed, all.failed.max(1));
            return Err(Error::Tests { lines });
        }
    }
    println!("\n{}\n{} passed, 0 failed", lines.join("\n"), all.passed);
    Ok(())
}

fn parts(mut arguments: lexopt::Parser) -> Result<Vec<Part>> {
    let mut parts = Part::ALL.to_vec();
    while let Some(argument) = arguments.next()? {
        let Long("only") = argument else {
            return Err(argument.unexpected().into());
        };
        let name = arguments.value()?;
        parts.retain(|part| name == part.name());
        if parts.is_empty() {
            let names = Part::ALL.map(Part::name).join(", ");
            return Err(Error::Usage {
                problem: format!("--only takes one of {names}"),
            });
        }
    }
    Ok(parts)
}

fn too_few(part: Part, passed: u64, minimum: &Minimum) -> Option<String> {
    let least = match part {
        Part::Native => 1,
        Part::Wasm => minimum.wasm,
        Part::EndToEnd => minimum.e2e,
    };
    (passed < least).then(|| {
        format!(
            "only {passed} {} tests passed, and {MINIMUM} asks for {least}",
            part.name()
        )
    })
}

fn listen(tasks: Vec<Task>) -> Result<(Tally, Result<()>)> {
    let mut all = Tally::default();
    for task in tasks {
        let (heard, result) = task.listen()?;
        all += Tally::of(&heard);
        if result.is_err() {
            return Ok((all, result));
        }
    }
    Ok((all, Ok(())))
}

fn native(workspace: &Workspace) -> Task {
    Task::new(workspace, "cargo").args([
        "test",
        "--workspace",
        "--exclude",
        "e2e",
        "--no-fail-fast",
    ])
}

fn in_browser(workspace: &Workspace, browser: &Browser) -> Vec<Task> {
    [("webhook-contract", "contract"), ("webhook-console", "web")]
        .map(|(package, test)| {
            Task::new(workspace, "cargo")
                .args([
                    "test",
                    "--target",
                    rust::TARGET,
                    "--package",
                    package,
                    "--test",
                    test,
                ])
                .env(
                    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                    "wasm-bindgen-test-runner",
                )
                .env("CHROMEDRIVER", &browser.driver)
                .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
                .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "120")
        })
        .into()
}

fn end_to_end(workspace: &Workspace, browser: &Browser) -> Task {
    Task::new(workspace, "cargo")
        // One browser at a time: several at once on a small machine make timings lie.
        .args(["test", "--package", "e2e", "--", "--test-threads=1"])
        .env("WEBHOOK_CONSOLE_SERVER", workspace.server())
        .env("WEBHOOK_CONSOLE_SITE", workspace.console())
        .env("WEBHOOK_CONSOLE_HOSTS", workspace.hosts().join("dist"))
        .env("WEBHOOK_CONSOLE_AXE", workspace.axe())
        .env(
            "WEBHOOK_CONSOLE_LIGHTHOUSE",
            workspace.lighthouse().join("audit.js"),
        )
        .env("CHROMIUM", &browser.program)
        .env("CHROMEDRIVER", &browser.driver)
}
