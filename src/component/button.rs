use leptos::html;
use leptos::prelude::*;

/// A button that submits nothing.
#[component]
pub(super) fn Button(
    /// The person presses it.
    #[prop(into)]
    on_press: Callback<()>,
    /// Its class: `primary`, `confirm`, `link` or none.
    #[prop(optional)]
    class: Option<&'static str>,
    /// Its element, for who gives it the focus.
    #[prop(optional)]
    node_ref: NodeRef<html::Button>,
    /// Its name.
    children: Children,
) -> impl IntoView {
    let part = if class == Some("primary") {
        "button primary"
    } else {
        "button"
    };
    view! {
        <button type="button" part=part class=class node_ref=node_ref on:click=move |_| on_press.run(())>
            {children()}
        </button>
    }
}
