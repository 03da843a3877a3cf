//! The form's state through its public face: the rules that need no browser.
#![cfg(not(target_arch = "wasm32"))]

mod attempts;
mod attributes;
mod confirmation;
mod connection;
mod correction;
mod duplicates;
mod early;
mod embedded;
mod export;
mod forms;
mod interpret;
mod invisible;
mod laws;
mod machine;
mod message;
mod outcomes;
mod picker;
mod redaction;
mod refusals;
mod retry;
mod submit;
mod text_field;
mod url;
mod wording;
