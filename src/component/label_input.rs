use leptos::prelude::*;

use super::i18n::t;
use super::text_input::TextInput;
use crate::model::{FieldId, Message, TextField, label_advice, label_problem};

/// The label, with a live count of its characters.
#[component]
pub(super) fn LabelInput(label: RwSignal<TextField>) -> impl IntoView {
    let text = Signal::derive(move || label.with(|label| label.text().to_owned()));
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
            on_change=Callback::new(move |text| label.update(|label| label.set(text)))
            on_leave=Callback::new(move |()| _ = label.try_update(TextField::blur))
        >
            <p class="count">{count}</p>
            <p class="warning">{warning}</p>
        </TextInput>
    }
}
