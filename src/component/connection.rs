use super::prelude::*;
use contract::ApiKeyError;
use contract::response::KeyCheck;
use contract::wire::Tenant;
use web_sys::ClipboardEvent;

use super::dom::{El, button, el, said};
use super::field::{Field, Typed};
use super::{Form, submit};
use crate::model::{self, Check, FieldId, say, say_with};

/// Whom to speak to and as whom, and a check of both.
pub(crate) fn panel(form: Form) -> El {
    let status = el("p")
        .attr("role", "status")
        .attr_from("class", move || Some(status(form).0));
    el("section")
        .class("panel connection")
        .attr("aria-labelledby", "connection-heading")
        .child(
            el("h2")
                .attr("id", "connection-heading")
                .child(said("Connection")),
        )
        .child(el("div").class("pair").child(base(form)).child(key(form)))
        .child(
            el("div")
                .class("check")
                .child(button(said("Check key"), move || submit::check_key(form)))
                .child(status.text_from(move || self::status(form).1)),
        )
}

fn base(form: Form) -> El {
    let field = Field {
        id: FieldId::ApiBase,
        label: say("API base address"),
        hint: say("The API beside this page, unless you change it."),
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
        label: say("API key"),
        hint: say("Kept in this page’s memory only."),
        text: |form| form.connection.key.text(),
        set: |form, text| form.connection.set_key(text),
        leave: |form| form.connection.key.leave(),
        problem: |form| form.connection.key_problem(),
        paste: refuse_line_breaks,
        typed: Typed::Secret,
    };
    let advice = move || {
        form.with(|form| form.connection.key_advice())
            .map(|advice| say(&advice.to_string()))
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
        Check::Checking => ("status quiet", say("Asking the API about this key…")),
        Check::Done(answer, _) => said_of(answer),
    })
}

fn said_of(answer: &KeyCheck) -> (&'static str, String) {
    let words = match answer {
        KeyCheck::Accepted(tenant) => return said_of_owner(tenant),
        KeyCheck::Refused(refusal) => model::refusal(refusal),
        KeyCheck::Inconclusive(_) => {
            say("An answer came that says nothing about the key. Check the base address.")
        }
        KeyCheck::NoResponse => {
            say("No answer. The API may be down, or it or this page may not allow the connection.")
        }
    };
    ("status bad", words)
}

fn said_of_owner(tenant: &Tenant) -> (&'static str, String) {
    let (class, words) = match tenant.may_create() {
        Some(true) => (
            "status good",
            say("The key works and may create subscriptions."),
        ),
        Some(false) => (
            "status bad",
            say("The key works, but its scope * is missing: it may not create subscriptions."),
        ),
        None => (
            "status quiet",
            say("The key works. The API does not say what it may do."),
        ),
    };
    let owner = |email| {
        say_with(
            " It belongs to {email}.",
            &[("email", model::visible(email))],
        )
    };
    let owner = tenant.email.as_deref().map(owner);
    (class, words + &owner.unwrap_or_default())
}
