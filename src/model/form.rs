//! The whole state of a form.

mod page;
mod problem;
mod submit;

use std::sync::Arc;

use contract::{Advice, EndpointUrl, Label};

use super::attempts::Attempts;
use super::{Connection, EventPicker, Keeper, Taxonomy, TextField, message};

pub use page::{Notice, Screen};
pub use problem::{FieldId, Problem};
pub use submit::{Doubt, PATIENCE_SECONDS, Submission};

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
    /// Whether the page around the form has switched it off. A secret on the screen can be stored all the same.
    pub disabled: bool,
    attempts: Attempts,
    /// What the fields begin with.
    start: Start,
    url_policy: UrlPolicy,
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

/// What the fields of a form begin with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The address.
    pub url: String,
    /// The label.
    pub label: String,
    /// The kinds that are ticked, with spaces between them, or `*`.
    pub events: String,
    /// The kinds that can be chosen.
    pub taxonomy: Arc<Taxonomy>,
}

impl Start {
    /// The picker as it begins.
    fn picker(&self) -> EventPicker {
        EventPicker::new(self.taxonomy.clone(), &self.events)
    }
}

/// What is done about an address that `EnfinitOS` cannot reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UrlPolicy {
    /// It is refused.
    Public,
    /// It is warned about.
    #[default]
    Warn,
    /// Nothing is said of any good address.
    Silent,
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

    /// An empty form in a page that names the base address and has the key.
    pub fn embedded(base: &str) -> Self {
        let mut form = Self::new(base);
        form.connection.keeper = Keeper::Page;
        form
    }

    /// What the fields begin with from now on. A field that the person has changed stays as it is.
    pub fn start_with(&mut self, start: Start) {
        let other = start.events != self.start.events || start.taxonomy != self.start.taxonomy;
        if start.url != self.start.url && !self.url.is_touched() {
            self.url = TextField::new(&start.url);
        }
        if start.label != self.start.label && !self.label.is_touched() {
            self.label = TextField::new(&start.label);
        }
        if other && (!self.picker.is_touched() || self.start.taxonomy != start.taxonomy) {
            let before = std::mem::replace(&mut self.picker, start.picker());
            if before.is_touched() {
                self.picker.choose_as(&before);
            }
        }
        self.start = start;
    }

    /// What the fields begin with.
    pub fn start(&self) -> &Start {
        &self.start
    }

    /// What is done about addresses that `EnfinitOS` cannot reach.
    pub fn set_url_policy(&mut self, policy: UrlPolicy) {
        self.url_policy = policy;
    }

    /// Whether anything in the fields differs from what they began with.
    pub fn is_dirty(&self) -> bool {
        self.url.text() != self.start.url
            || self.label.text() != self.start.label
            || !self.picker.chooses_as(&self.start.picker())
    }

    /// The fields as they began. What is on its way and what was made stays.
    fn begin_anew(&mut self) {
        self.url = TextField::new(&self.start.url);
        self.label = TextField::new(&self.start.label);
        self.picker = self.start.picker();
        self.scheme_added = false;
        self.edits += 1;
    }

    /// Everything as it began. Secrets that were not stored are dropped; what is on its way goes on.
    pub fn reset(&mut self) {
        self.begin_anew();
        self.attempts.close_all();
        self.stop = Stop::No;
        self.asked = None;
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
        self.judged().ok()
    }

    /// The address, or what is wrong with it.
    fn judged(&self) -> Result<EndpointUrl, String> {
        let url =
            EndpointUrl::parse(self.url.text()).map_err(|error| message::url_error(&error))?;
        let out_of_reach = |advice: &Advice| matches!(advice, Advice::NotPublic { .. });
        match url.advice().into_iter().find(out_of_reach) {
            Some(advice) if self.url_policy == UrlPolicy::Public => Err(message::advice(&advice)),
            _ => Ok(url),
        }
    }

    /// What is to be said of a good address, once it was left.
    pub fn url_advice(&self) -> Vec<Advice> {
        if self.url_policy == UrlPolicy::Silent || !self.url.is_settled() {
            return Vec::new();
        }
        self.endpoint().map(|url| url.advice()).unwrap_or_default()
    }

    /// The same address with https, when http is all that is wrong with it.
    pub fn https_offer(&self) -> Option<String> {
        let (scheme, rest) = self.url.text().split_once(':')?;
        let offer = scheme
            .eq_ignore_ascii_case("http")
            .then(|| ["https:", rest].concat())?;
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
        self.url.problem(|_| self.judged().err())
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
