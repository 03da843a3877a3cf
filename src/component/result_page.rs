use contract::response::Anomaly;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::button::Button;
use super::dynamic::{dynamic, dynamic_with_focus};
use super::focus::{focus_near, take_focus};
use super::host::{Discard, use_host};
use super::i18n::t;
use super::id::unique;
use super::notice::RequestDetails;
use super::outlook::Confirmation;
use super::secret_panel::SecretPanel;
use super::state::FormState;
use super::subscription::SubscriptionDetails;
use crate::model::{CreateForm, Message, NoSecret, Progress, SentRequest, wording};

/// The page after a create: the outcome, the secret, how to store it and verify with it, and what was created.
#[component]
pub(super) fn ResultPage(
    state: FormState,
    /// Whether its heading takes the focus: the person saw it come.
    takes_focus: bool,
) -> impl IntoView {
    let progress = state.progress;
    let (sent, subscription, anomalies) = progress.with_untracked(|progress| {
        let (attempt, created) = progress.attempts().result()?;
        let (subscription, anomalies) = (created.subscription.clone(), created.anomalies.clone());
        Some((attempt.sent.clone(), subscription, anomalies))
    })?;
    let (hint, details) = match subscription {
        Some(subscription) => (
            t("No call of the API lists subscriptions: keep the id."),
            view! { <SubscriptionDetails subscription=subscription sent=sent.request.clone() /> }
                .into_any(),
        ),
        None => (
            t("The answer did not say more. This is what was sent."),
            view! { <RequestDetails sent=sent.clone() /> }.into_any(),
        ),
    };
    let secret_status = Memo::new(move |_| progress.with(Progress::secret_status));
    let secret = dynamic_with_focus(move |takes_focus| match secret_status.get()? {
        Ok(()) => Some(view! { <SecretPanel progress=progress /> }.into_any()),
        Err(NoSecret::Stored) => {
            Some(view! { <StoredSecret takes_focus=takes_focus /> }.into_any())
        }
        Err(reason) => wording::lost_secret(reason)
            .map(|reason| view! { <LostSecret reason=reason /> }.into_any()),
    });
    let is_unstored = Signal::derive(move || secret_status.get() == Some(Ok(())));
    Some(view! {
        <section class="result" data-outcome="created" aria-labelledby=unique("result-heading")>
            <Head progress=progress sent=sent anomalies=anomalies is_unstored=is_unstored takes_focus=takes_focus />
            <div>{secret}</div>
            <section class="panel" part="panel" aria-labelledby=unique("subscription-heading")>
                <h2 part="heading" id=unique("subscription-heading")>{t("The subscription")}</h2>
                <p class="hint">{hint}</p>
                {details}
            </section>
            <Next state=state is_unstored=is_unstored />
        </section>
    })
}

#[component]
fn Head(
    progress: RwSignal<Progress>,
    /// What was sent.
    sent: SentRequest,
    /// What was odd about the response.
    anomalies: Vec<Anomaly>,
    /// Whether the secret is here.
    is_unstored: Signal<bool>,
    /// Whether the heading takes the focus.
    takes_focus: bool,
) -> impl IntoView {
    let is_gone = Signal::derive(move || !is_unstored.get());
    let title = Signal::derive(move || {
        let title = Message::new(if is_unstored.get() {
            "Store the signing secret of “{label}”"
        } else {
            "“{label}” is created"
        })
        .with("label", &sent.request.label);
        t(title)
    });
    let anomalies = anomalies.iter().map(|anomaly| {
        view! { <p class="warning"><b>{t("Warning: ")}</b> {t(wording::anomaly(anomaly))}</p> }
            .into_any()
    });
    // More secrets may arrive meanwhile.
    let queued = move || progress.with(|progress| progress.attempts().queued_results());
    let queued = Signal::derive(move || match queued() {
        0 => String::new(),
        1 => t("Another subscription was created. Its secret is shown after this one."),
        count => t(Message::new(
            "{count} more subscriptions were created. Their secrets are shown after this one.",
        )
        .with("count", count)),
    });
    view! {
        <div class="head">
            <p class="done">{t("Created")}</p>
            <h1 part="heading" id=unique("result-heading") tabindex="-1" use:take_focus=takes_focus>{title}</h1>
            <p hidden=is_gone>
                {t("It is shown only now. No call of the API can show it again.")}
            </p>
            {anomalies.collect::<Vec<_>>()}
            <p role="status">{queued}</p>
        </div>
    }
}

#[component]
fn StoredSecret(
    /// Whether its heading takes the focus: the person has just stored it.
    takes_focus: bool,
) -> impl IntoView {
    view! {
        <section class="panel" part="panel">
            <h2 part="heading" tabindex="-1" use:take_focus=takes_focus>{t("The signing secret is stored with you")}</h2>
            <p>{t("It has left this page. Deliveries will be signed with it.")}</p>
        </section>
    }
}

#[component]
fn LostSecret(
    /// Why it is not here.
    reason: Message,
) -> impl IntoView {
    view! {
        <section class="panel notice doubt" part="panel">
            <h2 part="heading">{t("The signing secret is not here")}</h2>
            <p>
                {t(reason)}
                {t(
                    " The subscription exists, but no call of the API gives its secret again: create another one, and keep \
                     that one’s secret.",
                )}
            </p>
        </section>
    }
}

/// Going on. Leaving a secret behind that is not stored asks once.
#[component]
fn Next(
    state: FormState,
    /// Whether the secret is here.
    is_unstored: Signal<bool>,
) -> impl IntoView {
    let is_asking = RwSignal::new(false);
    let leave = move || {
        if !is_unstored.get_untracked() || use_host().allows_discard(Discard::CreateAnother) {
            state.update(CreateForm::create_another);
        }
    };
    let go_on = move |_| {
        if is_unstored.get_untracked() {
            is_asking.set(true);
        } else {
            leave();
        }
    };
    let stay = move |event: MouseEvent| {
        focus_near(&event, ".next", "button");
        is_asking.set(false);
    };
    let name = Signal::derive(move || {
        let queued = state
            .progress
            .with(|progress| progress.attempts().queued_results());
        if queued > 0 {
            t("Show the next secret")
        } else {
            t("Create another")
        }
    });
    let question = Memo::new(move |_| {
        let is_asked = is_asking.get() && is_unstored.get();
        is_asked
            .then(|| t("You have not said that the secret is stored. It cannot be shown again."))
    });
    let question = dynamic(move || {
        let question = question.get()?;
        let view = view! {
            <Confirmation question=question takes_focus=true>
                <Button on_press=move |_| leave() name=t("Leave without it") />
                <Button on_press=stay name=t("Stay here") />
            </Confirmation>
        };
        Some(view.into_any())
    });
    view! {
        <div class="next">
            <Button on_press=go_on name=name />
            <div>{question}</div>
        </div>
    }
}
