//! Running other programs: each is named before it runs, is heard while it runs, and says how
//! long it took.

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
    line: String,
}

impl Task {
    pub fn new(workspace: &Workspace, program: &str) -> Self {
        let mut command = Command::new(program);
        command
            .current_dir(workspace.root())
            .env("PATH", workspace.search_path())
            .stdin(Stdio::null());
        // Cargo told this program about its own package; a cargo below must not take it for its own.
        for (name, _) in env::vars_os().filter(|(name, _)| is_cargos_own(name)) {
            command.env_remove(name);
        }
        Self {
            command,
            line: program.to_owned(),
        }
    }

    /// What a person would type in the same folder.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Runs below the workspace's root.
    pub fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, args: I) -> Self {
        for arg in args {
            self.line.push(' ');
            self.line.push_str(&arg.as_ref().to_string_lossy());
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

    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs to the end; what it prints goes to standard error, so that standard output stays
    /// free for the lines that others read.
    ///
    /// # Errors
    /// When it does not start or fails.
    pub fn run(mut self) -> Result<()> {
        eprintln!("$ {}", self.line);
        self.command.stdout(io::stderr()).stderr(io::stderr());
        let child = self.spawn()?;
        let status = self.wait(child, |_| {})?;
        self.judge(status)
    }

    /// Runs to the end, prints its output and hands it back with whether it succeeded.
    ///
    /// # Errors
    /// When it does not start or its output cannot be read.
    pub fn listen(mut self) -> Result<(String, Result<()>)> {
        println!("$ {}", self.line);
        self.hear(|line| println!("{line}"))
    }

    /// As [`Self::listen`], without printing anything of its output.
    ///
    /// # Errors
    /// When it does not start or its output cannot be read.
    pub fn listen_silently(mut self) -> Result<(String, Result<()>)> {
        eprintln!("$ {}", self.line);
        self.hear(|_| {})
    }

    fn hear(&mut self, tell: impl Fn(&str)) -> Result<(String, Result<()>)> {
        self.command.stdout(Stdio::piped());
        let child = self.spawn()?;
        let mut heard = String::new();
        let status = self.wait(child, |line| {
            tell(line);
            heard.push_str(line);
            heard.push('\n');
        })?;
        Ok((heard, self.judge(status)))
    }

    fn spawn(&mut self) -> Result<Child> {
        let line = self.line.clone();
        self.command.spawn().map_err(|source| Error::NotStarted {
            command: line,
            source,
        })
    }

    fn wait(&self, mut child: Child, mut hear: impl FnMut(&str)) -> Result<ExitStatus> {
        let begun = Instant::now();
        let _heartbeat = Heartbeat::of(&self.line);
        if let Some(output) = child.stdout.take() {
            // A test may print bytes that are no text; they must not end the run.
            for line in BufReader::new(output)
                .split(b'\n')
                .map_while(io::Result::ok)
            {
                hear(&String::from_utf8_lossy(&line));
            }
        }
        let status = child.wait().map_err(|source| Error::NotStarted {
            command: self.line.clone(),
            source,
        })?;
        eprintln!(
            "  {} in {}",
            if status.success() { "done" } else { "failed" },
            spent(begun)
        );
        Ok(status)
    }

    fn judge(&self, status: ExitStatus) -> Result<()> {
        if status.success() {
            return Ok(());
        }
        Err(Error::Failed {
            command: self.line.clone(),
            outcome: status.to_string(),
        })
    }
}

fn is_cargos_own(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    [
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_",
        "CARGO_CRATE_",
    ]
    .iter()
    .any(|start| name.starts_with(start))
}

pub fn spent(begun: Instant) -> String {
    format!("{:.1} s", begun.elapsed().as_secs_f32())
}

/// Says every few seconds what still runs; ends when dropped.
#[must_use = "it falls silent when dropped"]
struct Heartbeat {
    _end: Sender<()>,
}

impl Heartbeat {
    fn of(line: &str) -> Self {
        let line = line.to_owned();
        let (end, ended) = mpsc::channel();
        thread::spawn(move || {
            let begun = Instant::now();
            while let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(HEARTBEAT) {
                eprintln!(
                    "  ... {:.0} s: `{line}` is still running",
                    begun.elapsed().as_secs_f32()
                );
            }
        });
        Self { _end: end }
    }
}
