//! The command line.

mod error;

use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::time::Duration;

use lexopt::{Arg, Parser, ValueExt};

use crate::config::Config;
use crate::host::HostName;
use crate::origin::Origin;
use crate::store::Database;

pub use self::error::ArgsError;

/// The output of `--help`.
pub const HELP: &str = "\
A local sandbox of the EnfinitOS webhook API that also serves the built console.

Usage: webhook-console-server [OPTIONS]

  --port N               port to listen on; 0 takes any free one [8787]
  --bind ADDR            IP address to listen on; whoever can reach it can use the sandbox [127.0.0.1]
  --host NAME            a host that the sandbox answers to besides its own, on any port (repeatable)
  --site DIR             folder with the built console [dist/console]
  --element DIR          folder with the built element, served as /element/ [dist/element]
  --db PATH              database file; its key is in PATH.key [webhook-console.db]
  --memory               use a database in memory, which is gone when the server stops
  --replay-seconds N     how long a create that is sent again gets the response to the first one [600]
  --connect ORIGIN       another API origin that the console may connect to (repeatable)
  --allow-origin ORIGIN  an origin whose pages may call this sandbox (repeatable)
  --frame-parent ORIGIN  an origin whose pages may frame /frame.html (repeatable)
  --faults               allow requests to inject faults into responses, through /__fault: for tests only
  --help                 print this
";

const DEFAULT_PORT: u16 = 8787;
const DEFAULT_SITE: &str = "dist/console";
const DEFAULT_ELEMENT: &str = "dist/element";
const DEFAULT_DATABASE: &str = "webhook-console.db";
const DEFAULT_REPLAY_TTL: Duration = Duration::from_mins(10);

/// A stored response contains a secret, and no retry needs it longer than this.
const MAX_REPLAY_SECONDS: u64 = 24 * 60 * 60;

/// The command of the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Print [`HELP`].
    Help,
    /// Run the server.
    Run(Box<Config>),
}

/// Parses the command line, without the name of the program.
///
/// # Errors
///
/// When an option is unknown or lacks its value, a port is not a number up to 65535, seconds are
/// not a number from 1 to 86400, `--bind` is given no IP address or `--host` no host, an origin is not
/// one or cannot be used where it is given, `--db` is given no path, or `--memory` and `--db` are both given.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command, ArgsError> {
    let mut config = Config {
        bind: Ipv4Addr::LOCALHOST.into(),
        port: DEFAULT_PORT,
        hosts: Vec::new(),
        site: DEFAULT_SITE.into(),
        element: DEFAULT_ELEMENT.into(),
        database: Database::File(DEFAULT_DATABASE.into()),
        replay_ttl: DEFAULT_REPLAY_TTL,
        connect_origins: Vec::new(),
        allowed_origins: Vec::new(),
        frame_parents: Vec::new(),
        faults: false,
    };
    let (mut memory, mut file) = (false, None);
    let mut parser = Parser::from_args(args);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("port") => config.port = port(parser.value()?)?,
            Arg::Long("bind") => config.bind = address(parser.value()?)?,
            Arg::Long("host") => config.hosts.push(host(parser.value()?)?),
            Arg::Long("site") => config.site = parser.value()?.into(),
            Arg::Long("element") => config.element = parser.value()?.into(),
            Arg::Long("db") => file = Some(database(parser.value()?)?),
            Arg::Long("memory") => memory = true,
            Arg::Long("replay-seconds") => config.replay_ttl = replay_ttl(parser.value()?)?,
            Arg::Long("connect") => match origin("--connect", parser.value()?)? {
                null if null.as_str() == "null" => return Err(ArgsError::ConnectNull),
                origin => config.connect_origins.push(origin),
            },
            Arg::Long("frame-parent") => {
                let parent = origin("--frame-parent", parser.value()?)?;
                match parent.as_str() {
                    "null" => return Err(ArgsError::FrameParentNull),
                    text if text.contains('[') => return Err(ArgsError::FrameParentIpv6),
                    _ => config.frame_parents.push(parent),
                }
            }
            Arg::Long("allow-origin") => config
                .allowed_origins
                .push(origin("--allow-origin", parser.value()?)?),
            Arg::Long("faults") => config.faults = true,
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            Arg::Short(_) | Arg::Long(_) | Arg::Value(_) => return Err(arg.unexpected().into()),
        }
    }
    match (memory, file) {
        (true, Some(_)) => return Err(ArgsError::MemoryAndFile),
        (true, None) => config.database = Database::Memory,
        (false, Some(path)) => config.database = Database::File(path),
        (false, None) => {}
    }
    Ok(Command::Run(Box::new(config)))
}

/// Rejects what `SQLite` does not treat as a path: nothing would be stored, or elsewhere.
fn database(value: OsString) -> Result<PathBuf, ArgsError> {
    let text = value.to_string_lossy();
    if text.is_empty() || text == ":memory:" || text.starts_with("file:") {
        return Err(ArgsError::NotAFile { text: text.into() });
    }
    Ok(value.into())
}

fn port(value: OsString) -> Result<u16, ArgsError> {
    let text = value.string()?;
    text.parse().map_err(|_| ArgsError::Port { text })
}

fn address(value: OsString) -> Result<IpAddr, ArgsError> {
    let text = value.string()?;
    text.parse().map_err(|_| ArgsError::Bind { text })
}

fn host(value: OsString) -> Result<HostName, ArgsError> {
    let text = value.string()?;
    HostName::parse(&text).ok_or(ArgsError::Host { text })
}

fn replay_ttl(value: OsString) -> Result<Duration, ArgsError> {
    let text = value.string()?;
    match text.parse() {
        Ok(seconds @ 1..=MAX_REPLAY_SECONDS) => Ok(Duration::from_secs(seconds)),
        Ok(_) | Err(_) => Err(ArgsError::Replay { text }),
    }
}

fn origin(option: &'static str, value: OsString) -> Result<Origin, ArgsError> {
    let text = value.string()?;
    Origin::parse(&text).map_err(|cause| ArgsError::Origin {
        option,
        text,
        cause,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(OsString::from)).map_err(|error| error.to_string())
    }

    #[test]
    fn every_option_is_parsed() {
        let line = "--port 0 --bind ::1 --host box --host [::2] --site s --element e --db d.db \
                    --replay-seconds 1 --connect https://a.example --connect https://b.example \
                    --allow-origin null --allow-origin http://c.example:81 --frame-parent https://d.example \
                    --frame-parent http://e.example:82 --faults";
        let origin = |text| Origin::parse(text).unwrap();
        let host = |text| HostName::parse(text).unwrap();
        let config = Config {
            bind: std::net::Ipv6Addr::LOCALHOST.into(),
            port: 0,
            hosts: vec![host("box"), host("[::2]")],
            site: "s".into(),
            element: "e".into(),
            database: Database::File("d.db".into()),
            replay_ttl: Duration::from_secs(1),
            connect_origins: vec![origin("https://a.example"), origin("https://b.example")],
            allowed_origins: vec![origin("null"), origin("http://c.example:81")],
            frame_parents: vec![origin("https://d.example"), origin("http://e.example:82")],
            faults: true,
        };
        assert_eq!(read(line), Ok(Command::Run(Box::new(config))));
        assert_eq!(
            read("--port x --help"),
            Err("--port takes a number from 0 to 65535, not 'x'".into())
        );
        assert_eq!(read("--help --port x"), Ok(Command::Help));
    }

    #[test]
    fn every_option_is_in_the_help() {
        for option in [
            "port",
            "bind",
            "host",
            "site",
            "element",
            "db",
            "memory",
            "replay-seconds",
            "connect",
            "allow-origin",
            "frame-parent",
            "faults",
            "help",
        ] {
            assert!(HELP.contains(&format!("  --{option} ")), "{option}");
        }
    }

    #[test]
    fn default_is_a_database_file_and_no_faults() {
        let Ok(Command::Run(config)) = read("") else {
            panic!("no server")
        };
        assert_eq!(config.port, 8787);
        assert_eq!(config.bind, Ipv4Addr::LOCALHOST);
        assert!(config.hosts.is_empty());
        assert_eq!(config.replay_ttl, Duration::from_mins(10));
        assert_eq!(config.database, Database::File("webhook-console.db".into()));
        assert!(
            !config.faults
                && config.allowed_origins.is_empty()
                && config.connect_origins.is_empty()
        );
        assert!(config.frame_parents.is_empty());
        assert_eq!(config.element.to_str(), Some("dist/element"));
        let Ok(Command::Run(config)) = read("--memory") else {
            panic!("no server")
        };
        assert_eq!(config.database, Database::Memory);
    }

    #[test]
    fn bad_argument_has_a_message() {
        for (line, sentence) in [
            ("--prot 1", "invalid option '--prot'"),
            ("file", "unexpected argument \"file\""),
            ("--port", "missing argument for option '--port'"),
            (
                "--port 65536",
                "--port takes a number from 0 to 65535, not '65536'",
            ),
            (
                "--bind localhost",
                "--bind takes an IP address, such as 0.0.0.0, not 'localhost'",
            ),
            (
                "--bind 0.0.0.0:80",
                "--bind takes an IP address, such as 0.0.0.0, not '0.0.0.0:80'",
            ),
            (
                "--host https://box",
                "--host takes a host without scheme and port, such as hooks.example.com, not 'https://box'",
            ),
            (
                "--replay-seconds 0",
                "--replay-seconds takes a number from 1 to 86400, not '0'",
            ),
            (
                "--replay-seconds 86401",
                "--replay-seconds takes a number from 1 to 86400, not '86401'",
            ),
            (
                "--db :memory:",
                "--db takes the path of a file, not ':memory:'; --memory keeps nothing",
            ),
            (
                "--db file:x?mode=memory",
                "--db takes the path of a file, not 'file:x?mode=memory'; --memory keeps nothing",
            ),
            (
                "--db=",
                "--db takes the path of a file, not ''; --memory keeps nothing",
            ),
            (
                "--memory --db x",
                "--memory keeps nothing and --db keeps a file: give one of them",
            ),
            (
                "--connect null",
                "--connect takes an origin that can be reached, not 'null'",
            ),
            (
                "--connect https://a.example/v1",
                "--connect 'https://a.example/v1': an origin ends after host and port, without a slash: \
                 https://a.example",
            ),
            (
                "--frame-parent null",
                "--frame-parent takes the origin of a page, and 'null' names none",
            ),
            (
                "--frame-parent http://[::1]:3000",
                "--frame-parent takes a host name or an IPv4 address: browsers let no IPv6 address frame a page",
            ),
            (
                "--frame-parent https://*.example",
                "--frame-parent 'https://*.example': *.example is not a host name",
            ),
            (
                "--frame-parent https://a.example/",
                "--frame-parent 'https://a.example/': an origin ends after host and port, without a slash: \
                 https://a.example",
            ),
            (
                "--allow-origin *",
                "--allow-origin '*': an origin looks like https://api.example.com",
            ),
        ] {
            assert_eq!(read(line), Err(sentence.into()), "{line}");
        }
    }
}
