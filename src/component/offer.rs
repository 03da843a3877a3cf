use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::button::Button;
use super::focus::focus_near;
use super::i18n::t;

/// Offers another text for the field around it; one press takes it.
#[component]
pub(super) fn Offer(
    /// What is wrong with the text that is there; may be empty.
    reason: Signal<String>,
    /// The other text; empty while there is none.
    text: Signal<String>,
    /// The person takes it.
    on_accept: Callback<()>,
) -> impl IntoView {
    let is_hidden = Signal::derive(move || text.with(String::is_empty));
    let accept = move |event: MouseEvent| {
        focus_near(&event, ".field", "input");
        on_accept.run(());
    };
    // Hidden and not left out, for it may come with a key press, which then writes little.
    view! {
        <p class="hint" hidden=is_hidden>
            {reason}
            {t("Did you mean ")}
            <code translate="no">{text}</code>
            {t("? ")}
            <Button class="link" on_press=accept name=t("Use this") />
        </p>
    }
}
