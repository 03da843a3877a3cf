//! The form in a page that is made with Leptos: `trunk serve` in this folder.

use leptos::prelude::*;
use webhook_console::component::{WebhookForm, own_origin};
use webhook_console::model::CreateForm;

fn main() {
    mount_to_body(|| {
        let form = RwSignal::new(CreateForm::new(&own_origin()));
        let created = move || form.with(|form| form.attempts().results().count());
        view! {
            <main>
                <p>{move || format!("{} created on this page", created())}</p>
                <WebhookForm form=form />
            </main>
        }
    });
}
