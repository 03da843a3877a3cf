use std::cell::Cell;
use std::rc::Rc;

use super::dom::{El, el, follow, said};
use super::host::Scope;
use super::prelude::*;
use super::{Form, event_picker, label_field, notice, outlook, result, salvage, submit, url_field};
use crate::model::{CreateForm, Screen};

/// The fields for address and key, where the person has them. A program that never shows them goes without their bytes.
type Connection = Option<fn(Form) -> El>;

/// The form, and after it the page that hands over the secret.
pub(crate) fn view(form: Form, scope: &Rc<Scope>, connection: Connection) -> El {
    scope.enter(|| {
        let (id, kept) = (scope.id(), scope.clone());
        follow(Box::new(move || {
            form.with(|form| salvage::hold(id, form.attempts()));
        }));
        follow(Box::new(move || {
            kept.tell_dirty(form.with(CreateForm::is_dirty));
        }));
        let changes = Cell::new(false);
        let english = (!scope.host().has_words()).then_some("en");
        el("div")
            .class("webhook-form")
            .attr_from("lang", move || english)
            .inside_from(
                move || form.with(CreateForm::screen),
                move |place, screen| {
                    // Who is already here is taken to what is new; who just came is left where they are.
                    let changes = changes.replace(true);
                    match screen {
                        Screen::Form => place.add(page(form, connection, changes)),
                        Screen::Result(_) => place.add(result::page(form, changes)),
                    }
                },
            )
    })
}

/// The form. Who comes back to it from a result is taken to its heading.
fn page(form: Form, connection: Connection, came_back: bool) -> El {
    let heading = el("h1")
        .attr("tabindex", "-1")
        .child(said("New subscription"));
    let heading = if came_back {
        heading.take_focus()
    } else {
        heading
    };
    let head = el("div")
        .class("head")
        .child(heading)
        .child(el("p").child(said(
            "EnfinitOS will POST each event to your endpoint and sign it with a secret that is shown to you once.",
        )));
    let fields = el("section")
        .class("panel")
        .child(url_field::view(form))
        .child(label_field::view(form));
    let stack = el("div")
        .class("stack")
        .child(notice::view(form))
        .child(connection.map(|panel| panel(form)))
        .child(fields)
        .child(event_picker::view(form));
    el("form")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            submit::create(form);
        })
        .child(head)
        .child(
            el("fieldset")
                .class("columns")
                // It is there to be switched off as a whole, and groups nothing for a reader.
                .attr("role", "none")
                .flag_from("disabled", move || form.with(|form| form.disabled))
                .child(stack)
                .child(outlook::view(form)),
        )
}
