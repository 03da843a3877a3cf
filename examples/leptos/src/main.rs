//! The form in a page that is made with Leptos. It speaks to the sandbox, which must let it in:
//! `cargo xtask start --memory --allow-origin http://127.0.0.1:8080`, then `trunk serve` in this folder.

use leptos::prelude::*;
use webhook_console::component::WebhookForm;
use webhook_console::model::CreateForm;

/// Where `cargo xtask start` serves the API; a page whose own server has one passes `own_origin()`.
const API: &str = "http://127.0.0.1:8787";

fn main() {
    mount_to_body(|| {
        let form = RwSignal::new(CreateForm::new(API));
        let created = move || form.with(|form| form.attempts().results().count());
        view! {
            <main>
                <p>{move || format!("{} created on this page", created())}</p>
                <WebhookForm form=form />
            </main>
        }
    });
}
