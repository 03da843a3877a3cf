use std::mem::discriminant;

use contract::response::{Reason, Refusal, Unknown};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::button::Button;
use super::dynamic::dynamic;
use super::focus::{focus_near, take_focus};
use super::i18n::t;
use super::id::unique;
use super::scoped::every_second;
use super::state::FormState;
use super::{browser, submit};
use crate::model::{
    FieldId, Message, NotSent, Notice, Problem, Progress, SentRequest, escape_invisible, wording,
};

/// How long to wait after a 429 that does not say how long, in seconds.
const DEFAULT_WAIT_SECONDS: u32 = 30;

/// What came of the last submit, when it is not a created subscription. It takes the focus when it has something new to
/// announce.
#[component]
pub(super) fn NoticePanel(state: FormState) -> impl IntoView {
    let problems = Memo::new(move |_| state.problems());
    // Other problems do not make another notice: the summary lists them by itself.
    let current = Memo::new_with_compare(
        move |_| {
            let has_problems = problems.with(|problems| !problems.is_empty());
            state
                .progress
                .with(|progress| (progress.announcements(), progress.notice(has_problems)))
        },
        |before, now| before.map(key) != now.map(key),
    );
    // What was announced before this view takes no focus again.
    let announced = StoredValue::new(state.progress.with_untracked(Progress::announcements));
    let section = dynamic(move || {
        let (announcements, notice) = current.get();
        let notice = notice?;
        let is_new = announced.get_value() != announcements;
        announced.set_value(announcements);
        Some(
            view! { <NoticeSection state=state problems=problems notice=notice is_new=is_new /> }
                .into_any(),
        )
    });
    view! { <div>{section}</div> }
}

/// Identifies a notice: a wait that was given up may end in any kind of notice.
fn key(
    (announcements, notice): &(u32, Option<Notice>),
) -> (u32, Option<std::mem::Discriminant<Notice>>) {
    (*announcements, notice.as_ref().map(discriminant))
}

#[component]
fn NoticeSection(
    state: FormState,
    /// What must be corrected.
    problems: Memo<Vec<Problem>>,
    /// What it shows.
    notice: Notice,
    /// Whether it takes the focus.
    is_new: bool,
) -> impl IntoView {
    let (class, outcome) = match notice {
        Notice::Problems | Notice::NotSent(..) | Notice::NotCreated(_) => {
            ("panel notice bad", "not-created")
        }
        Notice::Unknown(..) | Notice::Unawaited(_) => ("panel notice doubt", "unknown"),
    };
    let (heading, content) = match notice {
        Notice::Problems => (
            t("There is a problem"),
            view! { <ProblemSummary progress=state.progress problems=problems /> }.into_any(),
        ),
        Notice::NotSent(reason, sent) => (
            t("Nothing was sent"),
            view! { <NotSentText state=state reason=reason sent=sent /> }.into_any(),
        ),
        Notice::NotCreated(refusal) => (
            t("The subscription was not created"),
            view! { <NotCreatedText state=state refusal=refusal /> }.into_any(),
        ),
        Notice::Unknown(cause, sent) => (
            t("We do not know whether the subscription was created"),
            view! { <UnknownText state=state cause=cause sent=sent /> }.into_any(),
        ),
        Notice::Unawaited(sent) => (
            t("You have stopped waiting"),
            view! { <UnawaitedText sent=sent /> }.into_any(),
        ),
    };
    view! {
        <section
            tabindex="-1"
            aria-labelledby=unique("notice-heading")
            class=class
            part="panel"
            data-outcome=outcome
            use:take_focus=is_new
        >
            <h2 part="heading" id=unique("notice-heading")>{heading}</h2>
            {content}
        </section>
    }
}

/// Lists the problems; each leads to its field.
#[component]
fn ProblemSummary(
    progress: RwSignal<Progress>,
    /// What must be corrected.
    problems: Memo<Vec<Problem>>,
) -> impl IntoView {
    let refusal = progress.with_untracked(|progress| progress.refusal().cloned());
    let fields = FieldId::ALL
        .map(|field| view! { <FieldProblem field=field problems=problems /> }.into_any());
    // Server errors for fields that this form does not have are shown as long as their refusal.
    let others = problems.with_untracked(|problems| {
        let others = problems.iter().filter(|problem| problem.field.is_none());
        let item = |problem: &Problem| {
            let message = problem.message.clone();
            view! { <li>{t(message)}</li> }.into_any()
        };
        others.map(item).collect::<Vec<_>>()
    });
    view! {
        <ul>{Vec::from(fields)} {others}</ul>
        {refusal.as_ref().map(server_text)}
    }
}

/// The problem of one field; hidden while there is none, so that a key press that brings one writes little.
#[component]
fn FieldProblem(field: FieldId, problems: Memo<Vec<Problem>>) -> impl IntoView {
    let message = move || {
        problems.with(|problems| {
            let problem = problems
                .iter()
                .find(|problem| problem.field == Some(field))?;
            Some(problem.message.clone())
        })
    };
    let text = Signal::derive(move || message().map(t).unwrap_or_default());
    let is_hidden = Signal::derive(move || message().is_none());
    // In a shadow root a link to an id moves no focus, and it would change the page's own address.
    let lead_to_field = move |event: MouseEvent| {
        event.prevent_default();
        focus_near(&event, "form", field.control());
    };
    let href = ["#", &unique(field.name())].concat();
    view! { <li hidden=is_hidden><a href=href on:click=lead_to_field>{text}</a></li> }
}

#[component]
fn NotSentText(state: FormState, reason: NotSent, sent: SentRequest) -> impl IntoView {
    let message = wording::not_sent(&reason, &sent.api_host, &browser::own_origin());
    let own_fetch = matches!(reason, NotSent::Unreachable | NotSent::Refused(_)).then(own_fetch);
    view! {
        <p>{t(message)}</p>
        {own_fetch}
        <Retry state=state wait=0 />
    }
}

/// Names the code of the page that sends the requests, where there is some.
fn own_fetch() -> Option<AnyView> {
    browser::has_own_fetch().then(|| {
        let text = t("This page sends its requests through a fetch of its own, which may have changed this one.");
        view! { <p class="hint">{text}</p> }.into_any()
    })
}

#[component]
fn NotCreatedText(state: FormState, refusal: Refusal) -> impl IntoView {
    let wait = match refusal.reason {
        Reason::TooManyRequests(seconds) => seconds.unwrap_or(DEFAULT_WAIT_SECONDS),
        _ => 0,
    };
    let is_about_the_request = matches!(
        refusal.reason,
        Reason::KeyRejected
            | Reason::NoSuchEndpoint
            | Reason::Invalid
            | Reason::Page
            | Reason::Refused
    );
    view! {
        <p>{t(wording::refusal(&refusal))}</p>
        {server_text(&refusal)}
        {is_about_the_request.then(own_fetch)}
        <Retry state=state wait=wait />
    }
}

/// The server's own message, as text.
fn server_text(refusal: &Refusal) -> Vec<AnyView> {
    // The title of a page is in the refusal's own text.
    let message = match refusal.reason {
        Reason::Page => &None,
        _ => &refusal.message,
    };
    let lines = [
        (t("The API says: "), message),
        (t("Code: "), &refusal.code),
        (t("Request id, for its support: "), &refusal.request_id),
    ];
    let lines = lines.map(|(name, text)| quote(name, text.as_deref()));
    lines.into_iter().flatten().collect()
}

fn quote(name: String, text: Option<&str>) -> Option<AnyView> {
    let text = escape_invisible(text?);
    Some(view! { <p class="hint">{name} <bdi translate="no">{text}</bdi></p> }.into_any())
}

/// A button that submits again, after so many seconds.
#[component]
fn Retry(
    state: FormState,
    /// How many seconds; 0 for at once.
    wait: u32,
) -> impl IntoView {
    // By the clock, because the timers of a hidden page are slow.
    let now = RwSignal::new(browser::now());
    let until = now.get_untracked() + f64::from(wait) * 1_000.0;
    if wait > 0 {
        every_second(move || now.set(browser::now()));
    }
    let seconds_left = move || browser::started_seconds(until - now.get());
    // Only the end of the wait is announced, not every second.
    let waiting = Signal::derive(move || match seconds_left() {
        0 => String::new(),
        seconds => t(Message::new("You can try again in {time}.")
            .with_message("time", wording::duration(seconds))),
    });
    let is_waiting = Signal::derive(move || seconds_left() > 0);
    let over = Signal::derive(move || {
        if wait > 0 && seconds_left() == 0 {
            t("You can try again now.")
        } else {
            String::new()
        }
    });
    view! {
        <div class="acts">
            <SubmitAgain state=state disabled=is_waiting name=t("Retry") />
            <p class="count">{waiting}</p>
            <p class="count" role="status">{over}</p>
        </div>
    }
}

/// A button that does what the form's own submit button does.
#[component]
fn SubmitAgain(
    state: FormState,
    /// Whether it has to wait.
    #[prop(optional)]
    disabled: Signal<bool>,
    /// Its name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let submit = move |event: MouseEvent| {
        focus_near(&event, "form", "button.primary");
        submit::create(state);
    };
    view! { <Button disabled=disabled on_press=submit name=name /> }
}

#[component]
fn UnknownText(state: FormState, cause: Unknown, sent: SentRequest) -> impl IntoView {
    let is_safe = sent.is_safe_to_repeat();
    let rest = if is_safe {
        safe_to_repeat()
    } else {
        t(
            " A subscription may exist. Its secret cannot be fetched again, and creating again may make a second one.",
        )
    };
    let button = if is_safe {
        t("Try again")
    } else {
        t("Create again")
    };
    let excerpt = match &cause {
        Unknown::NotFromApi { excerpt, .. } => Some((t("The answer begins: "), excerpt)),
        Unknown::Contradiction { excerpt, .. } => Some((t("The API says: "), excerpt)),
        Unknown::NoResponse | Unknown::Redirect | Unknown::OtherRequest | Unknown::Status(_) => {
            None
        }
    };
    let is_about_the_request = matches!(
        cause,
        Unknown::NoResponse | Unknown::NotFromApi { .. } | Unknown::OtherRequest
    );
    let excerpt = excerpt
        .filter(|(_, excerpt)| !excerpt.is_empty())
        .and_then(|(name, excerpt)| quote(name, Some(excerpt)));
    view! {
        <p>{t(wording::unknown(&cause))} {rest}</p>
        {excerpt}
        {is_about_the_request.then(own_fetch)}
        <RequestDetails sent=sent />
        <div class="acts"><SubmitAgain state=state name=button /></div>
    }
}

/// What an idempotency key means, in plain English.
fn safe_to_repeat() -> String {
    t(" Trying again with the same values is safe: the API makes no second subscription.")
}

#[component]
fn UnawaitedText(sent: SentRequest) -> impl IntoView {
    let text = t(
        "We do not know yet whether the subscription was created. The request goes on: if its answer comes while this \
         page is open, the secret is shown here.",
    );
    let safe = sent.is_safe_to_repeat().then(safe_to_repeat);
    view! {
        <p>{text} {safe}</p>
        <RequestDetails sent=sent />
    }
}

/// What to look for: a subscription that may exist, or whose secret did not come.
#[component]
pub(super) fn RequestDetails(sent: SentRequest) -> impl IntoView {
    let at = browser::date_text(&sent.at.into()).unwrap_or_default();
    let host = escape_invisible(sent.request.url.host());
    let label = escape_invisible(sent.request.label.as_str());
    view! {
        <dl class="traces">
            <Row name=t("API") value=view! { <code translate="no">{escape_invisible(&sent.api_host)}</code> }.into_any() />
            <Row name=t("Endpoint") value=view! { <code translate="no">{host}</code> }.into_any() />
            <Row name=t("Label") value=view! { <bdi translate="no">{label}</bdi> }.into_any() />
            <Row name=t("Sent") value=view! { <time datetime=browser::iso(sent.at)>{at}</time> }.into_any() />
        </dl>
    }
}

/// A term and its value.
#[component]
pub(super) fn Row(
    /// The term.
    name: String,
    /// The value.
    value: AnyView,
) -> impl IntoView {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
}
