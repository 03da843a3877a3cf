//! Two forms in a Leptos app. They call the sandbox, which must allow the origin of this page:
//! `cargo xtask start --memory --allow-origin http://127.0.0.1:8080`, then `trunk serve` in this folder.

use leptos::prelude::*;
use webhook_console::component::{FormState, WebhookForm};
use webhook_console::model::CreateForm;

/// The origin of `cargo xtask start`. A page whose own server has the API passes `own_origin()` instead.
const API: &str = "http://127.0.0.1:8787";

fn main() {
    mount_to_body(|| {
        let [left, right] = [API, API].map(|base| FormState::new(CreateForm::new(base)));
        let created = move || {
            [left, right]
                .map(|state| {
                    let progress = state.progress;
                    progress.with(|progress| progress.attempts().results().count())
                })
                .iter()
                .sum::<usize>()
        };
        view! {
            <main>
                <p>{move || format!("{} created on this page", created())}</p>
                <WebhookForm state=left />
                <WebhookForm state=right />
            </main>
        }
    });
}
