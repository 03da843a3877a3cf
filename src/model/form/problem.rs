use contract::response::{Field, Reason, Refusal};

use super::{CreateForm, Stop};
use crate::model::attempt::{NotSent, Sent, State};
use crate::model::{Keeper, message, say_with};

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

    /// A selector of the control to go to. A filter may hide every box of an event; the choice between them and all is
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

/// What must be mended, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field; none when the server named one that this form does not have.
    pub field: Option<FieldId>,
    /// What is wrong with it.
    pub message: String,
}

impl CreateForm {
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
        let errors = self
            .refusal()
            .into_iter()
            .flat_map(|refusal| &refusal.fields);
        errors.filter_map(|error| match &error.field {
            Field::Other(path) => Some(Problem {
                field: None,
                message: [path, ": ", &error.message].concat(),
            }),
            Field::Url | Field::Label | Field::Events => None,
        })
    }

    /// The refusal that holds the form back.
    pub fn refusal(&self) -> Option<&Refusal> {
        let latest = self
            .attempts
            .latest()
            .filter(|_| self.stop == Stop::Refusal)?;
        complaint(&latest.state)
    }

    /// Puts what the API said to where it can be mended. What it said of the fields counts while they are as they were
    /// sent, and what it said of the key or the address while those are.
    pub(super) fn place(&mut self, refusal: &Refusal, sent: &Sent) {
        // Where the page names address and key, no field can mend them.
        let typed = self.connection.keeper == Keeper::Person;
        if typed && sent.connection == self.connection.version() {
            match refusal.reason {
                Reason::KeyRejected => self.connection.key.refuse(message::key_rejected()),
                Reason::KeyLacksScope => self.connection.key.refuse(message::lacks_scope()),
                Reason::NoSuchEndpoint => {
                    let base = [("base", self.connection.base.text())];
                    let message = say_with("No such endpoint at {base}", &base);
                    self.connection.base.refuse(message);
                }
                _ => {}
            }
        }
        for error in refusal.fields.iter().filter(|_| sent.edits == self.edits) {
            let message = error.message.clone();
            match error.field {
                Field::Url => self.url.refuse(message),
                Field::Label => self.label.refuse(message),
                Field::Events => self.picker.refuse(message),
                Field::Other(_) => {}
            }
        }
        self.stop = Stop::Refusal;
        if self.problems().is_empty() {
            self.stop = Stop::No;
        }
    }
}

/// What a person may be able to mend in a field.
pub(super) fn complaint(state: &State) -> Option<&Refusal> {
    match state {
        State::NotCreated(refusal) | State::NotSent(NotSent::Refused(refusal)) => Some(refusal),
        _ => None,
    }
}
