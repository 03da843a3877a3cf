//! The form's state through its public face: the rules that need no browser.
#![cfg(not(target_arch = "wasm32"))]

mod attempts;
mod connection;
mod doubt;
mod embedded;
mod export;
mod forms;
mod judge;
mod laws;
mod machine;
mod messages;
mod outcomes;
mod picker;
mod redaction;
mod refusals;
mod retry;
mod submit;
mod text_field;
mod twice;
mod url;
mod visible;
mod words;
