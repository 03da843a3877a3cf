//! A host page, and the API on another origin that its element calls.

use crate::{FileServer, Options, Page, Sandbox, Screen};
use serde_json::Value;

/// The slotted text that the page shows until the form is mounted.
pub const SLOTTED_TEXT: &str = "Loading the form …";
/// The tag of the element.
pub const TAG: &str = "webhook-subscription-form";

/// A part of the warning about an element that was removed before its secret was stored.
pub const REMOVED: &str = "was removed with a secret that is not stored";

/// The endpoint URL that [`fill_in`] types. It gets no advice: the names that documents use are warned about.
pub const URL: &str = "https://hooks.iana.org/enfinitos";
/// The label that [`fill_in`] types.
pub const LABEL: &str = "Billing, production";

/// A secret in the usual format.
pub const SECRET: &str = "whsec_kJ8s2mQ0xV4nB7cL1pR9tY3wE6zA5dF8gH2jK4lM7nP0qS3uT6vX9yZ1bC5eG8hD";

/// Texts that are not a base address of an API.
pub const INVALID_API_BASES: [&str; 9] = [
    "javascript:alert(1)",
    "data:text/plain,a",
    "http://api.example.com",
    "https://user@api.example.com",
    "https://user:word@api.example.com",
    "https://api.example.com/?a=1",
    "https://api.example.com/#a",
    "no address",
    "https://api exam ple.com",
];

/// A host page that embeds the element.
pub struct HostPage {
    /// The page in a browser.
    pub page: Page,
    /// The API that the element calls.
    pub api: Sandbox,
    /// The server of the page.
    pub file_server: FileServer,
}

impl HostPage {
    /// A page that is served under the strict policy, and not visited yet.
    #[track_caller]
    pub fn new(file_server: FileServer) -> Self {
        Self::on_screen(file_server, Screen::DEFAULT)
    }

    /// The same on another screen.
    #[track_caller]
    pub fn on_screen(file_server: FileServer, screen: Screen) -> Self {
        Self::with_options(Options::default(), file_server, screen)
    }

    /// The same with an API that is started with these options.
    #[track_caller]
    pub fn with_options(options: Options, file_server: FileServer, screen: Screen) -> Self {
        let api = options.allow(file_server.origin()).start();
        file_server.set_policy(&strict_policy(api.origin()));
        let page = Page::on_screen(screen);
        Self {
            page,
            api,
            file_server,
        }
    }

    /// Opens the host page of this name, such as `html` or `react`, with a query such as `late`.
    #[track_caller]
    pub fn open(name: &str, query: &str) -> Self {
        let host_page = Self::new(FileServer::start(name));
        host_page.visit(&format!("/?{query}"));
        host_page
    }

    /// Visits a page of the file server, and fills in the key for its element.
    #[track_caller]
    pub fn visit(&self, target: &str) {
        self.visit_with_api(self.api.origin(), target);
    }

    /// The same for an element that calls another API.
    #[track_caller]
    pub fn visit_with_api(&self, api: &str, target: &str) {
        let origin = self.file_server.origin();
        self.page.visit(&format!("{origin}{target}&api={api}"));
        self.page.fill("Token", self.api.key());
    }

    /// Serves the page with this policy from now on.
    pub fn set_policy(&self, policy: &str) {
        self.file_server.set_policy(policy);
    }

    /// Waits until the form is mounted.
    ///
    /// # Panics
    /// When the slotted text is still visible.
    #[track_caller]
    pub fn wait_until_mounted(&self) {
        self.page.wait_for_text("New subscription");
        assert!(!self.page.text().contains(SLOTTED_TEXT));
    }

    /// Creates a subscription.
    ///
    /// # Panics
    /// When none is created.
    #[track_caller]
    pub fn create(&self) {
        fill_in(&self.page);
        self.page.press("Create subscription");
        let outcome = self.page.outcome();
        assert_eq!(outcome.kind, "created", "{outcome:?}");
    }

    /// The events that the document received, with their details.
    #[track_caller]
    pub fn events(&self) -> Vec<(String, Value)> {
        self.list("events")
    }

    /// The details of the events with this name that the document received.
    #[track_caller]
    pub fn event_details(&self, event: &str) -> Vec<Value> {
        let events = self.events().into_iter();
        events
            .filter_map(|(name, detail)| (name == event).then_some(detail))
            .collect()
    }

    /// The calls of the handlers that the page passes to its panel.
    #[track_caller]
    pub fn handled_events(&self) -> Vec<(String, Value)> {
        self.list("heard")
    }

    #[track_caller]
    fn list(&self, id: &str) -> Vec<(String, Value)> {
        let script = "return [...document.getElementById(arguments[0]).children].map((line) => line.textContent)";
        let lines = self.page.script(script, &[id.into()]);
        let lines = lines.as_array().expect("a list").iter();
        lines
            .filter_map(|line| line.as_str()?.split_once(' '))
            .map(|(name, detail)| {
                let detail = serde_json::from_str(detail).expect("JSON");
                (name.to_owned(), detail)
            })
            .collect()
    }
}

/// Fills in all fields; the key is the host page's.
#[track_caller]
pub fn fill_in(page: &Page) {
    page.fill("Endpoint URL", URL);
    page.fill("Label", LABEL);
    page.tick("right.issued");
}

/// The strictest policy of a page whose element calls `api`.
pub fn strict_policy(api: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' {api}; \
         img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
}
