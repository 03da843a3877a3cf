use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::button::Button;
use super::dynamic::dynamic;
use super::focus::focus_near;
use super::host::{Discard, use_host};
use super::i18n::t;
use super::outlook::Confirmation;
use super::state::FormState;
use crate::model::{Message, Progress};

/// Offers the secrets of an earlier form of the page, which were not stored.
#[component]
pub(super) fn WaitingSecrets(state: FormState) -> impl IntoView {
    let count = Memo::new(move |_| use_host().waiting());
    let section = dynamic(move || {
        let title = match count.get() {
            0 => return None,
            1 => t("A secret that was not stored is waiting"),
            count => t(
                Message::new("{count} secrets that were not stored are waiting")
                    .with("count", count),
            ),
        };
        let view = view! {
            <section class="panel notice doubt" part="panel" role="alert">
                <h2 part="heading">{title}</h2>
                <p>{t("This form was closed before. A secret cannot be fetched again.")}</p>
                <Choice state=state />
            </section>
        };
        Some(view.into_any())
    });
    view! { <div>{section}</div> }
}

/// Showing the secrets, or dropping them after one more question.
#[component]
fn Choice(state: FormState) -> impl IntoView {
    let is_asking = RwSignal::new(false);
    let show = move |_| {
        let results = use_host().take_waiting();
        state
            .progress
            .update(|progress: &mut Progress| progress.adopt(results));
        // The page and the salvage cell learn of the secrets before any view shows them.
        untrack(|| state.report_unstored());
    };
    let ask = move |_| is_asking.set(true);
    let stay = move |event: MouseEvent| {
        focus_near(&event, ".notice", "button");
        is_asking.set(false);
    };
    let leave = move |event: MouseEvent| {
        if use_host().allows_discard(Discard::Waiting) {
            focus_near(&event, "form", "h1");
            drop(use_host().take_waiting());
        }
    };
    let question = dynamic(move || {
        let view = is_asking.get().then(|| {
            view! {
                <Confirmation
                    question=t("You have not said that the secret is stored. It cannot be shown again.")
                    takes_focus=true
                >
                    <Button on_press=leave name=t("Leave without it") />
                    <Button on_press=stay name=t("Stay here") />
                </Confirmation>
            }
        });
        Some(view?.into_any())
    });
    view! {
        <div class="acts">
            <Button on_press=show name=t("Show it") />
            <Button on_press=ask name=t("Drop it") />
        </div>
        <div>{question}</div>
    }
}
