//! The whole state of a form.

mod page;
mod problem;
mod submit;

use contract::{EndpointUrl, Label};

use super::attempt::Attempts;
use super::{Connection, EventPicker, TextField, message};

pub use page::{Notice, Screen};
pub use problem::{FieldId, Problem};
pub use submit::{Doubt, Submission};

/// Everything a form knows. A view reads it and calls its verbs; it decides nothing itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateForm {
    /// Whom it speaks to.
    pub connection: Connection,
    /// Where deliveries shall go.
    pub url: TextField,
    /// What people will call it.
    pub label: TextField,
    /// What it shall be about.
    pub picker: EventPicker,
    attempts: Attempts,
    /// Whether `https://` was put before what was typed.
    scheme_added: bool,
    stop: Stop,
    /// Whether the API speaks another version of its contract than this build knows.
    other_version: bool,
    /// What the person is being asked about before they create again.
    asked: Option<Doubt>,
    edits: u32,
    /// Counts what the person must be told of, so that the same thing said twice is said twice.
    news: u32,
}

/// Whether the fields hold the form back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stop {
    #[default]
    No,
    /// By what is wrong with them here.
    Fields,
    /// By what the API said of them.
    Refusal,
}

impl CreateForm {
    /// An empty form that speaks to `base`.
    pub fn new(base: &str) -> Self {
        Self {
            connection: Connection::new(base),
            ..Self::default()
        }
    }

    /// The person changed the address.
    pub fn set_url(&mut self, text: String) {
        self.url.set(text);
        self.scheme_added = false;
        self.edits += 1;
    }

    /// White space around the address goes.
    pub fn trim_url(&mut self) {
        let text = self.url.text();
        let trimmed = text.trim();
        if trimmed.len() != text.len() {
            self.set_url(trimmed.to_owned());
        }
    }

    /// The person left the address: white space around it goes, and a missing scheme comes.
    pub fn leave_url(&mut self) {
        self.complete_url();
        self.url.leave();
    }

    /// The person takes up the offer to use https.
    pub fn use_https(&mut self) {
        if let Some(text) = self.https_offer() {
            self.set_url(text);
            self.url.leave();
        }
    }

    fn complete_url(&mut self) {
        self.trim_url();
        if let Some(completed) = EndpointUrl::complete(self.url.text()) {
            self.set_url(completed);
            self.scheme_added = true;
        }
    }

    /// Whether `https://` was put before what was typed.
    pub fn scheme_was_added(&self) -> bool {
        self.scheme_added
    }

    /// The address, when it is good.
    pub fn endpoint(&self) -> Option<EndpointUrl> {
        EndpointUrl::parse(self.url.text()).ok()
    }

    /// The same address with https, when http is all that is wrong with it.
    pub fn https_offer(&self) -> Option<String> {
        let (scheme, rest) = self.url.text().split_once(':')?;
        let offer = scheme
            .eq_ignore_ascii_case("http")
            .then(|| format!("https:{rest}"))?;
        EndpointUrl::parse(&offer).is_ok().then_some(offer)
    }

    /// The person changed the label.
    pub fn set_label(&mut self, text: String) {
        self.label.set(text);
        self.edits += 1;
    }

    /// The person changed the choice of events.
    pub fn pick(&mut self, change: impl FnOnce(&mut EventPicker)) {
        change(&mut self.picker);
        self.edits += 1;
    }

    /// What is to be said of the address now.
    pub fn url_problem(&self) -> Option<String> {
        self.url.problem(|text| {
            EndpointUrl::parse(text)
                .err()
                .map(|error| message::url_error(&error))
        })
    }

    /// What is to be said of the label now.
    pub fn label_problem(&self) -> Option<String> {
        self.label.problem(|text| {
            Label::parse(text)
                .err()
                .map(|error| message::label_error(&error))
        })
    }

    /// The attempts.
    pub fn attempts(&self) -> &Attempts {
        &self.attempts
    }
}
