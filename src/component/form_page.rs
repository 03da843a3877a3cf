use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::connection::ConnectionPanel;
use super::event_picker::EventPickerPanel;
use super::focus::take_focus;
use super::i18n::t;
use super::label_input::LabelInput;
use super::notice::NoticePanel;
use super::outlook::Outlook;
use super::state::FormState;
use super::submit;
use super::url_input::UrlInput;
use super::waiting::WaitingSecrets;
use crate::model::KeySource;

/// The page with the form.
#[component]
pub(super) fn FormPage(
    state: FormState,
    /// Whether its heading takes the focus: the person comes back to it from a result.
    takes_focus: bool,
) -> impl IntoView {
    let key_source = state
        .connection
        .with_untracked(|connection| connection.key_source);
    let connection = (key_source == KeySource::Person)
        .then(|| view! { <ConnectionPanel state=state /> }.into_any());
    let is_disabled = Signal::derive(move || state.disabled.get());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        submit::create(state);
    };
    // The fieldset is there to be disabled as a whole, and groups nothing for a screen reader.
    view! {
        <form novalidate on:submit=submit>
            <div class="head">
                <h1 part="heading" tabindex="-1" use:take_focus=takes_focus>{t("New subscription")}</h1>
                <p>
                    {t("EnfinitOS will POST each event to your endpoint and sign it with a secret that is shown to you once.")}
                </p>
            </div>
            <WaitingSecrets state=state />
            <fieldset class="columns" role="none" disabled=is_disabled>
                <div class="stack">
                    <NoticePanel state=state />
                    {connection}
                    <section class="panel" part="panel">
                        <UrlInput url=state.url connection=state.connection />
                        <LabelInput label=state.label />
                    </section>
                    <EventPickerPanel picker=state.picker />
                </div>
                <Outlook state=state />
            </fieldset>
        </form>
    }
}
