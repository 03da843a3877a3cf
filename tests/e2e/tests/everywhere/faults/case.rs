//! A row of the matrix as data: a fault, and what must come of it.

use e2e::host_page::{HostPage, TAG, fill_in, strict_policy};
use e2e::{FaultyApi, FileServer, Reply};
use serde_json::Value;

use super::outcome::{ExpectedOutcome, NOT_CREATED, NOTHING_SENT, PROBLEM};

/// Counts how often the page is asked for its key.
const COUNT: &str = "const form = document.querySelector(arguments[0]);
    const { getToken } = form;
    window.asked = 0;
    form.getToken = () => (window.asked++, getToken())";

/// One fault, and what must come of it. Besides, whatever the fault, [`ExpectedOutcome::holds`].
#[derive(Clone, Debug)]
pub struct Case {
    fault: Fault,
    end: ExpectedOutcome,
    /// What is read in the outcome.
    shows: Vec<String>,
    /// What is read nowhere.
    hides: Vec<String>,
    /// What is read at a field.
    field_errors: Vec<(&'static str, &'static str)>,
    posts: usize,
    token_calls: usize,
}

/// How a fault is fault.
#[derive(Clone, Debug)]
pub enum Fault {
    /// By the switch of the server, in its answers to a create.
    Create(Value),
    /// By the switch of the server, in its answers about a key.
    Tenant(Value),
    /// On the wire.
    Connection(Reply),
}

impl From<Value> for Fault {
    fn from(fault: Value) -> Self {
        Self::Create(fault)
    }
}

impl From<Reply> for Fault {
    fn from(reply: Reply) -> Self {
        Self::Connection(reply)
    }
}

/// A subscription is created, with this secret.
pub fn created(fault: impl Into<Fault>, secret: &str) -> Case {
    Case::new(fault.into(), ExpectedOutcome::Created(secret.to_owned()))
}

/// A subscription is created, and its secret is lost.
pub fn secret_lost(fault: impl Into<Fault>) -> Case {
    Case::new(fault.into(), ExpectedOutcome::SecretLost)
}

/// Nothing is created; the page is told code and status.
pub fn refused(fault: impl Into<Fault>, code: &'static str, status: u16) -> Case {
    Case::new(
        fault.into(),
        ExpectedOutcome::NotCreated(NOT_CREATED, code, Some(status)),
    )
}

/// The same, and fields can be mended.
pub fn correctable(fault: impl Into<Fault>, code: &'static str, status: u16) -> Case {
    Case::new(
        fault.into(),
        ExpectedOutcome::NotCreated(PROBLEM, code, Some(status)),
    )
}

/// The answer about the key goes wrong, and no create is sent.
pub fn not_sent(fault: Value, code: &'static str, status: Option<u16>) -> Case {
    let end = ExpectedOutcome::NotCreated(NOTHING_SENT, code, status);
    Case::new(Fault::Tenant(fault), end).posts(0)
}

/// Nobody can tell; the page is told code and status.
pub fn unknown(fault: impl Into<Fault>, code: &'static str, status: Option<u16>) -> Case {
    Case::new(fault.into(), ExpectedOutcome::Unknown(code, status))
}

impl Case {
    fn new(fault: Fault, end: ExpectedOutcome) -> Self {
        Self {
            fault,
            end,
            shows: Vec::new(),
            hides: Vec::new(),
            field_errors: Vec::new(),
            posts: 1,
            token_calls: 1,
        }
    }

    pub fn shows(mut self, text: impl Into<String>) -> Self {
        self.shows.push(text.into());
        self
    }

    pub fn hides(mut self, text: impl Into<String>) -> Self {
        self.hides.push(text.into());
        self
    }

    pub fn field_error(mut self, field: &'static str, text: &'static str) -> Self {
        self.field_errors.push((field, text));
        self
    }

    /// How often the create is sent.
    pub fn posts(mut self, posts: usize) -> Self {
        self.posts = posts;
        self
    }

    /// How often the page is asked for its key.
    pub fn token_calls(mut self, calls: usize) -> Self {
        self.token_calls = calls;
        self
    }
}

/// Carries out cases one after the other, each in a page of its own.
#[track_caller]
pub fn run(cases: Vec<Case>) {
    let host_page = HostPage::new(FileServer::start("html"));
    host_page
        .page
        .expects_console_error("Failed to load resource");
    for case in cases {
        case.holds(&host_page);
    }
}

impl Case {
    #[track_caller]
    fn holds(self, host_page: &HostPage) {
        let page = &host_page.page;
        let mut wire = None;
        match self.fault.clone() {
            Fault::Create(fault) => host_page.api.next_create(fault),
            Fault::Tenant(fault) => host_page.api.next_tenant(fault),
            Fault::Connection(reply) => wire = Some(FaultyApi::start(reply)),
        }
        let api = wire
            .as_ref()
            .map_or(host_page.api.origin(), FaultyApi::origin);
        host_page.set_policy(&strict_policy(api));
        host_page.visit_with_api(api, "/?");
        host_page.wait_until_mounted();
        page.script(COUNT, &[TAG.into()]);
        fill_in(page);
        let before = host_page.api.posts();
        let rows = host_page.api.subscriptions().len();
        page.press("Create subscription");
        let outcome = self.end.holds(host_page, api);
        if let ExpectedOutcome::NotCreated(..) = self.end {
            assert_eq!(
                host_page.api.subscriptions().len(),
                rows,
                "subscriptions of {self:?}"
            );
        }
        for text in &self.shows {
            assert!(
                outcome.text.contains(text),
                "{text:?}: {outcome:?} of {self:?}"
            );
        }
        let text = page.text();
        for never in &self.hides {
            assert!(!text.contains(never), "{never:?}: {text} of {self:?}");
        }
        for (field, said) in &self.field_errors {
            assert_eq!(page.error_for(field), *said, "{self:?}");
        }
        let posts = wire.map_or_else(|| host_page.api.posts() - before, |wire| wire.posts());
        assert_eq!(posts, self.posts, "creates of {self:?}");
        assert_eq!(
            page.script("return window.asked", &[]),
            self.token_calls,
            "{self:?}"
        );
    }
}
