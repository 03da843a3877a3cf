//! Servers, requests and responses for the tests.

mod folder;
mod process;
mod raw;
mod router;
mod web_server;

use std::fs;
use std::path::Path;

pub use folder::Folder;
pub use process::{Process, command, read_to_end};
pub use raw::Raw;
pub use router::{Call, Response, Sandbox};
pub use web_server::WebServer;

/// A valid create request.
pub const GOOD: &str = r#"{"url":"https://hooks.example.com/enfinitos","events":["right.issued","right.revoked"],"label":"Production rights feed"}"#;

/// The page of [`Folder::site`].
pub const PAGE: &str = "<!doctype html><title>Console</title>";

/// Whether `bytes` contains `part`.
pub fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A committed file.
#[track_caller]
pub fn read_repository(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}
