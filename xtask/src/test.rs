//! `cargo xtask test`: all tests, cheap parts first; the first part that fails is the last.

use std::env;
use std::path::Path;
use std::thread;

use lexopt::prelude::*;

use crate::command::Task;
use crate::dist;
use crate::error::{Error, Result};
use crate::hosts;
use crate::report::{self, Minimum, Report};
use crate::row_results::RowResults;
use crate::setup::browser::{Browser, Engine};
use crate::setup::{self, rust};
use crate::start;
use crate::workspace::Workspace;

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

/// The parts to run, and the browsers to run them in.
struct Options {
    parts: Vec<Part>,
    engines: Vec<Engine>,
}

impl Options {
    fn parse(mut arguments: lexopt::Parser) -> Result<Self> {
        let mut parts = Part::ALL.to_vec();
        // A person waits for one browser, CI can wait for all.
        let in_ci = env::var_os("CI").is_some_and(|set| !set.is_empty());
        let mut engines = if in_ci {
            Engine::ALL.to_vec()
        } else {
            vec![Engine::Chromium]
        };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("only") => {
                    let name = arguments.value()?;
                    parts.retain(|part| name == part.name());
                    if parts.is_empty() {
                        let names = Part::ALL.map(Part::name).join(", ");
                        return Err(Error::Usage {
                            problem: format!("--only takes one of {names}"),
                        });
                    }
                }
                Long("browser") => {
                    let name = arguments.value()?;
                    engines = Engine::ALL.to_vec();
                    engines.retain(|engine| name == "all" || name == engine.name());
                    if engines.is_empty() {
                        let names = Engine::ALL.map(Engine::name).join(", ");
                        return Err(Error::Usage {
                            problem: format!("--browser takes all or one of {names}"),
                        });
                    }
                }
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(Self { parts, engines })
    }
}

/// # Errors
/// When a tool is missing, something does not build, a test fails, or too few browser tests ran.
pub fn run(workspace: &Workspace, arguments: lexopt::Parser) -> Result<()> {
    let Options { parts, engines } = Options::parse(arguments)?;
    let minimum: Minimum = workspace.read_toml(report::MINIMUM)?;
    setup::for_building(workspace)?;
    let mut browsers = Vec::new();
    for engine in engines {
        browsers.push(setup::for_testing(workspace, engine)?);
    }

    let mut report = Report::default();
    for part in parts {
        println!("\n== {} tests", part.name());
        match part {
            Part::Native => {
                report.run("native", 1, native_tests(workspace))?;
                match setup::web_servers(workspace) {
                    Some(folder) => {
                        report.run("web servers", 3, web_server_tests(workspace, &folder))?;
                    }
                    None => report.skip("web servers", "nginx or Caddy is missing"),
                }
                match setup::python_dotenv(workspace) {
                    Some(python) => {
                        report.run("dotenv", 2, dotenv_tests(workspace, &python))?;
                    }
                    None => report.skip("dotenv", "python-dotenv is missing"),
                }
            }
            Part::Wasm => {
                for browser in &browsers {
                    let name = format!("wasm in {}", browser.engine.name());
                    report.run(&name, minimum.wasm, wasm_tests(workspace, browser))?;
                }
            }
            Part::EndToEnd => {
                dist::run(workspace)?;
                hosts::ensure_built(workspace)?;
                start::build_server(workspace)?;
                run_end_to_end(workspace, &browsers, &minimum, &mut report)?;
            }
        }
    }
    println!("\n{report}");
    Ok(())
}

/// Runs the tests that are for Chromium alone, and the rows in every browser, all at the same time: a part of most tests is
/// waiting. All results are checked at the end, so that the table is always printed.
fn run_end_to_end(
    workspace: &Workspace,
    browsers: &[Browser],
    minimum: &Minimum,
    report: &mut Report,
) -> Result<()> {
    thread::scope(|scope| {
        let start = |browser| scope.spawn(move || run_rows(workspace, browser));
        let rows: Vec<_> = browsers.iter().map(start).collect();
        let mut browsers = browsers.iter();
        if let Some(chromium) = browsers.find(|browser| browser.engine == Engine::Chromium) {
            let task = e2e_tests(workspace, chromium, &["console", "hosts"]);
            report.record("e2e in chromium", minimum.e2e, task);
        }
        let rows = rows.into_iter().map(|rows| rows.join().expect("the rows"));
        report.record_rows(rows.collect(), &minimum.rows);
    });
    report.check()
}

fn run_rows(workspace: &Workspace, browser: &Browser) -> (RowResults, Result<()>) {
    let (output, result) = report::output(e2e_tests(workspace, browser, &["everywhere"]));
    (RowResults::parse(browser.engine, &output), result)
}

fn native_tests(workspace: &Workspace) -> Task {
    Task::new(workspace, "cargo").args([
        "test",
        "--workspace",
        "--exclude",
        "e2e",
        "--no-fail-fast",
    ])
}

/// The tests that the native ones ignore: they need nginx and Caddy.
fn web_server_tests(workspace: &Workspace, folder: &Path) -> Task {
    Task::new(workspace, "cargo")
        .args(["test", "--package", "webhook-console-server"])
        .args(["--test", "sandbox", "--", "--ignored", "web_servers::"])
        .env("WEBHOOK_CONSOLE_WEB_SERVERS", folder)
}

/// The tests that the native ones ignore: they need `dotenv` of Node and of Python.
fn dotenv_tests(workspace: &Workspace, python: &Path) -> Task {
    Task::new(workspace, "cargo")
        .args(["test", "--package", "webhook-console"])
        .args(["--test", "model", "--", "--ignored", "by_dotenv"])
        .env("WEBHOOK_CONSOLE_PYTHON_DOTENV", python)
}

fn wasm_tests(workspace: &Workspace, browser: &Browser) -> Task {
    let mut task = browser
        .runner_task(workspace, "cargo")
        .args(["test", "--target", rust::TARGET]);
    for (package, test) in [("webhook-contract", "contract"), ("webhook-console", "web")] {
        task = task.args(["--package", package, "--test", test]);
    }
    task.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
        "wasm-bindgen-test-runner",
    )
    .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
    .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "120")
}

fn e2e_tests(workspace: &Workspace, browser: &Browser, tests: &[&str]) -> Task {
    let mut task =
        browser
            .task(workspace, "cargo")
            .args(["test", "--package", "e2e", "--no-fail-fast"]);
    for test in tests {
        task = task.args(["--test", test]);
    }
    task
        // One test at a time in each program: more at once on a small machine make timings lie.
        .args(["--", "--test-threads=1"])
        .env("WEBHOOK_CONSOLE_SERVER", workspace.server())
        .env("WEBHOOK_CONSOLE_SITE", workspace.console())
        .env("WEBHOOK_CONSOLE_HOSTS", workspace.hosts().join("dist"))
        .env("WEBHOOK_CONSOLE_AXE", workspace.axe())
        .env(
            "WEBHOOK_CONSOLE_LIGHTHOUSE",
            workspace.lighthouse().join("audit.js"),
        )
}
