//! The built console in a real browser, against the real server: the API of the tests.
//!
//! A test starts a [`Sandbox`], opens a [`Page`] of it, and describes what a person does and sees:
//!
//! ```no_run
//! # use e2e::{Page, Sandbox};
//! let sandbox = Sandbox::start();
//! let page = Page::open(&sandbox);
//! page.fill("Endpoint URL", "http://example.com/hooks");
//! page.press("Create subscription");
//! assert_eq!(page.outcome().kind, "not-created");
//! assert!(page.error_for("url").contains("https"));
//! ```
//!
//! Every method waits for its result; a timeout prints the content of the page. When a page is dropped, it asserts that
//! the content security policy was never violated, and that the console has no error that the test does not expect.
//!
//! Each test has a server of its own, and a tab that shares nothing with those of other tests that a page can see.

mod browser;
mod engine;
mod faulty_api;
mod file_server;
pub mod host_page;
mod http;
mod lighthouse;
mod page;
mod process;
mod sandbox;
mod search;
pub mod settings;
mod temp_dir;
mod violations;

pub use browser::RECORD_CONSOLE;
pub use engine::{Engine, Screen};
pub use faulty_api::{FaultyApi, Framing, Reply};
pub use file_server::FileServer;
pub use http::Response;
pub use lighthouse::lighthouse;
pub use page::{AxeReport, Outcome, Page};
pub use sandbox::{Options, Sandbox, StoredSubscription, free_port};
pub use search::Everything;
pub use temp_dir::TempDir;
pub use thirtyfour::Key;
