//! The form on its two surfaces: in the console, and as the element in a page of another origin.

use std::fmt;

use e2e::host_page::{HostPage, fill_in};
use e2e::{Everything, FileServer, Outcome, Page, Sandbox, Screen};
use serde_json::Value;

/// No place, as the result of [`Everything::places_of`].
pub const NOWHERE: [&str; 0] = [];

/// Where the form is embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// The page of the console.
    Console,
    /// A host page with the element.
    Element,
}

impl Surface {
    pub const ALL: [Self; 2] = [Self::Console, Self::Element];
}

impl fmt::Display for Surface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Console => "console",
            Self::Element => "element",
        })
    }
}

/// A page with the form.
pub struct FormPage {
    pub surface: Surface,
    pub page: Page,
    /// The API that the form calls.
    pub api: Sandbox,
    /// The server of the host page; none for the console.
    pub file_server: Option<FileServer>,
}

impl FormPage {
    #[track_caller]
    pub fn open(surface: Surface, screen: Screen) -> Self {
        match surface {
            Surface::Console => {
                let (page, api) = (Page::on_screen(screen), Sandbox::start());
                page.visit(api.origin());
                page.wait_until_ready();
                Self {
                    surface,
                    page,
                    api,
                    file_server: None,
                }
            }
            Surface::Element => {
                let host_page = HostPage::on_screen(FileServer::start("html"), screen);
                host_page.visit("/?");
                host_page.wait_until_mounted();
                let HostPage {
                    page,
                    api,
                    file_server,
                } = host_page;
                Self {
                    surface,
                    page,
                    api,
                    file_server: Some(file_server),
                }
            }
        }
    }

    #[track_caller]
    pub fn console() -> Self {
        Self::open(Surface::Console, Screen::DEFAULT)
    }

    #[track_caller]
    pub fn element() -> Self {
        Self::open(Surface::Element, Screen::DEFAULT)
    }

    /// The only place of the key: the field that it is typed into.
    pub fn key_place(&self) -> &'static str {
        match self.surface {
            Surface::Console => "value of input[api-key]",
            Surface::Element => "value of input[token]",
        }
    }

    /// Fills in all fields, and the key in the console.
    #[track_caller]
    pub fn fill_in(&self) {
        match self.surface {
            Surface::Console => self.page.fill_in(&self.api),
            Surface::Element => fill_in(&self.page),
        }
    }

    /// Submits the form, and confirms that it creates again where the page asks.
    #[track_caller]
    pub fn submit(&self) -> Outcome {
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
        let outcome = self.submit();
        assert_eq!(outcome.kind, "created", "{outcome:?}");
    }

    /// Acknowledges the secret, if there is one, and returns to an empty form.
    #[track_caller]
    pub fn create_another(&self) {
        if self.page.has_button("I have stored the signing secret") {
            self.page.press("I have stored the signing secret");
        }
        self.page.press("Create another");
        self.page.wait_for_focus_on("New subscription");
    }

    /// Starts to record the body of each create as the browser sends it: a server may correct it.
    #[track_caller]
    pub fn record_requests(&self) {
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
    pub fn last_request(&self) -> Value {
        self.page.script("return window.sent.at(-1)", &[])
    }

    #[track_caller]
    pub fn everything(&self) -> Everything {
        self.page.everything(&self.api)
    }
}

/// Runs a test on each surface.
pub fn on_both_surfaces(test: fn(&FormPage)) -> impl FnOnce() + Send + 'static {
    move || {
        for open in [FormPage::console, FormPage::element] {
            test(&open());
        }
    }
}
