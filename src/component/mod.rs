//! The form and its result, as Leptos components.
//!
//! They decide nothing: they read [`crate::model::CreateForm`] and call its verbs.

mod browser;
mod connection;
pub(crate) mod dom;
mod event_picker;
mod field;
mod label_field;
mod notice;
mod outlook;
mod result;
mod salvage;
mod secret_panel;
mod submit;
mod subscription;
mod url_field;
mod webhook_form;

use leptos::prelude::*;

use crate::model::CreateForm;

pub(crate) use browser::mark_ready;
pub use browser::own_origin;
pub use salvage::salvage;
pub(crate) use webhook_form::view;
pub use webhook_form::{WebhookForm, WebhookFormProps};

/// The state of the form, as every view gets it.
type Form = RwSignal<CreateForm>;
