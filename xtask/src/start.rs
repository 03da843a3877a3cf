//! `cargo xtask start`: the release console on the local server.

use std::ffi::OsString;
use std::fs;
use std::path::{self, PathBuf};
use std::process::Command;

use lexopt::prelude::*;

use crate::command::Task;
use crate::console;
use crate::element;
use crate::error::{Error, Result};
use crate::workspace::Workspace;

pub const HELP: &str = "\
cargo xtask start [OPTION]...

  --port N               port to listen on [8787]
  --bind ADDR            IP address to listen on; whoever can reach it can use the sandbox [127.0.0.1]
  --host NAME            a host that the sandbox answers to besides its own, on any port (repeatable)
  --db PATH              database file [target/sandbox/sandbox.db]
  --memory               use a database in memory, which is gone after the end
  --replay-seconds N     how long a create that is sent again gets the response to the first one [600]
  --connect ORIGIN       another API origin that the console may connect to (repeatable)
  --allow-origin ORIGIN  an origin whose pages may call the sandbox (repeatable)
  --frame-parent ORIGIN  an origin whose pages may frame /frame.html (repeatable)
  --faults               allow requests to inject faults into responses: for tests only
";

/// # Errors
/// When an option is not understood, something does not build, or the server cannot run.
pub fn run(workspace: &Workspace, arguments: lexopt::Parser) -> Result<()> {
    let Some(options) = Options::parse(arguments)? else {
        print!("{HELP}");
        return Ok(());
    };
    console::ensure_built(workspace)?;
    element::ensure_built(workspace)?;
    build_server(workspace)?;

    let mut server = Command::new(workspace.server());
    server
        .current_dir(workspace.root())
        .arg("--site")
        .arg(workspace.console())
        .arg("--element")
        .arg(workspace.element())
        .args(options.server_args);
    if !options.memory {
        let file = options
            .database
            .map_or_else(|| default_database(workspace), Ok)?;
        server.arg("--db").arg(file);
    }
    exec(server)
}

/// # Errors
/// When it does not build.
pub fn build_server(workspace: &Workspace) -> Result<()> {
    Task::new(workspace, "cargo")
        .args(["build", "--package", "webhook-console-server"])
        .run()
}

fn default_database(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target().join("sandbox");
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    Ok(folder.join("sandbox.db"))
}

/// Replaces this process by the server: who ends one ends the other.
#[cfg(unix)]
fn exec(mut server: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    let source = server.exec();
    Err(Error::NotStarted {
        command: "webhook-console-server".into(),
        source,
    })
}

#[cfg(not(unix))]
fn exec(mut server: Command) -> Result<()> {
    let command = String::from("webhook-console-server");
    match server.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Error::Failed {
            command,
            outcome: status.to_string(),
        }),
        Err(source) => Err(Error::NotStarted { command, source }),
    }
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    memory: bool,
    database: Option<PathBuf>,
    server_args: Vec<OsString>,
}

impl Options {
    /// Parsed before anything is built, so that a typing error is refused at once. `None` asks for help.
    fn parse(mut arguments: lexopt::Parser) -> Result<Option<Self>> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("help") | Short('h') => return Ok(None),
                Long("memory") => {
                    options.memory = true;
                    options.server_args.push("--memory".into());
                }
                Long("faults") => options.server_args.push("--faults".into()),
                Long("db") => {
                    // The server runs in the workspace's root; the path is relative to this folder.
                    let path = database(arguments.value()?)?;
                    let absolute = path::absolute(&path).map_err(Error::file(&path))?;
                    options.database = Some(absolute);
                }
                Long("port") => {
                    let port: u16 = arguments.value()?.parse()?;
                    options
                        .server_args
                        .extend(["--port".into(), port.to_string().into()]);
                }
                Long(
                    name @ ("bind" | "host" | "replay-seconds" | "connect" | "allow-origin"
                    | "frame-parent"),
                ) => {
                    let name = format!("--{name}").into();
                    options.server_args.extend([name, arguments.value()?]);
                }
                other => return Err(other.unexpected().into()),
            }
        }
        if options.memory && options.database.is_some() {
            return Err(Error::Usage {
                problem: "--memory and --db exclude each other".into(),
            });
        }
        Ok(Some(options))
    }
}

/// The server refuses these names, and would no longer see them once the path is absolute.
fn database(value: OsString) -> Result<PathBuf> {
    let text = value.to_string_lossy();
    if text.is_empty() || text == ":memory:" || text.starts_with("file:") {
        return Err(Error::Usage {
            problem: format!("--db takes the path of a file, not `{text}`; --memory keeps nothing"),
        });
    }
    Ok(value.into())
}

#[cfg(test)]
mod tests {
    use super::Options;

    fn parse(line: &str) -> Result<Option<Options>, String> {
        Options::parse(lexopt::Parser::from_args(line.split_whitespace()))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn options_of_the_server_are_passed_on_in_order() {
        let options = parse(
            "--connect https://a.test --port 0 --faults --allow-origin http://b.test \
             --frame-parent https://c.test --bind ::1 --host d.test --replay-seconds 5 --memory",
        );
        let server_args = options.unwrap().unwrap().server_args;
        let expected = "--connect https://a.test --port 0 --faults --allow-origin http://b.test \
             --frame-parent https://c.test --bind ::1 --host d.test --replay-seconds 5 --memory";
        assert_eq!(server_args, expected.split(' ').collect::<Vec<_>>());
    }

    #[test]
    fn typing_errors_are_refused_before_anything_is_built() {
        for line in [
            "--prot 1",
            "--port many",
            "--port 70000",
            "--memory --db x",
            "--db :memory:",
            "--db file:x?mode=memory",
            "--db=",
            "stray",
            "--connect",
            "--frame-parent",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }

    #[test]
    fn help_is_asked_for() {
        assert_eq!(parse("--help"), Ok(None));
    }
}
