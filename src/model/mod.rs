//! The state of the form, as plain values with verbs: no Leptos and no browser.
//!
//! [`CreateForm`] is everything a form knows, one field for each subject. A view reads a subject, and calls its verbs when
//! the person does something.

mod attempt;
mod attempts;
mod connection;
mod correction;
pub mod export;
mod form;
mod invisible;
mod message;
mod picker;
mod taxonomy;
mod text_field;
mod url_field;
pub mod wording;

pub use attempt::{
    Attempt, AttemptId, AttemptState, CreatedSubscription, Fingerprint, NoSecret, NotSent,
    SentRequest,
};
pub use attempts::Attempts;
pub use connection::{Check, Connection, KeySource, given_key_for, key_for};
pub use form::{
    ConfirmReason, CreateForm, ELAPSED_AFTER_SECONDS, FieldId, InitialValues, Notice,
    PATIENCE_SECONDS, Problem, Progress, STOP_AFTER_SECONDS, Screen, Submission, label_advice,
    label_problem, problems, would_send,
};
pub use invisible::escape_invisible;
pub use message::Message;
pub use picker::{EventPicker, GroupCount, Scope};
pub use taxonomy::{Group, Kind, Taxonomy};
pub use text_field::TextField;
pub use url_field::{UrlField, UrlPolicy};
