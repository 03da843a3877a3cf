//! Every state of the form, each reached from the one before, and what has the focus in it.

mod list;

use std::fmt;

use e2e::host_page::{self, HostPage, TAG};
use e2e::{FileServer, Page, Sandbox, Screen};
use serde_json::{Value, json};

use self::list::STATES;

/// How a person comes to the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    Console,
    Element,
}

impl Door {
    pub const ALL: [Self; 2] = [Self::Console, Self::Element];
}

impl fmt::Display for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Console => "console",
            Self::Element => "element",
        })
    }
}

/// The form behind a door.
pub struct Scene {
    pub page: Page,
    pub api: Sandbox,
    door: Door,
    _host: Option<FileServer>,
}

impl Scene {
    pub fn open(door: Door, screen: Screen) -> Self {
        match door {
            Door::Console => {
                let (page, api) = (Page::on_screen(screen), Sandbox::start());
                page.visit(api.origin());
                page.wait_until_ready();
                Self {
                    page,
                    api,
                    door,
                    _host: None,
                }
            }
            Door::Element => {
                let host_page = HostPage::on_screen(FileServer::start("html"), screen);
                host_page.visit("/?");
                host_page.wait_until_mounted();
                // The form follows the person's wish, and the page's own list of events wraps.
                let script = "document.querySelector(arguments[0]).removeAttribute('theme');
                    document.body.style.overflowWrap = 'anywhere'";
                host_page.page.script(script, &[TAG.into()]);
                let HostPage {
                    page,
                    api,
                    file_server,
                } = host_page;
                Self {
                    page,
                    api,
                    door,
                    _host: Some(file_server),
                }
            }
        }
    }

    /// Does something while only the form is looked at, and nothing of the page that embeds it.
    pub fn form<T>(&self, act: impl FnOnce(&Page) -> T) -> T {
        match self.door {
            Door::Console => act(&self.page),
            Door::Element => self.page.within(TAG, act),
        }
    }

    /// What the form is called in it, line by line, without what is another at each run.
    pub fn lines(&self, read: impl FnOnce(&Page) -> Vec<String>) -> Vec<String> {
        let lines = self.form(read).into_iter();
        lines
            .map(|line| line.replace(self.api.host(), "HOST"))
            .collect()
    }

    /// Leads through all states, and shows each.
    pub fn tour(&self, mut show: impl FnMut(&'static str)) {
        for state in STATES {
            let Some(focus) = state.focus(self.door) else {
                continue;
            };
            (state.reach)(self);
            if !focus.is_empty() {
                self.page.wait_for_focus_on(focus);
            }
            show(state.name);
        }
    }

    /// Fills everything in, the key where it is asked for.
    pub fn fill_in(&self) {
        if self.door == Door::Console {
            self.page.fill("API key", self.api.key());
        }
        host_page::fill_in(&self.page);
    }

    /// Submits, and the answer goes wrong like this.
    fn submit(&self, fault: Value) {
        self.api.next_create(fault);
        self.page.press("Create subscription");
    }

    /// Submits, and the API refuses like this.
    fn refused(&self, status: u16, body: &Value) {
        self.page.expects_console_error(&status.to_string());
        // The page is asked for another key once, before its key is said to be wrong.
        let times = if status == 401 && self.door == Door::Element {
            2
        } else {
            1
        };
        self.submit(
            json!({ "status": status, "body": body.to_string(), "times": times,
            "headers": { "Retry-After": "3600" } }),
        );
        assert_eq!(self.page.outcome().kind, "not-created", "{status}");
    }
}
