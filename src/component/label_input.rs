use leptos::prelude::*;

use super::browser::composed;
use super::i18n::t;
use super::text_input::TextInput;
use crate::model::{FieldId, Message, TextField, label_advice, label_problem};

/// The label, with a live count of its characters.
#[component]
pub(super) fn LabelInput(label: RwSignal<TextField>) -> impl IntoView {
    // The form has the text in its composed form (NFC), as it counts and sends it. The input keeps what was typed.
    let typed = StoredValue::new(String::new());
    let text = Signal::derive(move || {
        let typed = typed.get_value();
        label.with(|label| {
            if composed(&typed) == label.text() {
                typed
            } else {
                label.text().to_owned()
            }
        })
    });
    let change = move |text: String| {
        let composed = composed(&text);
        typed.set_value(text);
        label.update(|label| label.set(composed));
    };
    let problem = Signal::derive(move || label.with(label_problem).map(t).unwrap_or_default());
    let count = Signal::derive(move || {
        let count = label.with(|label| label.text().chars().count());
        t(Message::new("{count} of 60").with("count", count))
    });
    let warning = Signal::derive(move || label.with(label_advice).map(t).unwrap_or_default());
    view! {
        <TextInput
            id=FieldId::Label
            label=t("Label")
            hint=t("So that you and your team recognise it later.")
            text=text
            problem=problem
            on_change=Callback::new(change)
            on_leave=Callback::new(move |()| _ = label.try_update(TextField::blur))
        >
            <p class="count">{count}</p>
            <p class="warning">{warning}</p>
        </TextInput>
    }
}
