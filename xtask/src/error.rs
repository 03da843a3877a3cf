//! Why a command failed, and how to fix it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug)]
pub enum Error {
    /// The command line was not understood.
    Usage { problem: String },
    /// A tool is missing and cannot be installed from here.
    Missing { tool: String, hint: String },
    /// A file or folder could not be read or written.
    File { path: PathBuf, source: io::Error },
    /// A program could not be started at all.
    NotStarted { command: String, source: io::Error },
    /// A program ran and failed.
    Failed { command: String, outcome: String },
    /// A committed file has not the content that it should.
    Malformed { path: PathBuf, problem: String },
    /// A browser cannot load the built files, or the package is not complete.
    InvalidArtifact { problem: String },
    /// The release files are over their budget.
    OverBudget { lines: Vec<String> },
    /// Tests failed, or fewer ran than must.
    Tests { lines: Vec<String> },
    /// A fuzzed input breaks a rule.
    Finding {
        target: String,
        file: PathBuf,
        reproduce: String,
    },
}

impl Error {
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage { problem } => f.write_str(problem),
            Self::Missing { tool, hint } => write!(f, "{tool} is missing; {hint}"),
            Self::File { path, source } => write!(f, "{}: {source}", path.display()),
            Self::NotStarted { command, source } => {
                write!(f, "`{command}` did not start: {source}")
            }
            Self::Failed { command, outcome } => write!(f, "`{command}` failed ({outcome})"),
            Self::Malformed { path, problem } => write!(f, "{}: {problem}", path.display()),
            Self::InvalidArtifact { problem } => {
                write!(f, "the built console is not whole: {problem}")
            }
            Self::OverBudget { lines } => write!(f, "over budget:\n  {}", lines.join("\n  ")),
            Self::Tests { lines } => write!(f, "the tests did not pass:\n  {}", lines.join("\n  ")),
            Self::Finding {
                target,
                file,
                reproduce,
            } => write!(
                f,
                "an input breaks a rule of tests/fuzz/{target}.rs: {}\n  to see it again: {reproduce}\n  \
                 to keep it: add it as a test next to those of the same rule, see it fail, fix the code, and \
                 copy the file into tests/fuzz/seeds/{target}",
                file.display()
            ),
        }
    }
}

impl std::error::Error for Error {}

impl From<lexopt::Error> for Error {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage {
            problem: error.to_string(),
        }
    }
}
