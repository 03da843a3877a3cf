//! The built console in a real browser, against the real server: the language that the tests speak.
//!
//! A test starts a [`Sandbox`], opens a [`Page`] of it, and says what a person does and sees:
//!
//! ```no_run
//! # use e2e::{Page, Sandbox};
//! let sandbox = Sandbox::start();
//! let page = Page::open(&sandbox);
//! page.fill("Endpoint URL", "http://example.com/hooks");
//! page.press("Create subscription");
//! assert_eq!(page.outcome().word, "not-created");
//! assert!(page.error_for("url").contains("https"));
//! ```
//!
//! Everything waits for itself, and says what was on the page when it waited in vain. A page that goes away checks that
//! the content security policy was never violated, and that the console holds no error the test did not expect.
//!
//! Each test has a browser of its own, and everything it started ends with it.

mod browser;
mod engine;
mod faulty_api;
mod file_server;
mod http;
mod lighthouse;
mod page;
mod process;
mod sandbox;
mod search;
pub mod settings;
pub mod stage;
mod temp_dir;
mod violations;

pub use engine::{Engine, Screen};
pub use faulty_api::{FaultyApi, Framing, Reply};
pub use file_server::FileServer;
pub use http::Response;
pub use lighthouse::lighthouse;
pub use page::{Outcome, Page, Verdict};
pub use sandbox::{Options, Sandbox, StoredSubscription, free_port};
pub use search::Everything;
pub use temp_dir::TempDir;
pub use thirtyfour::Key;
