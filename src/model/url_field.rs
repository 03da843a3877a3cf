use std::fmt;
use std::mem;

use contract::advice::Receiver;
use contract::{Advice, EndpointUrl, EndpointUrlError};

use super::{Message, TextField, correction, wording};

/// The endpoint's address. It is parsed once for each change.
#[derive(Clone, PartialEq)]
pub struct UrlField {
    field: TextField,
    policy: UrlPolicy,
    scheme_added: bool,
    parsed: Result<EndpointUrl, EndpointUrlError>,
}

/// What a view shows of the field besides its text.
#[derive(PartialEq)]
struct Shown {
    is_dirty: bool,
    host: Option<String>,
    problem: Option<Message>,
    offer: Option<String>,
    invisible_characters: Option<Message>,
    sent_as: Option<EndpointUrl>,
    advised: Option<EndpointUrl>,
}

/// What is done about an address that `EnfinitOS` cannot reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UrlPolicy {
    /// It is refused.
    Public,
    /// It is warned about.
    #[default]
    Warn,
    /// There is no advice about any valid address.
    Silent,
}

impl UrlField {
    /// A field with an initial text.
    pub fn new(initial: &str) -> Self {
        Self::of(TextField::new(initial), UrlPolicy::default())
    }

    fn of(field: TextField, policy: UrlPolicy) -> Self {
        Self {
            parsed: EndpointUrl::parse(field.text()),
            field,
            policy,
            scheme_added: false,
        }
    }

    /// Changes the text, and parses it.
    fn change(&mut self, change: impl FnOnce(&mut TextField)) {
        let mut field = mem::take(&mut self.field);
        change(&mut field);
        *self = Self::of(field, self.policy);
    }

    /// Changes the initial text, and the text with it unless the person has edited it.
    pub fn set_initial(&mut self, initial: &str) {
        let scheme_added = self.scheme_added;
        self.change(|field| field.set_initial(initial));
        // A text with an added scheme is edited, and stays.
        self.scheme_added = scheme_added;
    }

    /// Goes back to the initial text.
    pub fn reset(&mut self) {
        self.change(TextField::reset);
    }

    /// What is done about addresses that `EnfinitOS` cannot reach.
    pub fn set_policy(&mut self, policy: UrlPolicy) {
        self.policy = policy;
    }

    /// The text in the field.
    pub fn text(&self) -> &str {
        self.field.text()
    }

    /// How often the person changed the text, or it was reset.
    pub fn edits(&self) -> u32 {
        self.field.edits()
    }

    /// Whether the text differs from the initial one.
    pub fn is_dirty(&self) -> bool {
        self.field.is_dirty()
    }

    /// The person changed the text. Whether anything else that is shown of the field changed with it: while a valid address
    /// is typed, nothing does.
    pub fn set(&mut self, text: String) -> bool {
        let before = self.shown();
        self.change(|field| field.set(text));
        self.shown() != before
    }

    fn shown(&self) -> Shown {
        let offer = self.shown_offer();
        Shown {
            is_dirty: self.is_dirty(),
            host: self.endpoint().map(|url| url.host().to_owned()),
            invisible_characters: offer.as_ref().and_then(|_| self.names_of_invisible()),
            offer,
            problem: self.problem(),
            sent_as: self.sent_as().cloned(),
            advised: self.advised().cloned(),
        }
    }

    /// Removes white space around the text. Not while it is typed: a browser cannot undo what a script writes.
    fn trim(&mut self) {
        let trimmed = self.text().trim();
        if trimmed.len() != self.text().len() {
            let trimmed = trimmed.to_owned();
            self.change(|field| field.set(trimmed));
        }
    }

    /// The person left the field: white space around the text goes, and a missing scheme is added.
    pub fn blur(&mut self) {
        self.complete();
        self.field.blur();
    }

    /// The form was submitted. The text is completed as by [`Self::blur`].
    pub fn submit(&mut self) {
        self.complete();
        self.field.submit();
    }

    fn complete(&mut self) {
        self.trim();
        // `<example.com>` is offered without its brackets instead.
        let is_wrapped = correction::is_wrapped(self.text());
        if let Some(completed) = EndpointUrl::complete(self.text()).filter(|_| !is_wrapped) {
            self.change(|field| field.set(completed));
            self.scheme_added = true;
        }
    }

    /// The server refused the text with this message.
    pub fn reject(&mut self, message: impl Into<Message>) {
        self.field.reject(message);
    }

    /// Whether `https://` was put before the text.
    pub fn scheme_was_added(&self) -> bool {
        self.scheme_added
    }

    /// The address, when it is valid and the policy allows it.
    pub fn endpoint(&self) -> Option<&EndpointUrl> {
        self.validated().ok()
    }

    fn validated(&self) -> Result<&EndpointUrl, Message> {
        let url = self.parsed.as_ref().map_err(wording::url_error)?;
        if self.policy == UrlPolicy::Public {
            let is_unreachable = |advice: &Advice| matches!(advice, Advice::NotPublic { .. });
            if let Some(advice) = url.advice().into_iter().find(is_unreachable) {
                return Err(wording::advice(&advice));
            }
        }
        Ok(url)
    }

    /// The address as it is sent, once the field was left, where that is not what was typed.
    pub fn sent_as(&self) -> Option<&EndpointUrl> {
        let url = self.endpoint().filter(|_| self.field.is_settled())?;
        (self.scheme_added || url.as_str() != self.text()).then_some(url)
    }

    /// The advice about a valid address, once the field was left.
    pub fn advice(&self) -> Vec<Advice> {
        self.advised().map(EndpointUrl::advice).unwrap_or_default()
    }

    /// The same in a page at the address `page` and for the API at `base`, which are no endpoints.
    pub fn advice_in(&self, page: &str, base: &str) -> Vec<Advice> {
        let own = self
            .advised()
            .and_then(|url| Receiver::own(url, page, base));
        own.map(Advice::Receiver)
            .into_iter()
            .chain(self.advice())
            .collect()
    }

    /// The valid address that advice is about.
    fn advised(&self) -> Option<&EndpointUrl> {
        let is_shown = self.policy != UrlPolicy::Silent && self.field.is_settled();
        is_shown.then(|| self.endpoint()).flatten()
    }

    /// The valid address that the text was probably meant to be, where it is another one.
    pub fn offer(&self) -> Option<String> {
        correction::corrected(self.text())
    }

    /// The offer to show: with a problem, else once the field was left.
    pub fn shown_offer(&self) -> Option<String> {
        let is_shown = self.field.is_settled() || self.problem().is_some();
        is_shown.then(|| self.offer()).flatten()
    }

    /// Names the invisible characters that the offer to show is without.
    pub fn invisible_characters(&self) -> Option<Message> {
        self.shown_offer()?;
        self.names_of_invisible()
    }

    fn names_of_invisible(&self) -> Option<Message> {
        let names = correction::invisible_characters(self.text())?;
        Some(wording::invisible_characters(&names))
    }

    /// The person accepts the offer.
    pub fn use_offer(&mut self) {
        if let Some(text) = self.offer() {
            self.change(|field| field.set(text));
            self.field.blur();
        }
    }

    /// The problem to show.
    pub fn problem(&self) -> Option<Message> {
        self.field.problem(|_| self.validated().err())
    }
}

impl Default for UrlField {
    fn default() -> Self {
        Self::new("")
    }
}

/// An endpoint's address is often a secret: it is not printed.
impl fmt::Debug for UrlField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}
