use contract::Label;
use contract::response::{Field, Reason, Refusal};

use super::submit::Blocked;
use super::{CreateForm, Progress};
use crate::model::attempt::SentRequest;
use crate::model::{Connection, EventPicker, KeySource, Message, TextField, UrlField, wording};

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
    /// All fields, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::ApiBase,
        Self::ApiKey,
        Self::Url,
        Self::Label,
        Self::Events,
    ];

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

    /// A selector of the control that gets the focus. A filter may hide every checkbox of an event; the radio buttons are
    /// always there.
    pub fn control(self) -> &'static str {
        match self {
            Self::ApiBase => "[name=api-base]",
            Self::ApiKey => "[name=api-key]",
            Self::Url => "[name=url]",
            Self::Label => "[name=label]",
            Self::Events => "[name=event-scope]:checked",
        }
    }
}

/// What must be corrected, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field; none when the server named one that this form does not have.
    pub field: Option<FieldId>,
    /// What is wrong with it.
    pub message: Message,
}

/// The problem of a label to show.
pub fn label_problem(label: &TextField) -> Option<Message> {
    label.problem(|text| Label::parse(text).err().as_ref().map(wording::label_error))
}

/// The advice about a valid label.
pub fn label_advice(label: &TextField) -> Option<Message> {
    let label = Label::parse(label.text()).ok()?;
    wording::label_advice(&label)
}

/// What must be corrected, in the order of the page.
pub fn problems(
    connection: &Connection,
    url: &UrlField,
    label: &TextField,
    picker: &EventPicker,
    progress: &Progress,
) -> Vec<Problem> {
    let fields = [
        (FieldId::ApiBase, connection.base_problem()),
        (FieldId::ApiKey, connection.key_problem()),
        (FieldId::Url, url.problem()),
        (FieldId::Label, label_problem(label)),
        (FieldId::Events, picker.problem()),
    ];
    let known = fields.into_iter().filter_map(|(field, message)| {
        Some(Problem {
            field: Some(field),
            message: message?,
        })
    });
    known.chain(progress.problems_elsewhere()).collect()
}

impl Progress {
    /// The server's errors for fields that this form does not have.
    fn problems_elsewhere(&self) -> impl Iterator<Item = Problem> {
        let errors = self
            .refusal()
            .into_iter()
            .flat_map(|refusal| &refusal.fields);
        errors.filter_map(|error| match &error.field {
            Field::Other(path) => Some(Problem {
                field: None,
                message: [path, ": ", &error.message].concat().into(),
            }),
            Field::Url | Field::Label | Field::Events => None,
        })
    }

    /// The refusal that blocks the form.
    pub fn refusal(&self) -> Option<&Refusal> {
        let latest = self.attempts().latest();
        latest
            .filter(|_| self.blocked == Blocked::ByRefusal)?
            .state
            .refusal()
    }
}

impl CreateForm {
    /// What must be corrected, in the order of the page.
    pub fn problems(&self) -> Vec<Problem> {
        problems(
            &self.connection,
            &self.url,
            &self.label,
            &self.picker,
            &self.progress,
        )
    }

    /// Shows a refusal at the fields that can correct it. Its field errors apply if no field was edited since the
    /// submit, and its error for the key or the base address if neither was changed.
    pub(super) fn show_refusal(&mut self, refusal: &Refusal, sent: &SentRequest) {
        // Where the page gives base address and key, no field can correct them.
        let is_typed = self.connection.key_source == KeySource::Person;
        if is_typed && sent.connection == self.connection.version() {
            match refusal.reason {
                Reason::KeyRejected => self.connection.key.reject(wording::key_rejected()),
                Reason::KeyLacksScope => self.connection.key.reject(wording::lacks_scope()),
                Reason::NoSuchEndpoint => {
                    let message = Message::new("No such endpoint at {base}")
                        .with("base", self.connection.base.text());
                    self.connection.base.reject(message);
                }
                _ => {}
            }
        }
        let edits = self.edits();
        for error in refusal.fields.iter().filter(|_| sent.edits == edits) {
            let message = error.message.clone();
            match error.field {
                Field::Url => self.url.reject(message),
                Field::Label => self.label.reject(message),
                Field::Events => self.picker.reject(message),
                Field::Other(_) => {}
            }
        }
        self.progress.blocked = Blocked::ByRefusal;
        if self.problems().is_empty() {
            self.progress.blocked = Blocked::No;
        }
    }
}
