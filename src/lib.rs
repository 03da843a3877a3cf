//! A console for creating webhook subscriptions of the `EnfinitOS` API and keeping their signing secret safe.
//!
//! In reading order:
//!
//! - [`model`]: the state of a form as plain values with verbs;
//! - [`client`]: the calls to the API;
//! - [`component`]: the form and its result, in Leptos;
//! - [`element`]: the same as a custom element for any page;
//! - [`app`]: the console, the page around the form.
//!
//! The rules of the API are in the crate `contract`.

pub mod app;
pub mod client;
pub mod component;
pub mod element;
pub mod model;
