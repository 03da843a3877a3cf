//! What the console knows, as plain values with verbs: no Leptos and no browser in here.
//!
//! [`CreateForm`] is the whole state of a form. A view reads it, and tells it what a person did.

mod attempt;
mod connection;
pub mod export;
mod form;
mod message;
mod picker;
mod text_field;
mod visible;

pub use attempt::{Answered, Attempt, AttemptId, Attempts, Fate, Held, NotSent, Sent, State};
pub use connection::{Check, Connection};
pub use form::{CreateForm, Doubt, FieldId, Notice, Problem, Screen, Submission};
pub use message::{late, lost_secret, not_sent, question, refusal, remark, sentence, unknown};
pub use picker::{EventPicker, FamilyCount, Scope};
pub use text_field::TextField;
pub use visible::visible;
