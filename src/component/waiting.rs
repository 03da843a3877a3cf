use leptos::prelude::*;

use super::button::Button;
use super::dynamic::dynamic;
use super::host::{Discard, use_host};
use super::i18n::t;
use crate::model::Progress;

/// Offers the secrets of an earlier form of the page, which were not stored.
#[component]
pub(super) fn WaitingSecret(progress: RwSignal<Progress>) -> impl IntoView {
    let count = Memo::new(move |_| progress.with(|progress| progress.attempts().waiting()));
    let show = move |_| progress.update(Progress::show_waiting);
    let drop = move |_| {
        if use_host().allows_discard(Discard::Waiting) {
            progress.update(Progress::drop_waiting);
        }
    };
    dynamic(move || {
        (count.get() > 0).then(|| {
            view! {
                <section class="panel notice doubt" part="panel" role="alert">
                    <h2 part="heading">{t("A secret that was not stored is waiting")}</h2>
                    <p>{t("This form was closed before its secret was stored. It cannot be fetched again.")}</p>
                    <div class="acts">
                        <Button on_press=show name=t("Show it") />
                        <Button on_press=drop name=t("Drop it") />
                    </div>
                </section>
            }
            .into_any()
        })
    })
}
