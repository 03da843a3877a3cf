//! Runs other programs: the command line is printed before, the time that it took after.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::workspace::Workspace;

const HEARTBEAT: Duration = Duration::from_secs(15);

/// A program to run in the workspace's root with this project's tools on its path.
#[derive(Debug)]
pub struct Task {
    command: Command,
    command_line: String,
}

impl Task {
    pub fn new(workspace: &Workspace, program: &str) -> Self {
        let mut command = Command::new(program);
        command
            .current_dir(workspace.root())
            .env("PATH", workspace.search_path())
            .stdin(Stdio::null());
        // Cargo has set these for this program's package; a cargo that it starts must not inherit them.
        for (name, _) in env::vars_os().filter(|(name, _)| is_package_variable(name)) {
            command.env_remove(name);
        }
        Self {
            command,
            command_line: program.to_owned(),
        }
    }

    /// The command as a person would type it in the same folder.
    pub fn command_line(&self) -> &str {
        &self.command_line
    }

    /// Another folder to run in than the workspace's root.
    pub fn current_dir(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, args: I) -> Self {
        for arg in args {
            self.command_line.push(' ');
            self.command_line.push_str(&arg.as_ref().to_string_lossy());
            self.command.arg(arg);
        }
        self
    }

    pub fn arg(self, arg: impl AsRef<OsStr>) -> Self {
        self.args([arg])
    }

    pub fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.command.env(name, value.into());
        self
    }

    pub fn env_remove(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs to the end; its output goes to standard error, which leaves standard output to the lines that scripts read.
    ///
    /// # Errors
    /// When it does not start or fails.
    pub fn run(mut self) -> Result<()> {
        eprintln!("$ {}", self.command_line);
        self.command.stdout(io::stderr()).stderr(io::stderr());
        let child = self.spawn()?;
        let status = self.wait(child, |_| {})?;
        self.check(status)
    }

    /// Runs to the end and prints its output; returns the output, and whether it succeeded.
    ///
    /// # Errors
    /// When it does not start or its output cannot be read.
    pub fn output(mut self) -> Result<(String, Result<()>)> {
        println!("$ {}", self.command_line);
        self.capture(|line| println!("{line}"))
    }

    /// As [`Self::output`], without printing it.
    ///
    /// # Errors
    /// When it does not start or its output cannot be read.
    pub fn quiet_output(mut self) -> Result<(String, Result<()>)> {
        eprintln!("$ {}", self.command_line);
        self.capture(|_| {})
    }

    fn capture(&mut self, on_line: impl Fn(&str)) -> Result<(String, Result<()>)> {
        self.command.stdout(Stdio::piped());
        let child = self.spawn()?;
        let mut output = String::new();
        let status = self.wait(child, |line| {
            on_line(line);
            output.push_str(line);
            output.push('\n');
        })?;
        Ok((output, self.check(status)))
    }

    fn spawn(&mut self) -> Result<Child> {
        let command = self.command_line.clone();
        self.command
            .spawn()
            .map_err(|source| Error::NotStarted { command, source })
    }

    fn wait(&self, mut child: Child, mut on_line: impl FnMut(&str)) -> Result<ExitStatus> {
        let started = Instant::now();
        let _heartbeat = Heartbeat::start(&self.command_line);
        if let Some(output) = child.stdout.take() {
            // A test may print bytes that are no UTF-8; they must not end the run.
            for line in BufReader::new(output)
                .split(b'\n')
                .map_while(io::Result::ok)
            {
                on_line(&String::from_utf8_lossy(&line));
            }
        }
        let status = child.wait().map_err(|source| Error::NotStarted {
            command: self.command_line.clone(),
            source,
        })?;
        eprintln!(
            "  {} in {}",
            if status.success() { "done" } else { "failed" },
            elapsed(started)
        );
        Ok(status)
    }

    fn check(&self, status: ExitStatus) -> Result<()> {
        if status.success() {
            return Ok(());
        }
        Err(Error::Failed {
            command: self.command_line.clone(),
            outcome: status.to_string(),
        })
    }
}

fn is_package_variable(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    [
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_",
        "CARGO_CRATE_",
    ]
    .iter()
    .any(|prefix| name.starts_with(prefix))
}

pub fn elapsed(since: Instant) -> String {
    format!("{:.1} s", since.elapsed().as_secs_f32())
}

/// Prints every few seconds which command is still running; stops when dropped.
#[must_use = "it stops when dropped"]
struct Heartbeat {
    _stop: Sender<()>,
}

impl Heartbeat {
    fn start(command_line: &str) -> Self {
        let command_line = command_line.to_owned();
        let (stop, stopped) = mpsc::channel();
        thread::spawn(move || {
            let started = Instant::now();
            while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(HEARTBEAT) {
                eprintln!(
                    "  ... {:.0} s: `{command_line}` is still running",
                    started.elapsed().as_secs_f32()
                );
            }
        });
        Self { _stop: stop }
    }
}
