//! What is wrong with a command line.

use std::fmt;

use super::MAX_REPLAY_SECONDS;
use crate::origin::OriginError;

/// Why the command line cannot be read.
#[derive(Debug)]
pub enum ArgsError {
    /// An unknown option, a missing value, or text that is not UTF-8.
    Syntax(lexopt::Error),
    /// Not a port.
    Port {
        /// The argument.
        text: String,
    },
    /// Not an IP address.
    Bind {
        /// The argument.
        text: String,
    },
    /// Not a host.
    Host {
        /// The argument.
        text: String,
    },
    /// Not a valid time to store a response.
    Replay {
        /// The argument.
        text: String,
    },
    /// Not an origin.
    Origin {
        /// The option.
        option: &'static str,
        /// The argument.
        text: String,
        /// The reason.
        cause: OriginError,
    },
    /// `--connect null`: it is not a reachable origin.
    ConnectNull,
    /// `--frame-parent null`: it would allow every page with an opaque origin.
    FrameParentNull,
    /// An IPv6 address: browsers do not support it in `frame-ancestors`.
    FrameParentIpv6,
    /// `--db` with a value that `SQLite` does not treat as a path.
    NotAFile {
        /// The argument.
        text: String,
    },
    /// Both `--memory` and `--db`.
    MemoryAndFile,
}

impl fmt::Display for ArgsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(error) => error.fmt(f),
            Self::Port { text } => write!(f, "--port takes a number from 0 to 65535, not '{text}'"),
            Self::Bind { text } => write!(
                f,
                "--bind takes an IP address, such as 0.0.0.0, not '{text}'"
            ),
            Self::Host { text } => write!(
                f,
                "--host takes a host without scheme and port, such as hooks.example.com, not '{text}'"
            ),
            Self::Replay { text } => write!(
                f,
                "--replay-seconds takes a number from 1 to {MAX_REPLAY_SECONDS}, not '{text}'"
            ),
            Self::Origin {
                option,
                text,
                cause,
            } => write!(f, "{option} '{text}': {cause}"),
            Self::ConnectNull => {
                f.write_str("--connect takes an origin that can be reached, not 'null'")
            }
            Self::FrameParentNull => {
                f.write_str("--frame-parent takes the origin of a page, and 'null' names none")
            }
            Self::FrameParentIpv6 => f.write_str(
                "--frame-parent takes a host name or an IPv4 address: browsers let no IPv6 address frame a page",
            ),
            Self::NotAFile { text } => write!(
                f,
                "--db takes the path of a file, not '{text}'; --memory keeps nothing"
            ),
            Self::MemoryAndFile => {
                f.write_str("--memory keeps nothing and --db keeps a file: give one of them")
            }
        }
    }
}

impl std::error::Error for ArgsError {}

impl From<lexopt::Error> for ArgsError {
    fn from(error: lexopt::Error) -> Self {
        Self::Syntax(error)
    }
}
