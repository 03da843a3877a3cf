use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, HtmlInputElement};

use super::dom::{El, el, listen};
use super::prelude::*;
use super::{Form, browser};
use crate::model::{CreateForm, FieldId, visible};

/// A labelled line of text with a hint and its problem.
pub(super) struct Field {
    /// Which one.
    pub id: FieldId,
    /// Its visible label.
    pub label: String,
    /// One line on what is wanted.
    pub hint: String,
    /// What the form holds.
    pub text: fn(&CreateForm) -> &str,
    /// The person changed it.
    pub set: fn(&mut CreateForm, String),
    /// The person left it.
    pub leave: fn(&mut CreateForm),
    /// What is wrong with it now.
    pub problem: fn(&CreateForm) -> Option<String>,
    /// The person pastes into it.
    pub paste: fn(Form, &ClipboardEvent),
    /// How it is typed.
    pub typed: Typed,
}

/// How a field is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Typed {
    /// Words.
    Text,
    /// An address.
    Address,
    /// Something that no bystander, password manager or session recorder may keep.
    Secret,
}

/// What keeps password managers, session recorders and translators away from a node that holds a secret.
pub(super) const GUARDS: [(&str, &str); 12] = [
    (
        "class",
        "guarded notranslate sentry-mask sentry-block ph-no-capture fs-exclude rr-block",
    ),
    ("spellcheck", "false"),
    ("translate", "no"),
    ("data-1p-ignore", ""),
    ("data-lpignore", "true"),
    ("data-bwignore", ""),
    ("data-form-type", "other"),
    ("data-sentry-mask", ""),
    ("data-dd-privacy", "hidden"),
    ("data-clarity-mask", "true"),
    ("data-hj-suppress", ""),
    ("data-private", ""),
];

impl Field {
    /// The field, with `below` under it.
    pub(super) fn view(self, form: Form, below: &[El]) -> El {
        let Self {
            id,
            text,
            set,
            leave,
            paste,
            typed,
            problem,
            ..
        } = self;
        let name = id.name();
        let ids = |part: &str| [name, part].concat();
        let described = [ids("-hint"), ids("-error"), ids("-more")].join(" ");
        let input = el("input")
            .class("input")
            .attrs(&[
                ("id", name),
                ("name", name),
                (
                    "type",
                    if typed == Typed::Secret {
                        "password"
                    } else {
                        "text"
                    },
                ),
                (
                    "inputmode",
                    if typed == Typed::Address {
                        "url"
                    } else {
                        "text"
                    },
                ),
                ("autocomplete", "off"),
                ("autocapitalize", "none"),
                ("spellcheck", "false"),
                ("aria-required", "true"),
                ("dir", if typed == Typed::Text { "auto" } else { "ltr" }),
                ("aria-describedby", &described),
            ])
            .attrs(if typed == Typed::Secret { &GUARDS } else { &[] })
            .attr_from("aria-invalid", move || {
                form.with(|form| problem(form).map(|_| "true"))
            })
            .prop_from("value", move || form.with(|form| text(form).into()))
            .on("input", move |event| {
                form.update(|form| set(form, typed_text(event)));
            })
            .on("blur", on_leave(move || _ = form.try_update(leave)))
            .on("paste", move |event| paste(form, event.unchecked_ref()));
        el("div")
            .class("field")
            .child(el("label").attr("for", name).child(self.label))
            .child(
                el("p")
                    .class("hint")
                    .attr("id", &ids("-hint"))
                    .child(self.hint),
            )
            .child(problem_view(&ids("-error"), form, problem))
            .child(input)
            .child(
                el("div")
                    .class("more")
                    .attr("id", &ids("-more"))
                    .child(below.to_vec()),
            )
    }
}

/// What tells the form that its field was left: when the mouse is up again, where its press took the focus. What a form
/// says of a field moves the page, and a click would miss.
fn on_leave(leave: impl Fn() + Copy + 'static) -> impl Fn(&Event) {
    let waits = Rc::new(Cell::new(false));
    let released = waits.clone();
    listen(
        &window(),
        "mouseup",
        Box::new(move |_| {
            if released.take() {
                leave();
            }
        }),
    );
    move |_| {
        if browser::is_pressed() {
            waits.set(true);
        } else {
            leave();
        }
    }
}

/// What is wrong with a field. It stays in the page, so that what comes into it is announced.
pub(super) fn problem_view(id: &str, form: Form, problem: fn(&CreateForm) -> Option<String>) -> El {
    el("p")
        .attrs(&[("class", "error"), ("id", id), ("aria-live", "polite")])
        .text_from(move || visible(&form.with(problem).unwrap_or_default()))
}

/// What is in the input that an event came from.
pub(super) fn typed_text(event: &Event) -> String {
    input_of(event)
        .map(|input| input.value())
        .unwrap_or_default()
}

/// The input that an event came from.
pub(super) fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.current_target()?.dyn_into().ok()
}
