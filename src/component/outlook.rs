use leptos::html;
use leptos::prelude::*;

use super::button::Button;
use super::dynamic::dynamic;
use super::focus::{focus_button, take_focus};
use super::i18n::t;
use super::scoped::every_second;
use super::state::FormState;
use super::{browser, submit};
use crate::model::{
    EventPicker, Message, PATIENCE_SECONDS, Progress, UrlField, escape_invisible, wording,
};

/// What will happen, the button that makes it happen, and how far it got.
#[component]
pub(super) fn Outlook(state: FormState) -> impl IntoView {
    let progress = state.progress;
    let busy = Signal::derive(move || progress.with(Progress::is_sending).then_some("true"));
    let submit = NodeRef::<html::Button>::new();
    view! {
        <aside class="side">
            <section class="panel" part="panel" aria-labelledby="outlook-heading">
                <h2 part="heading" id="outlook-heading">{t("What will happen")}</h2>
                <Summary picker=state.picker url=state.url />
                <button
                    class="primary"
                    part="button primary"
                    type="submit"
                    node_ref=submit
                    aria-disabled=busy
                    aria-busy=busy
                >
                    {t("Create subscription")}
                </button>
                <Waiting progress=progress />
                <ConfirmCreate state=state submit=submit />
                <EarlierOutcomes progress=progress />
                <p class="hint">
                    {t("The signing secret is shown on the next page, once. Have a place to store it.")}
                </p>
            </section>
        </aside>
    }
}

/// What will be subscribed to, in a sentence.
#[component]
fn Summary(picker: RwSignal<EventPicker>, url: RwSignal<UrlField>) -> impl IntoView {
    let events = Memo::new(move |_| picker.with(EventPicker::summary));
    let host = Memo::new(move |_| url.with(|url| url.endpoint().map(|url| url.host().to_owned())));
    let host = Signal::derive(move || {
        host.get()
            .map_or_else(|| t("your endpoint"), |host| escape_invisible(&host))
    });
    let sentence = dynamic(move || {
        Some(match events.get() {
            None => t("Choose what to be told of, and this line says what will be subscribed to.")
                .into_any(),
            Some(events) => view! {
                <b>{t(events)}</b>
                ", "
                <b>{host}</b>
                {t(" gets a signed POST.")}
            }
            .into_any(),
        })
    });
    view! { <p class="plain">{sentence}</p> }
}

/// The wait, as long as it lasts. Only the change to "still waiting" is announced, not every second; the line is there
/// before, so that screen readers know it.
#[component]
fn Waiting(progress: RwSignal<Progress>) -> impl IntoView {
    let sent_at =
        Memo::new(move |_| progress.with(|progress| Some(progress.attempts().awaited()?.sent.at)));
    let now = RwSignal::new(browser::now());
    // Runs a timer of the browser while an attempt is awaited.
    Effect::new(move |_| {
        if sent_at.get().is_some() {
            every_second(move || now.set(browser::now()));
        }
    });
    let seconds = move || {
        sent_at
            .get()
            .map(|at| browser::whole_seconds(now.get() - at))
    };
    let is_slow = Memo::new(move |_| seconds().is_some_and(|seconds| seconds >= PATIENCE_SECONDS));
    let is_fast = Signal::derive(move || !is_slow.get());
    let status = Signal::derive(move || match sent_at.get() {
        None => String::new(),
        Some(_) if is_slow.get() => t("Still waiting for an answer…"),
        Some(_) => t("Creating the subscription…"),
    });
    let elapsed = Signal::derive(move || match seconds() {
        Some(seconds) if is_slow.get() => t(Message::new(" {seconds} s").with("seconds", seconds)),
        _ => String::new(),
    });
    let stop = move || submit::stop_waiting(progress);
    view! {
        <div class="progress">
            <p class="wait"><span role="status">{status}</span><span>{elapsed}</span></p>
            <div hidden=is_fast>
                <Button on_press=stop>{t("Stop waiting")}</Button>
                <p class="hint">
                    {t("This frees the form and does not cancel the request: if its answer still comes, its secret is shown.")}
                </p>
            </div>
        </div>
    }
}

/// The question before another create.
#[component]
fn ConfirmCreate(
    state: FormState,
    /// The submit button, which gets the focus after the answer.
    submit: NodeRef<html::Button>,
) -> impl IntoView {
    let reason = Memo::new(move |_| state.progress.with(Progress::confirmation));
    let decline = move || {
        state.progress.update(Progress::decline);
        focus_button(submit);
    };
    let create = move || {
        focus_button(submit);
        submit::create_again(state);
    };
    let question = dynamic(move || {
        let question = wording::question(reason.get()?);
        let view = view! {
            <Confirmation question=question>
                <Button on_press=create>{t("Yes, create again")}</Button>
                <Button on_press=decline>{t("Do not create")}</Button>
            </Confirmation>
        };
        Some(view.into_any())
    });
    view! { <div>{question}</div> }
}

/// What became of attempts that nobody waited for any more.
#[component]
fn EarlierOutcomes(progress: RwSignal<Progress>) -> impl IntoView {
    let outcomes = Memo::new(move |_| {
        progress.with(|progress| {
            let earlier = progress.attempts().earlier();
            earlier
                .filter_map(wording::late_outcome)
                .collect::<Vec<_>>()
        })
    });
    let lines = dynamic(move || {
        let lines = outcomes
            .get()
            .into_iter()
            .map(|outcome| view! { <p class="note">{t(outcome)}</p> }.into_any());
        Some(lines.collect::<Vec<_>>().into_any())
    });
    view! { <div role="status">{lines}</div> }
}

/// A question that takes the focus, with its answers.
#[component]
pub(super) fn Confirmation(
    /// The question.
    question: Message,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="question" role="group" aria-labelledby="question">
            <p id="question" tabindex="-1" use:take_focus=true>{t(question)}</p>
            {children()}
        </div>
    }
}
