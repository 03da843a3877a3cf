use contract::answer::{Field, KeyCheck, Reason, Refusal, Remark};
use contract::wire::CreateRequest;
use contract::{ApiBase, ApiKey, EndpointUrl, EventSelection, Label, SigningSecret};

use super::attempt::{Answered, Attempt, AttemptId, Attempts, Fate, Held, NotSent, Sent, State};
use super::{Connection, EventPicker, TextField, message};

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
    /// Whether the last submit was stopped by problems in the fields.
    stopped_by_problems: bool,
    /// Whether the person is being asked if they want to create again.
    asks_again: bool,
    /// Whether the last answer leaves room for doubt, so that the next create asks first.
    in_doubt: bool,
    edits: u32,
    /// Counts what the person must be told of, so that the same thing said twice is said twice.
    news: u32,
}

/// The fields, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldId {
    /// The base address of the API.
    ApiBase,
    /// The API key.
    ApiKey,
    /// The endpoint's address.
    Url,
    /// The label.
    Label,
    /// The event picker.
    Events,
}

impl FieldId {
    /// The name of its control, which is stable, and the start of the ids around it.
    pub fn name(self) -> &'static str {
        match self {
            Self::ApiBase => "api-base",
            Self::ApiKey => "api-key",
            Self::Url => "url",
            Self::Label => "label",
            Self::Events => "events",
        }
    }
}

/// What must be mended, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field; none when the server named one that this form does not have.
    pub field: Option<FieldId>,
    /// What is wrong with it.
    pub message: String,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// A created subscription, until the person goes on.
    Result(AttemptId),
    /// The form.
    Form,
}

/// What stands above the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// Fields must be mended.
    Problems,
    /// Nothing was sent.
    NotSent(NotSent, Sent),
    /// The API refused, and no field can mend it.
    NotCreated(Refusal),
    /// Nobody can tell whether the subscription exists.
    Unknown(contract::answer::Unknown, Sent),
    /// The person has stopped to wait; the request goes on.
    GivenUp(Sent),
}

/// What the client is to send. The probe says whether the API must be asked about the key first.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// Whose answer it will be.
    pub id: AttemptId,
    /// Whom to speak to.
    pub base: ApiBase,
    /// As whom.
    pub key: ApiKey,
    /// The body.
    pub request: CreateRequest,
    /// Whether the API must answer a check of the key first, and the number of that check.
    pub probe: Option<u32>,
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
        let offer = scheme.eq_ignore_ascii_case("http").then(|| format!("https:{rest}"))?;
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
        self.url.problem(|text| EndpointUrl::parse(text).err().map(|error| message::url_error(&error)))
    }

    /// What is to be said of the label now.
    pub fn label_problem(&self) -> Option<String> {
        self.label.problem(|text| Label::parse(text).err().map(|error| message::label_error(&error)))
    }

    /// What must be mended, in the order of the page.
    pub fn problems(&self) -> Vec<Problem> {
        let fields = [
            (FieldId::ApiBase, self.connection.base_problem()),
            (FieldId::ApiKey, self.connection.key_problem()),
            (FieldId::Url, self.url_problem()),
            (FieldId::Label, self.label_problem()),
            (FieldId::Events, self.picker.problem()),
        ];
        let known = fields.into_iter().filter_map(|(field, message)| {
            Some(Problem {
                field: Some(field),
                message: message?,
            })
        });
        known.chain(self.foreign_problems()).collect()
    }

    /// What the server said of fields that this form does not have.
    fn foreign_problems(&self) -> impl Iterator<Item = Problem> {
        let refusal = self.attempts.latest().and_then(|attempt| match &attempt.state {
            State::NotCreated(refusal) => Some(refusal),
            _ => None,
        });
        let errors = refusal.into_iter().flat_map(|refusal| &refusal.fields);
        errors.filter_map(|error| match &error.field {
            Field::Other(path) => Some(Problem {
                field: None,
                message: format!("{path}: {}", error.message),
            }),
            Field::Url | Field::Label | Field::Events => None,
        })
    }

    /// The person wants the subscription. `now` is in milliseconds since 1970.
    ///
    /// Gives what is to be sent, once: nothing while an attempt is on its way, while a field must be mended, or while
    /// a doubtful attempt before this one wants the person to say that they mean it.
    pub fn submit(&mut self, now: f64) -> Option<Submission> {
        if self.is_sending() {
            return None;
        }
        self.news += 1;
        self.complete_url();
        for field in [&mut self.connection.base, &mut self.connection.key, &mut self.url, &mut self.label] {
            field.submit();
        }
        self.picker.submit();
        let parts = self.connection.parsed().zip(self.request());
        self.stopped_by_problems = parts.is_none();
        let ((base, key), request) = parts?;
        if self.in_doubt && !self.asks_again {
            self.asks_again = true;
            return None;
        }
        self.asks_again = false;
        self.in_doubt = false;
        let sent = Sent {
            request: request.clone(),
            api_host: base.host().to_owned(),
            at: now,
            edits: self.edits,
        };
        Some(Submission {
            id: self.attempts.begin(sent),
            probe: (!self.connection.is_fresh(now)).then(|| self.connection.version()),
            base,
            key,
            request,
        })
    }

    fn request(&self) -> Option<CreateRequest> {
        Some(CreateRequest {
            url: self.endpoint()?,
            events: self.events()?,
            label: Label::parse(self.label.text()).ok()?,
        })
    }

    fn events(&self) -> Option<EventSelection> {
        self.picker.selection().ok()
    }

    /// Takes what became of an attempt. Nothing that was typed is lost by it.
    pub fn end(&mut self, id: AttemptId, state: State) {
        self.news += 1;
        match &state {
            State::NotCreated(refusal) | State::NotSent(NotSent::Refused(refusal)) => self.place(refusal),
            State::NotSent(NotSent::KeyLacksScope) => self.connection.key.refuse(message::lacks_scope()),
            State::Unknown(_) => self.in_doubt = true,
            State::Created(answered) => self.in_doubt |= answered.speaks_another_version(),
            State::NotSent(_) | State::Sending { .. } | State::Closed => {}
        }
        self.attempts.end(id, state);
    }

    /// Puts what the API said to where it can be mended.
    fn place(&mut self, refusal: &Refusal) {
        match refusal.reason {
            Reason::KeyRejected => self.connection.key.refuse(message::key_rejected()),
            Reason::KeyLacksScope => self.connection.key.refuse(message::lacks_scope()),
            Reason::NoSuchEndpoint => {
                let base = self.connection.base.text();
                let message = format!("No such endpoint at {base}");
                self.connection.base.refuse(message);
            }
            _ => {}
        }
        for error in &refusal.fields {
            let message = error.message.clone();
            match error.field {
                Field::Url => self.url.refuse(message),
                Field::Label => self.label.refuse(message),
                Field::Events => self.picker.refuse(message),
                Field::Other(_) => {}
            }
        }
        self.stopped_by_problems = !self.problems().is_empty();
    }

    /// Takes the answer to a check of the key.
    pub fn end_check(&mut self, version: u32, answer: KeyCheck, now: f64) {
        self.connection.end_check(version, answer, now);
    }

    /// The attempts.
    pub fn attempts(&self) -> &Attempts {
        &self.attempts
    }

    /// Whether an attempt is on its way and waited for.
    pub fn is_sending(&self) -> bool {
        self.attempts.sending().is_some()
    }

    /// The person stops to wait. The request goes on.
    pub fn stop_waiting(&mut self) {
        self.news += 1;
        self.attempts.stop_waiting();
        self.in_doubt = true;
    }

    /// Whether the person is being asked if they want to create again.
    pub fn asks_again(&self) -> bool {
        self.asks_again
    }

    /// The person does not want to create again.
    pub fn cancel_again(&mut self) {
        self.asks_again = false;
    }

    /// What the page shows.
    pub fn screen(&self) -> Screen {
        self.result().map_or(Screen::Form, |(attempt, _)| Screen::Result(attempt.id))
    }

    /// The created subscription that is shown.
    pub fn result(&self) -> Option<(&Attempt, &Answered)> {
        self.attempts.result()
    }

    /// What became of the shown result's secret.
    pub fn fate(&self) -> Option<Fate> {
        Some(self.result()?.1.secret.fate())
    }

    /// The shown result's secret, while it is here.
    pub fn secret(&self) -> Option<&SigningSecret> {
        match &self.result()?.1.secret {
            Held::Here(secret) => Some(secret),
            Held::Stored | Held::CutOff | Held::Absent => None,
        }
    }

    /// What stands above the form.
    pub fn notice(&self) -> Option<Notice> {
        if self.is_sending() {
            return None;
        }
        if self.stopped_by_problems {
            return (!self.problems().is_empty()).then_some(Notice::Problems);
        }
        let attempt = self.attempts.latest()?;
        let sent = || attempt.sent.clone();
        match &attempt.state {
            State::Sending { .. } => Some(Notice::GivenUp(sent())),
            State::NotSent(reason) => Some(Notice::NotSent(reason.clone(), sent())),
            State::NotCreated(refusal) => Some(Notice::NotCreated(refusal.clone())),
            State::Unknown(unknown) => Some(Notice::Unknown(unknown.clone(), sent())),
            State::Created(_) | State::Closed => None,
        }
    }

    /// Changes whenever there is something new to tell above the form.
    pub fn news(&self) -> u32 {
        self.news
    }

    /// The person has stored the shown secret.
    pub fn acknowledge(&mut self) {
        self.attempts.acknowledge();
    }

    /// The person goes on from the shown result. The fields are emptied, unless something was typed since.
    pub fn create_another(&mut self) {
        let edits = self.result().map(|(attempt, _)| attempt.sent.edits);
        self.attempts.close();
        if edits == Some(self.edits) {
            self.url = TextField::default();
            self.label = TextField::default();
            self.picker = EventPicker::default();
            self.scheme_added = false;
        }
    }
}

impl Answered {
    fn speaks_another_version(&self) -> bool {
        self.remarks.iter().any(|remark| matches!(remark, Remark::OtherVersion(_)))
    }
}
