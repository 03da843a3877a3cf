//! Servers, requests and responses for the tests.

mod folder;
mod process;
mod router;

pub use folder::Folder;
pub use process::{Process, command, read_to_end};
pub use router::{Call, Response, Sandbox};

/// A valid create request.
pub const GOOD: &str = r#"{"url":"https://hooks.example.com/enfinitos","events":["right.issued","right.revoked"],"label":"Production rights feed"}"#;

/// The page of [`Folder::site`].
pub const PAGE: &str = "<!doctype html><title>Console</title>";

/// Whether `bytes` contains `part`.
pub fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
