//! The configuration of a server.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::PathBuf;
use std::time::Duration;

use crate::host::HostName;
use crate::origin::Origin;
use crate::store::Database;

/// The configuration of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The address to listen on.
    pub bind: IpAddr,
    /// The port to listen on; 0 for any free port.
    pub port: u16,
    /// Further hosts that the server answers to, on any port.
    pub hosts: Vec<HostName>,
    /// The folder of the built console.
    pub site: PathBuf,
    /// The folder of the built element. It may be missing.
    pub element: PathBuf,
    /// Where subscriptions are stored.
    pub database: Database,
    /// How long the response to a create is stored for retries.
    pub replay_ttl: Duration,
    /// API origins that the console may connect to, besides this server and the two documented ones.
    pub connect_origins: Vec<Origin>,
    /// Origins whose pages may call this sandbox.
    pub allowed_origins: Vec<Origin>,
    /// Origins whose pages may frame `/frame.html`.
    pub frame_parents: Vec<Origin>,
    /// Whether responses can be made to fail on purpose.
    pub faults: bool,
}

impl Config {
    /// The host in a URL of the server, for a browser on this machine.
    pub(crate) fn own_host(&self) -> String {
        match self.bind {
            IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.to_string(),
            IpAddr::V6(address) if address.is_unspecified() => format!("[{}]", Ipv6Addr::LOCALHOST),
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        }
    }
}
