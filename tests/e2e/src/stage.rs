//! A host page, and the API on another origin that its element speaks to.

use crate::{FileServer, Options, Page, Sandbox, Screen};
use serde_json::Value;

/// What the page shows until the element does.
pub const SLOT: &str = "Loading the form …";
/// The element.
pub const TAG: &str = "webhook-subscription-form";

/// The address that is filled in.
pub const URL: &str = "https://hooks.example.com/enfinitos";
/// The label that is filled in.
pub const LABEL: &str = "Billing, production";

/// A secret of the usual form.
pub const SECRET: &str = "whsec_kJ8s2mQ0xV4nB7cL1pR9tY3wE6zA5dF8gH2jK4lM7nP0qS3uT6vX9yZ1bC5eG8hD";

/// What is no base address of an API.
pub const BAD_BASES: [&str; 9] = [
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
pub struct Stage {
    /// It, in a browser.
    pub page: Page,
    /// What its element speaks to.
    pub api: Sandbox,
    /// What serves it.
    pub host: FileServer,
}

impl Stage {
    /// The page is served under the strict policy, and not opened yet.
    #[track_caller]
    pub fn of(host: FileServer) -> Self {
        Self::on(host, Screen::DEFAULT)
    }

    /// The same on another screen.
    #[track_caller]
    pub fn on(host: FileServer, screen: Screen) -> Self {
        Self::with(Options::default(), host, screen)
    }

    /// The same with an API that is started like this.
    #[track_caller]
    pub fn with(options: Options, host: FileServer, screen: Screen) -> Self {
        let api = options.allow(host.origin()).start();
        host.set_policy(&strict(api.origin()));
        let page = Page::on_screen(screen);
        Self { page, api, host }
    }

    /// The page made with this, opened with `?late` or other wishes.
    #[track_caller]
    pub fn open(name: &str, wishes: &str) -> Self {
        let stage = Self::of(FileServer::start(name));
        stage.visit(&format!("/?{wishes}"));
        stage
    }

    /// Goes to a page of the host, and gives it the key for its element.
    #[track_caller]
    pub fn visit(&self, target: &str) {
        self.visit_for(self.api.origin(), target);
    }

    /// The same for an element that speaks to another API.
    #[track_caller]
    pub fn visit_for(&self, api: &str, target: &str) {
        let host = self.host.origin();
        self.page.visit(&format!("{host}{target}&api={api}"));
        self.page.fill("Token", self.api.key());
    }

    /// From now on the page is served with this policy.
    pub fn set_policy(&self, policy: &str) {
        self.host.set_policy(policy);
    }

    /// Waits until the form can be used.
    ///
    /// # Panics
    /// When what stands in for it is still there.
    #[track_caller]
    pub fn wait_until_mounted(&self) {
        self.page.wait_for_text("New subscription");
        assert!(!self.page.text().contains(SLOT));
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

    /// The events that reached the document, with their details.
    #[track_caller]
    pub fn events(&self) -> Vec<(String, Value)> {
        self.list("events")
    }

    /// The details of one event, as often as it reached the document.
    #[track_caller]
    pub fn details_of(&self, event: &str) -> Vec<Value> {
        let events = self.events().into_iter();
        events
            .filter_map(|(name, detail)| (name == event).then_some(detail))
            .collect()
    }

    /// What the page did when its panel told it something.
    #[track_caller]
    pub fn heard(&self) -> Vec<(String, Value)> {
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

/// Fills everything in; the page has the key.
#[track_caller]
pub fn fill_in(page: &Page) {
    page.fill("Endpoint URL", URL);
    page.fill("Label", LABEL);
    page.tick("right.issued");
}

/// The strictest policy that a page can have around an element whose API is there.
pub fn strict(api: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' {api}; \
         img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
}
