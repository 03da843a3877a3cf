//! The rules of the house that no compiler holds: who may use whom, how long a file may be, and
//! that the documents say what the code does.

#![cfg(not(target_arch = "wasm32"))]

#[path = "tidy/documents.rs"]
mod documents;
#[path = "tidy/element.rs"]
mod element;
#[path = "tidy/faults.rs"]
mod faults;
#[path = "tidy/files.rs"]
mod files;
#[path = "tidy/guards.rs"]
mod guards;
#[path = "tidy/inert.rs"]
mod inert;
#[path = "tidy/layers.rs"]
mod layers;
#[path = "tidy/literals.rs"]
mod literals;
#[path = "tidy/masked.rs"]
mod masked;
#[path = "tidy/page.rs"]
mod page;
#[path = "tidy/supply.rs"]
mod supply;
#[path = "tidy/tables.rs"]
mod tables;
#[path = "tidy/translated.rs"]
mod translated;
#[path = "tidy/view.rs"]
mod view;
