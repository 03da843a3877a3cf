//! The two doors to the form: the console, and the element in a page of another origin.

use e2e::host_page::{HostPage, fill_in};
use e2e::{Everything, FileServer, Outcome, Page, Sandbox};
use serde_json::Value;

/// Nowhere at all, as [`Everything::places_of`] says it.
pub const NOWHERE: [&str; 0] = [];

/// One of them, opened in a browser of its own.
pub struct Door {
    /// The page with the form.
    pub page: Page,
    /// What the form speaks to.
    pub api: Sandbox,
    /// What serves the page around the element; none where the console is.
    pub host: Option<FileServer>,
}

impl Door {
    #[track_caller]
    pub fn console() -> Self {
        let api = Sandbox::start();
        let page = Page::open(&api);
        Self {
            page,
            api,
            host: None,
        }
    }

    #[track_caller]
    pub fn element() -> Self {
        let host_page = HostPage::open("html", "");
        host_page.wait_until_mounted();
        let HostPage {
            page,
            api,
            file_server,
        } = host_page;
        Self {
            page,
            api,
            host: Some(file_server),
        }
    }

    /// Where the key may be: in the field that it is typed into.
    pub fn place_of_the_key(&self) -> &'static str {
        match self.host {
            None => "value of input[api-key]",
            Some(_) => "value of input[token]",
        }
    }

    /// Fills everything in: nothing is left but to submit.
    #[track_caller]
    pub fn fill_in(&self) {
        match self.host {
            None => self.page.fill_in(&self.api),
            Some(_) => fill_in(&self.page),
        }
    }

    /// Submits, whatever has come of an attempt before.
    #[track_caller]
    pub fn send(&self) -> Outcome {
        self.page.press("Create subscription");
        if self.page.has_button("Yes, create again") {
            self.page.answer_confirmation("Yes, create again");
        }
        self.page.outcome()
    }

    /// Creates a subscription.
    ///
    /// # Panics
    /// When none is created.
    #[track_caller]
    pub fn create(&self) {
        self.fill_in();
        let outcome = self.send();
        assert_eq!(outcome.kind, "created", "{outcome:?}");
    }

    /// Stores the secret where there is one, and goes on to an empty form.
    #[track_caller]
    pub fn go_on(&self) {
        if self.page.has_button("I have stored the signing secret") {
            self.page.press("I have stored the signing secret");
        }
        self.page.press("Create another");
        self.page.wait_for_focus_on("New subscription");
    }

    /// Writes down the body of each create from now on: a server may put right what it is sent.
    #[track_caller]
    pub fn watch(&self) {
        let script = "window.sent = [];
            const { fetch } = window;
            window.fetch = async (request) => {
                if (request.method === 'POST') window.sent.push(await request.clone().json());
                return fetch(request);
            }";
        self.page.script(script, &[]);
    }

    /// The body of the last create.
    #[track_caller]
    pub fn sent(&self) -> Value {
        self.page.script("return window.sent.at(-1)", &[])
    }

    #[track_caller]
    pub fn everything(&self) -> Everything {
        self.page.everything(&self.api)
    }
}

/// What holds at each door.
pub fn both(holds: fn(&Door)) -> impl FnOnce() + Send + 'static {
    move || {
        for open in [Door::console, Door::element] {
            holds(&open());
        }
    }
}
