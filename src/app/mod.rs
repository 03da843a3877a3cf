//! The console: the page around the form.

use leptos::mount::mount_to;
use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::component::{FormState, WebhookForm, listen_to_window, own_origin};
use crate::model::CreateForm;

/// Shows the console in `place`, for as long as the page lives.
pub fn start(place: HtmlElement) {
    mount_to(place, || view! { <Console /> }).forget();
}

#[component]
fn Console() -> impl IntoView {
    // The API under the page's own origin, until the person enters another.
    let state = FormState::new(CreateForm::new(&own_origin()));
    // Asks before the page goes while a secret is here or may still come: neither comes back.
    listen_to_window("beforeunload", move |event| {
        if state.has_or_awaits_secret() {
            event.prevent_default();
        }
    });
    view! { <WebhookForm state=state /> }
}
