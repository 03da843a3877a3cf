//! The whole state of a form.

mod notice;
mod problem;
mod submit;

use std::sync::Arc;

use contract::{EndpointUrl, SigningSecret};

use super::attempt::{Attempt, CreatedSubscription, NoSecret};
use super::attempts::Attempts;
use super::url_field::{UrlField, UrlPolicy};
use super::{Connection, EventPicker, KeySource, Taxonomy, TextField};

pub use notice::{Notice, Screen};
pub use problem::{FieldId, Problem, label_advice, label_problem, problems};
pub use submit::{
    ConfirmReason, ELAPSED_AFTER_SECONDS, PATIENCE_SECONDS, Progress, STOP_AFTER_SECONDS,
    Submission, would_send,
};

/// Everything a form knows, one field for each subject. A verb that concerns one subject belongs to that subject; those
/// here concern several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateForm {
    /// The API and the key.
    pub connection: Connection,
    /// Where deliveries shall go.
    pub url: UrlField,
    /// What people will call the subscription.
    pub label: TextField,
    /// Which events it is about.
    pub picker: EventPicker,
    /// How far submitting got.
    pub progress: Progress,
    /// Whether the page around the form has disabled it. A secret on the screen can be stored all the same.
    pub disabled: bool,
}

/// The initial values of the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InitialValues {
    /// The address.
    pub url: String,
    /// The label.
    pub label: String,
    /// The kinds that are ticked, with spaces between them, or `*`.
    pub events: String,
    /// The kinds that can be chosen.
    pub taxonomy: Arc<Taxonomy>,
}

impl CreateForm {
    /// An empty form for the API at `base`.
    pub fn new(base: &str) -> Self {
        Self {
            connection: Connection::new(base),
            ..Self::default()
        }
    }

    /// An empty form in a page that names the base address and has the key.
    pub fn embedded(base: &str) -> Self {
        let mut form = Self::new(base);
        form.connection.key_source = KeySource::Page;
        form
    }

    /// Changes the initial values. A field that the person has edited keeps its value.
    pub fn set_initial(&mut self, values: &InitialValues) {
        self.url.set_initial(&values.url);
        self.label.set_initial(&values.label);
        self.picker.set_initial(&values.taxonomy, &values.events);
    }

    /// What is done about addresses that `EnfinitOS` cannot reach.
    pub fn set_url_policy(&mut self, policy: UrlPolicy) {
        self.url.set_policy(policy);
    }

    /// Whether anything in the fields differs from the initial values.
    pub fn is_dirty(&self) -> bool {
        self.url.is_dirty() || self.label.is_dirty() || self.picker.is_dirty()
    }

    /// How often the fields were changed.
    fn edits(&self) -> u32 {
        self.url.edits() + self.label.edits() + self.picker.edits()
    }

    /// Sets the fields to their initial values. Attempts and results stay.
    fn reset_fields(&mut self) {
        self.url.reset();
        self.label.reset();
        self.picker.reset();
    }

    /// Sets everything to its initial state. Secrets that were not stored are dropped; pending attempts go on.
    pub fn reset(&mut self) {
        self.reset_fields();
        self.progress.reset();
    }

    /// The address, when it is valid and the policy allows it.
    pub fn endpoint(&self) -> Option<&EndpointUrl> {
        self.url.endpoint()
    }

    /// The attempts.
    pub fn attempts(&self) -> &Attempts {
        self.progress.attempts()
    }

    /// The created subscription that is shown.
    pub fn result(&self) -> Option<(&Attempt, &CreatedSubscription)> {
        self.attempts().result()
    }

    /// Whether the shown result's secret is here, or why not; none when no result is shown.
    pub fn secret_status(&self) -> Option<Result<(), NoSecret>> {
        self.progress.secret_status()
    }

    /// The shown result's secret, while it is here.
    pub fn secret(&self) -> Option<&SigningSecret> {
        self.progress.secret()
    }

    /// The person goes on from the shown result. The fields are reset, unless they were changed since the submit.
    pub fn create_another(&mut self) {
        let closed = self.progress.close_result();
        if closed.is_some_and(|closed| closed.sent.edits == self.edits()) {
            self.reset_fields();
        }
    }
}
