use leptos::context::Provider;
use leptos::prelude::*;

use super::browser;
use super::dynamic::{dynamic_with_focus, effect};
use super::form_page::FormPage;
use super::host::{FormEvent, use_host};
use super::result_page::ResultPage;
use super::state::FormState;
use crate::model::{Progress, Screen};

/// A form that creates a subscription, and after it the page that hands over the secret.
///
/// The page around it gives a key, translations and more by [`provide_host`](super::host::provide_host).
#[component]
pub fn WebhookForm(
    /// Everything the form knows. Its owner decides how long an attempt and a secret live.
    state: FormState,
) -> impl IntoView {
    view! {
        <Provider value=state.id()>
            <CurrentScreen state=state />
        </Provider>
    }
}

#[component]
fn CurrentScreen(state: FormState) -> impl IntoView {
    let host = use_host();
    let lang = (!host.has_translations()).then_some("en");
    effect(move || state.report_unstored());
    // The page is outside the reactive graph.
    effect(move || {
        let is_dirty = state.is_dirty();
        if state.reported_dirty.get_value() != is_dirty {
            state.reported_dirty.set_value(is_dirty);
            use_host().emit(&FormEvent::Dirty(is_dirty));
        }
    });
    effect(browser::mark_ready);
    let screen = Memo::new(move |_| state.progress.with(Progress::screen));
    let page = dynamic_with_focus(move |takes_focus| {
        Some(match screen.get() {
            Screen::Form => view! { <FormPage state=state takes_focus=takes_focus /> }.into_any(),
            Screen::Result(_) => {
                view! { <ResultPage state=state takes_focus=takes_focus /> }.into_any()
            }
        })
    });
    view! { <div class="webhook-form" lang=lang>{page}</div> }
}
