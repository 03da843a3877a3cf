use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A button that submits nothing.
#[component]
pub(super) fn Button(
    /// The person presses it.
    #[prop(into)]
    on_press: Callback<MouseEvent>,
    /// Its class: `primary`, `confirm`, `link` or none.
    #[prop(default = "")]
    class: &'static str,
    /// Whether it cannot be pressed; never unless set.
    #[prop(optional)]
    disabled: Signal<bool>,
    /// Its name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let part = if class == "primary" {
        "button primary"
    } else {
        "button"
    };
    view! {
        <button type="button" part=part class=class disabled=disabled on:click=move |event| on_press.run(event)>
            {name}
        </button>
    }
}
