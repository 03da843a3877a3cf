//! The form and its result, as Leptos components.
//!
//! They decide nothing: they read [`crate::model::CreateForm`] and call its verbs.

mod browser;
mod connection;
pub(crate) mod dom;
mod event_picker;
mod field;
pub mod host;
mod label_field;
mod notice;
mod outlook;
mod part;
pub mod prelude;
mod result;
mod salvage;
mod secret_panel;
mod submit;
mod subscription;
mod token;
mod url_field;
mod view;
#[cfg(feature = "leptos")]
mod webhook_form;

use prelude::RwSignal;

use crate::model::CreateForm;

pub use browser::own_origin;
pub(crate) use browser::{focus, mark_ready};
pub(crate) use connection::panel as connection_panel;
pub(crate) use salvage::hold;
pub use salvage::salvage;
pub(crate) use view::view;
#[cfg(feature = "leptos")]
pub use webhook_form::{WebhookForm, WebhookFormProps};

/// The state of the form, as every view gets it.
type Form = RwSignal<CreateForm>;
