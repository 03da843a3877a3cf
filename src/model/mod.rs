//! What the console knows, as plain values with verbs: no Leptos and no browser in here.
//!
//! [`CreateForm`] is the whole state of a form. A view reads it, and tells it what a person did.

mod attempt;
mod attempts;
mod connection;
pub mod export;
mod form;
mod message;
mod picker;
mod taxonomy;
mod text_field;
mod visible;
mod words;

pub use attempt::{Answered, Attempt, AttemptId, Fate, Held, NotSent, Sent, State};
pub use attempts::Attempts;
pub use connection::{Check, Connection, Keeper, key_for};
pub use form::{
    CreateForm, Doubt, FieldId, Notice, PATIENCE_SECONDS, Problem, Screen, Start, Submission,
    UrlPolicy,
};
pub use message::{
    advice, late, lost_secret, not_sent, question, refusal, remark, sentence, unknown,
};
pub use picker::{EventPicker, GroupCount, Scope};
pub use taxonomy::{Group, Kind, Taxonomy};
pub use text_field::TextField;
pub use visible::visible;
pub use words::{Translate, say, say_with, speak};
