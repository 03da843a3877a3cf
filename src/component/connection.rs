use contract::ApiKeyError;
use contract::answer::KeyCheck;
use contract::wire::Tenant;
use leptos::prelude::*;
use web_sys::ClipboardEvent;

use super::dom::{El, button, el};
use super::field::{Field, Typed};
use super::{Form, submit};
use crate::model::{self, Check, FieldId};

/// Whom to speak to and as whom, and a check of both.
pub(super) fn panel(form: Form) -> El {
    let status = el("p")
        .attr("role", "status")
        .attr_from("class", move || Some(status(form).0));
    el("section")
        .class("panel connection")
        .attr("aria-labelledby", "connection-heading")
        .child(
            el("h2")
                .attr("id", "connection-heading")
                .child("Connection"),
        )
        .child(el("div").class("pair").child(base(form)).child(key(form)))
        .child(
            el("div")
                .class("check")
                .child(button("Check key", move || submit::check_key(form)))
                .child(status.text_from(move || self::status(form).1)),
        )
}

fn base(form: Form) -> El {
    let field = Field {
        id: FieldId::ApiBase,
        label: "API base address",
        hint: "The API beside this page, unless you change it.",
        text: |form| form.connection.base.text(),
        set: |form, text| form.connection.set_base(text),
        leave: |form| form.connection.base.leave(),
        problem: |form| form.connection.base_problem(),
        paste: |_, _| {},
        typed: Typed::Address,
    };
    field.view(form, &[])
}

fn key(form: Form) -> El {
    let field = Field {
        id: FieldId::ApiKey,
        label: "API key",
        hint: "Kept in this page’s memory only.",
        text: |form| form.connection.key.text(),
        set: |form, text| form.connection.set_key(text),
        leave: |form| form.connection.key.leave(),
        problem: |form| form.connection.key_problem(),
        paste: refuse_line_breaks,
        typed: Typed::Secret,
    };
    let advice = move || {
        form.with(|form| form.connection.key_advice())
            .map(|advice| advice.to_string())
    };
    field.view(
        form,
        &[el("p")
            .class("warning")
            .text_from(move || advice().unwrap_or_default())],
    )
}

/// A browser takes the line breaks out of what is pasted into a line, and two keys would become one.
fn refuse_line_breaks(form: Form, event: &ClipboardEvent) {
    let pasted = event
        .clipboard_data()
        .and_then(|data| data.get_data("text").ok());
    if pasted.is_some_and(|text| text.trim().contains(['\r', '\n'])) {
        event.prevent_default();
        form.update(|form| {
            form.connection
                .key
                .refuse(model::sentence(&ApiKeyError::HasLineBreak));
        });
    }
}

/// What is known of the key: how it is meant, and the words.
fn status(form: Form) -> (&'static str, String) {
    form.with(|form| match form.connection.check() {
        Check::Unchecked => ("status", String::new()),
        Check::Checking => ("status quiet", "Asking the API about this key…".to_owned()),
        Check::Done(answer, _) => said_of(answer),
    })
}

fn said_of(answer: &KeyCheck) -> (&'static str, String) {
    let words = match answer {
        KeyCheck::Accepted(tenant) => return said_of_owner(tenant),
        KeyCheck::Refused(refusal) => model::refusal(refusal),
        KeyCheck::Unclear(_) => {
            "The API answered, but its answer says nothing about the key.".to_owned()
        }
        KeyCheck::NoAnswer => {
            "No answer. The API may be down, or it or this page may not allow the connection."
                .to_owned()
        }
    };
    ("status bad", words)
}

fn said_of_owner(tenant: &Tenant) -> (&'static str, String) {
    let (class, words) = match tenant.may_create() {
        Some(true) => ("status good", "The key works and may create subscriptions."),
        Some(false) => (
            "status bad",
            "The key works, but its scope * is missing: it may not create subscriptions.",
        ),
        None => (
            "status quiet",
            "The key works. The API does not say what it may do.",
        ),
    };
    let owner = tenant
        .email
        .as_deref()
        .map(|email| [" It belongs to ", email, "."].concat());
    (
        class,
        [words, &model::visible(&owner.unwrap_or_default())].concat(),
    )
}
