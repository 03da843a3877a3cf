//! Project rules that the compiler does not check: dependencies between layers, the length of files, and documents that
//! agree with the code.

#![cfg(not(target_arch = "wasm32"))]

#[path = "tidy/attributes.rs"]
mod attributes;
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
