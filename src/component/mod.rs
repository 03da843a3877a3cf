//! The form and its result, as Leptos components.
//!
//! They decide nothing: they read the subjects of [`FormState`] and call the verbs of [`crate::model`].

#![allow(
    clippy::needless_pass_by_value,
    reason = "the props of a component are values"
)]

mod api_key;
mod browser;
mod button;
mod caller;
mod clipboard;
mod connection;
mod crash;
mod dynamic;
mod event_picker;
mod focus;
mod form_page;
mod guard;
pub mod host;
mod i18n;
mod id;
mod key_check;
mod label_input;
mod live_property;
mod notice;
mod offer;
mod outlook;
mod parts;
mod result_page;
mod salvage;
mod scoped;
mod secret_panel;
mod state;
mod submit;
mod subscription;
mod text_input;
mod url_input;
mod waiting;
mod webhook_form;

pub use browser::{composed, now, own_origin};
pub use crash::crashed_form;
pub(crate) use focus::focus_within;
pub use salvage::salvage;
pub(crate) use scoped::listen_to_window;
pub use state::{FormId, FormState};
pub use webhook_form::{WebhookForm, WebhookFormProps};
