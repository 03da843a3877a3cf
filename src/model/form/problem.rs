use contract::answer::{Field, Reason, Refusal};

use super::CreateForm;
use crate::model::attempt::State;
use crate::model::message;

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
        let refusal = self
            .attempts
            .latest()
            .and_then(|attempt| match &attempt.state {
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

    /// Puts what the API said to where it can be mended.
    pub(super) fn place(&mut self, refusal: &Refusal) {
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
}
