//! Two forms in a Leptos app. They call the sandbox, which must allow the origin of this page:
//! `cargo xtask start --memory --allow-origin http://127.0.0.1:8080`, then `trunk serve` in this folder.

use std::rc::Rc;

use leptos::prelude::*;
use webhook_console::component::host::{FormEvent, Host, provide_host};
use webhook_console::component::{FormState, WebhookForm};
use webhook_console::model::CreateForm;

/// The origin of `cargo xtask start`. A page whose own server has the API passes `own_origin()` instead.
const API: &str = "http://127.0.0.1:8787";

/// The page, as its forms see it.
struct Page {
    /// How many subscriptions the forms have created.
    created: RwSignal<u32>,
}

impl Host for Page {
    fn emit(&self, event: &FormEvent) {
        if let FormEvent::Created(_) = event {
            self.created.update(|created| *created += 1);
        }
    }
}

fn main() {
    mount_to_body(|| {
        let created = RwSignal::new(0);
        provide_host(Rc::new(Page { created }));
        let [left, right] = [API, API].map(|base| FormState::new(CreateForm::new(base)));
        view! {
            <main>
                <p>{move || format!("{} created on this page", created.get())}</p>
                <WebhookForm state=left />
                <WebhookForm state=right />
            </main>
        }
    });
}
