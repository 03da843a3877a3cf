//! A row of the matrix as data: a fault and the expected outcome.

use e2e::host_page::{HostPage, TAG, fill_in, strict_policy};
use e2e::{FaultyApi, FileServer, Reply};
use serde_json::Value;

use super::outcome::{ExpectedOutcome, NOT_CREATED, NOTHING_SENT, PROBLEM};

/// Counts the calls of `getToken`.
const COUNT_TOKEN_CALLS: &str = "const form = document.querySelector(arguments[0]);
    const { getToken } = form;
    window.tokenCalls = 0;
    form.getToken = () => (window.tokenCalls++, getToken())";

/// A fault and its expected outcome.
#[derive(Clone, Debug)]
pub struct Case {
    fault: Fault,
    expected: ExpectedOutcome,
    /// Texts of the outcome.
    shows: Vec<String>,
    /// Texts that the page does not show.
    hides: Vec<String>,
    /// The errors of fields.
    field_errors: Vec<(&'static str, &'static str)>,
    posts: usize,
    token_calls: usize,
}

/// The kind of a fault.
#[derive(Clone, Debug)]
pub enum Fault {
    /// In the response of the sandbox to a create.
    Create(Value),
    /// In the response of the sandbox to the check of a key.
    Tenant(Value),
    /// Below HTTP.
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

/// Nothing is created; the error event has this code and status.
pub fn refused(fault: impl Into<Fault>, code: &'static str, status: u16) -> Case {
    Case::new(
        fault.into(),
        ExpectedOutcome::NotCreated(NOT_CREATED, code, Some(status)),
    )
}

/// The same, and the fields can be corrected.
pub fn correctable(fault: impl Into<Fault>, code: &'static str, status: u16) -> Case {
    Case::new(
        fault.into(),
        ExpectedOutcome::NotCreated(PROBLEM, code, Some(status)),
    )
}

/// The check of the key fails, and no create is sent.
pub fn not_sent(fault: Value, code: &'static str, status: Option<u16>) -> Case {
    let expected = ExpectedOutcome::NotCreated(NOTHING_SENT, code, status);
    Case::new(Fault::Tenant(fault), expected).posts(0)
}

/// The outcome is unknown; the error event has this code and status.
pub fn unknown(fault: impl Into<Fault>, code: &'static str, status: Option<u16>) -> Case {
    Case::new(fault.into(), ExpectedOutcome::Unknown(code, status))
}

impl Case {
    fn new(fault: Fault, expected: ExpectedOutcome) -> Self {
        Self {
            fault,
            expected,
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

    /// The number of creates that are sent.
    pub fn posts(mut self, posts: usize) -> Self {
        self.posts = posts;
        self
    }

    /// The number of calls of `getToken`.
    pub fn token_calls(mut self, calls: usize) -> Self {
        self.token_calls = calls;
        self
    }
}

/// Runs the cases one after the other, each after a new visit of the page.
#[track_caller]
pub fn run(cases: Vec<Case>) {
    let host_page = HostPage::new(FileServer::start("html"));
    host_page
        .page
        .expects_console_error("Failed to load resource");
    for case in cases {
        case.assert(&host_page);
    }
}

impl Case {
    #[track_caller]
    fn assert(self, host_page: &HostPage) {
        let page = &host_page.page;
        let mut faulty_api = None;
        match self.fault.clone() {
            Fault::Create(fault) => host_page.api.next_create(fault),
            Fault::Tenant(fault) => host_page.api.next_tenant(fault),
            Fault::Connection(reply) => faulty_api = Some(FaultyApi::start(reply)),
        }
        let api = faulty_api
            .as_ref()
            .map_or(host_page.api.origin(), FaultyApi::origin);
        host_page.set_policy(&strict_policy(api));
        host_page.visit_with_api(api, "/?");
        host_page.wait_until_mounted();
        page.script(COUNT_TOKEN_CALLS, &[TAG.into()]);
        fill_in(page);
        let posts_before = host_page.api.posts();
        let subscriptions_before = host_page.api.subscriptions().len();
        page.press("Create subscription");
        let outcome = self.expected.assert(host_page, api);
        if let ExpectedOutcome::NotCreated(..) = self.expected {
            assert_eq!(
                host_page.api.subscriptions().len(),
                subscriptions_before,
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
        for hidden in &self.hides {
            assert!(!text.contains(hidden), "{hidden:?}: {text} of {self:?}");
        }
        for (field, error) in &self.field_errors {
            assert_eq!(page.error_for(field), *error, "{self:?}");
        }
        let posts =
            faulty_api.map_or_else(|| host_page.api.posts() - posts_before, |api| api.posts());
        assert_eq!(posts, self.posts, "creates of {self:?}");
        assert_eq!(
            page.script("return window.tokenCalls", &[]),
            self.token_calls,
            "{self:?}"
        );
    }
}
