use std::cell::Cell;

use leptos::html;
use leptos::prelude::*;

use super::dom::{Child, El, el, follow};
use super::{
    Form, browser, connection, event_picker, label_field, notice, outlook, result, salvage, submit,
    url_field,
};
use crate::model::{CreateForm, Screen};

/// A form that creates a subscription, and after it the page that hands over the secret: a component for pages that are
/// made with Leptos.
#[component]
pub fn WebhookForm(
    /// Everything the form knows. Whoever owns it decides how long an attempt and a secret live.
    form: RwSignal<CreateForm>,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let inside = view(form);
    place.on_load(move |place| {
        inside.put(&place);
        browser::mark_ready();
    });
    html::div().node_ref(place)
}

/// The same for a page that is not: it needs none of Leptos's views, which are most of its bytes.
pub(crate) fn view(form: Form) -> El {
    follow(Box::new(move || {
        form.with(|form| salvage::forget_stored(form.attempts()));
    }));
    let came_back = Cell::new(false);
    el("div").class("webhook-form").inside_from(
        move || form.with(CreateForm::screen),
        move |place, screen| match screen {
            Screen::Form => place.add(page(form, came_back.replace(true))),
            Screen::Result(_) => place.add(result::page(form)),
        },
    )
}

/// The form. Who comes back to it from a result is taken to its heading.
fn page(form: Form, came_back: bool) -> El {
    let heading = el("h1").attr("tabindex", "-1").child("New subscription");
    let heading = if came_back {
        heading.take_focus()
    } else {
        heading
    };
    let head = el("div").class("head").child(heading).child(
        el("p").child(
            "EnfinitOS will POST each event to your endpoint and sign it with a secret that is shown to you once.",
        ),
    );
    let fields = el("section")
        .class("panel")
        .child(url_field::view(form))
        .child(label_field::view(form));
    let stack = el("div")
        .class("stack")
        .child(notice::view(form))
        .child(connection::panel(form))
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
            el("div")
                .class("columns")
                .child(stack)
                .child(outlook::view(form)),
        )
}
