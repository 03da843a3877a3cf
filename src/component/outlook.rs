use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::button::Button;
use super::dynamic::{dynamic, dynamic_with_focus};
use super::focus::{focus_near, take_focus};
use super::i18n::t;
use super::id::unique;
use super::scoped::clock;
use super::state::FormState;
use super::{browser, key_check, submit};
use crate::model::{
    ELAPSED_AFTER_SECONDS, EventPicker, PATIENCE_SECONDS, Progress, STOP_AFTER_SECONDS, UrlField,
    escape_invisible, wording,
};

/// The summary of the create, the button that submits it, and its progress.
#[component]
pub(super) fn Outlook(state: FormState) -> impl IntoView {
    let progress = state.progress;
    let busy = Signal::derive(move || {
        progress
            .with(Progress::is_sending)
            .then(|| "true".to_owned())
    });
    view! {
        <aside class="side">
            <section class="panel" part="panel" aria-labelledby=unique("outlook-heading")>
                <h2 part="heading" id=unique("outlook-heading")>{t("What will happen")}</h2>
                <Summary picker=state.picker url=state.url />
                <button
                    class="primary"
                    part="button primary"
                    type="submit"
                    aria-disabled=busy
                    aria-busy=busy
                    on:focus=move |_| key_check::prepare(state, false)
                    on:pointerdown=move |event| {
                        if event.button() == 0 {
                            key_check::prepare(state, true);
                        }
                    }
                    on:keydown=move |event| {
                        if ["Enter", " "].contains(&&*event.key()) && !event.repeat() {
                            key_check::prepare(state, true);
                        }
                    }
                >
                    {t("Create subscription")}
                </button>
                <Waiting state=state />
                <ConfirmCreate state=state />
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
    let events = Memo::new(move |_| picker.with(EventPicker::summary).map(t));
    let has_events = move || events.with(Option::is_some);
    let if_chosen = move |text: String| if has_events() { text } else { String::new() };
    // Each text stays in its place, so that only the one that changes is written.
    let hint = Signal::derive(move || {
        if has_events() {
            String::new()
        } else {
            t("Choose what to be told of, and this line says what will be subscribed to.")
        }
    });
    let occasion = Signal::derive(move || events.get().unwrap_or_default());
    let comma = Signal::derive(move || if_chosen(", ".to_owned()));
    let endpoint = move || url.with(|url| url.endpoint().map(|url| escape_invisible(url.host())));
    let host = Signal::derive(move || if_chosen(endpoint().unwrap_or_else(|| t("your endpoint"))));
    // A translator in the browser may change "your endpoint", and no host.
    let translate = Signal::derive(move || {
        let has_host = has_events() && endpoint().is_some();
        has_host.then(|| "no".to_owned())
    });
    let end = Signal::derive(move || if_chosen(t(" gets a signed POST.")));
    view! { <p class="plain">{hint}<b>{occasion}</b>{comma}<b translate=translate>{host}</b>{end}</p> }
}

/// The wait, as long as it lasts. Only the change to "still waiting" is announced, not every second; the line is there
/// before, so that screen readers know it.
#[component]
fn Waiting(state: FormState) -> impl IntoView {
    let progress = state.progress;
    let sent_at = move || progress.with(|progress| Some(progress.attempts().awaited()?.sent.at));
    let now = clock(Memo::new(move |_| progress.with(Progress::is_sending)));
    let seconds = move || sent_at().map(|at| browser::whole_seconds(now.get() - at));
    let has_waited = move |at_least: u32| seconds().is_some_and(|seconds| seconds >= at_least);
    let is_fast = Signal::derive(move || !has_waited(STOP_AFTER_SECONDS));
    let status = Signal::derive(move || match sent_at() {
        None => String::new(),
        Some(_) if has_waited(PATIENCE_SECONDS) => t("Still waiting for an answer…"),
        Some(_) => t("Creating the subscription…"),
    });
    let elapsed = Signal::derive(move || match seconds() {
        Some(seconds) if seconds >= ELAPSED_AFTER_SECONDS => {
            [" ", &t(wording::duration(seconds))].concat()
        }
        _ => String::new(),
    });
    let stop = move |_| submit::stop_waiting(state);
    view! {
        <div class="progress">
            <p class="wait"><span role="status">{status}</span><span>{elapsed}</span></p>
            <div hidden=is_fast>
                <Button on_press=stop name=t("Stop waiting") />
                <p class="hint">
                    {t("This frees the form and does not cancel the request: if its answer still comes, its secret is shown.")}
                </p>
            </div>
        </div>
    }
}

/// The question before another create.
#[component]
fn ConfirmCreate(state: FormState) -> impl IntoView {
    let question = Memo::new(move |_| {
        let reason = state.progress.with(Progress::confirmation);
        reason.map(wording::question).map(t)
    });
    // The focus goes to the submit button.
    let decline = move |event: MouseEvent| {
        focus_near(&event, "form", "button.primary");
        state.progress.update(Progress::decline);
    };
    let create = move |event: MouseEvent| {
        focus_near(&event, "form", "button.primary");
        submit::create_again(state);
    };
    let question = dynamic_with_focus(move |takes_focus| {
        let question = question.get()?;
        let view = view! {
            <Confirmation question=question takes_focus=takes_focus>
                <Button on_press=create name=t("Yes, create again") />
                <Button on_press=decline name=t("Do not create") />
            </Confirmation>
        };
        Some(view.into_any())
    });
    view! { <div>{question}</div> }
}

/// The outcomes of attempts that were no longer awaited.
#[component]
fn EarlierOutcomes(progress: RwSignal<Progress>) -> impl IntoView {
    let lines = dynamic(move || {
        let lines: Vec<_> = progress.with(|progress| {
            let earlier = progress.attempts().earlier();
            let outcomes = earlier.filter_map(wording::late_outcome);
            outcomes
                .map(|outcome| view! { <p class="note">{t(outcome)}</p> }.into_any())
                .collect()
        });
        Some(lines.into_any())
    });
    view! { <div role="status">{lines}</div> }
}

/// A question with its buttons.
#[component]
pub(super) fn Confirmation(
    /// The question.
    question: String,
    /// Whether it takes the focus: it was just asked.
    takes_focus: bool,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="question" role="group" aria-labelledby=unique("question")>
            <p id=unique("question") tabindex="-1" use:take_focus=takes_focus>{question}</p>
            {children()}
        </div>
    }
}
