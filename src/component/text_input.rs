use leptos::ev::FocusEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Event, HtmlInputElement};

use super::browser;
use super::guard::guard;
use super::id::unique;
use super::live_property::LiveProperty;
use super::scoped::listen_to_window;
use crate::model::FieldId;

/// How a text is typed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum InputKind {
    /// Text.
    #[default]
    Text,
    /// An address.
    Url,
    /// A secret: no password manager and no session recorder may store it, and nobody may read it on the screen.
    Secret,
}

/// A directive: the browser corrects nothing that is typed, and makes no dash of `--`. Leptos knows no such attribute.
pub(super) fn uncorrected(input: Element, (): ()) {
    drop(input.set_attribute("autocorrect", "off"));
}

/// A labelled line of text that is required, with a hint and its problem.
#[component]
pub(super) fn TextInput(
    /// The field: it names the input and the ids around it.
    id: FieldId,
    /// The visible label.
    label: String,
    /// One line on what is wanted.
    hint: String,
    /// How it is typed.
    #[prop(optional)]
    kind: InputKind,
    /// The text in the field.
    text: Signal<String>,
    /// The problem to show; empty while there is none.
    problem: Signal<String>,
    /// The person changed the text.
    on_change: Callback<String>,
    /// The person left the field, or it was removed: by then its signals may be gone.
    on_leave: Callback<()>,
    /// The person pastes into the field.
    #[prop(optional)]
    on_paste: Option<Callback<ClipboardEvent>>,
    /// What is shown below the input.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let name = id.name();
    let id = |part: &str| unique(&[name, part].concat());
    let described_by = [id("-hint"), id("-error"), id("-more")].join(" ");
    let is_secret = kind == InputKind::Secret;
    let input_type = if is_secret { "password" } else { "text" };
    let input_mode = if kind == InputKind::Url {
        "url"
    } else {
        "text"
    };
    let dir = if kind == InputKind::Text {
        "auto"
    } else {
        "ltr"
    };
    let is_invalid =
        Signal::derive(move || (!problem.with(String::is_empty)).then(|| "true".to_owned()));
    let change = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        on_change.run(input.value());
        // The form does not always store the typed text: half of a character becomes U+FFFD.
        let text = text.get_untracked();
        if input.value() != text {
            input.set_value(&text);
        }
    };
    let leave = leave_after_press(on_leave);
    let blur = move |event: FocusEvent| {
        // Another window or tab takes the focus of the window, and the input keeps its own: the person will be back.
        let input: HtmlInputElement = event_target(&event);
        if input.matches(":focus") != Ok(true) {
            leave();
        }
    };
    let paste = move |event: Event| {
        if let Some(on_paste) = on_paste {
            on_paste.run(event.unchecked_into());
        }
    };
    view! {
        <div class="field" part="field">
            <label for=id("")>{label}</label>
            <p class="hint" id=id("-hint")>{hint}</p>
            <ErrorText id=id("-error") problem=problem />
            <input
                class="input"
                part="input"
                id=id("")
                name=name
                type=input_type
                inputmode=input_mode
                autocomplete="off"
                autocapitalize="none"
                use:uncorrected
                spellcheck="false"
                aria-required="true"
                dir=dir
                aria-describedby=described_by
                use:guard=is_secret
                aria-invalid=is_invalid
                prop:value=LiveProperty(text)
                on:input=change
                on:blur=blur
                on:paste=move |event| paste(event.into())
            />
            <div class="more" id=id("-more")>{children.map(|children| children())}</div>
        </div>
    }
}

/// The problem of a field. Its element is always there, so that what comes into it is announced.
#[component]
pub(super) fn ErrorText(
    /// The element's id.
    id: String,
    /// The problem to show; empty while there is none.
    problem: Signal<String>,
) -> impl IntoView {
    view! { <p class="error" part="error" id=id aria-live="polite">{problem}</p> }
}

/// Reports that a field was left: at once, or when the mouse is released where its press took the focus. What is shown then
/// moves the page, and the click would miss.
fn leave_after_press(on_leave: Callback<()>) -> impl Fn() {
    let is_waiting = StoredValue::new(false);
    listen_to_window("mouseup", move |_| {
        if is_waiting.get_value() {
            is_waiting.set_value(false);
            on_leave.run(());
        }
    });
    // An input that is removed is left too, and by then its callback may be gone.
    move || {
        if browser::is_pressed() {
            is_waiting.try_set_value(true);
        } else {
            on_leave.try_run(());
        }
    }
}
