use std::time::Duration;

use contract::ApiKeyError;
use contract::response::KeyCheck;
use contract::wire::Tenant;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use web_sys::ClipboardEvent;

use super::button::Button;
use super::dynamic::effect;
use super::focus::focus_near;
use super::guard::not_printed;
use super::i18n::t;
use super::id::unique;
use super::offer::Offer;
use super::scoped::{after, clock};
use super::state::FormState;
use super::text_input::{InputKind, TextInput};
use super::{browser, key_check};
use crate::model::{
    Check, Connection, ELAPSED_AFTER_SECONDS, FieldId, Message, PATIENCE_SECONDS,
    STOP_AFTER_SECONDS, escape_invisible, wording,
};

/// The API and the key, and a check of both.
#[component]
pub(super) fn ConnectionPanel(
    /// The whole form, which the check reports to.
    state: FormState,
) -> impl IntoView {
    let connection = state.connection;
    let is_pending =
        Memo::new(move |_| connection.with(|connection| *connection.check() == Check::Pending));
    // Starts a timer of the browser; the next run drops the one before.
    effect(move || {
        if is_pending.get() {
            let wait = Duration::from_secs(PATIENCE_SECONDS.into());
            after(wait, move || key_check::give_up(state));
        }
    });
    let status = move || connection.with(|connection| status(connection.check()));
    let class = Signal::derive(move || status().0.to_owned());
    let text = Signal::derive(move || {
        let (_, messages) = status();
        messages.into_iter().map(t).collect::<String>()
    });
    view! {
        <section class="panel connection" part="panel" aria-labelledby=unique("connection-heading")>
            <h2 part="heading" id=unique("connection-heading")>{t("Connection")}</h2>
            <div class="pair">
                <BaseInput state=state />
                <KeyInput state=state />
            </div>
            <div class="check">
                <Button on_press=move |_| key_check::check_key(state) name=t("Check key") />
                <p role="status" class=class>{text}</p>
                <CheckWait state=state is_pending=is_pending />
            </div>
        </section>
    }
}

/// How long the API has been asked about the key, and a way to end that.
#[component]
fn CheckWait(state: FormState, is_pending: Memo<bool>) -> impl IntoView {
    let now = clock(is_pending);
    let since = Memo::new(move |_| is_pending.get().then(browser::now));
    let seconds = move || {
        let waited = |since| browser::whole_seconds(now.get() - since);
        since.get().map_or(0, waited)
    };
    let elapsed = Signal::derive(move || match seconds() {
        0..ELAPSED_AFTER_SECONDS => String::new(),
        seconds => t(wording::duration(seconds)),
    });
    let is_early = Signal::derive(move || seconds() < STOP_AFTER_SECONDS);
    let stop = move |event: MouseEvent| {
        focus_near(&event, ".check", "button");
        key_check::give_up(state);
    };
    view! {
        <span class="count">{elapsed}</span>
        <span hidden=is_early><Button class="link" on_press=stop name=t("Stop the check") /></span>
    }
}

#[component]
fn BaseInput(state: FormState) -> impl IntoView {
    let connection = state.connection;
    let text =
        Signal::derive(move || connection.with(|connection| connection.base.text().to_owned()));
    let problem = Signal::derive(move || {
        let problem = connection.with(Connection::base_problem);
        problem.map(t).unwrap_or_default()
    });
    view! {
        <TextInput
            id=FieldId::ApiBase
            label=t("API base address")
            hint=t("The API beside this page, unless you change it.")
            kind=InputKind::Url
            text=text
            problem=problem
            on_change=Callback::new(move |text| connection.update(|connection| connection.set_base(text)))
            on_leave=Callback::new(move |()| leave(state, |connection| connection.base.blur()))
        >
            <BaseOffer state=state />
        </TextInput>
    }
}

/// Offers the base address without the path of the API.
#[component]
fn BaseOffer(state: FormState) -> impl IntoView {
    let connection = state.connection;
    let text = Signal::derive(move || {
        let offer = connection.with(Connection::base_offer);
        offer
            .map(|base| escape_invisible(base.as_str()))
            .unwrap_or_default()
    });
    let reason = Signal::derive(move || {
        t("This ends with a path of the API, which this form adds by itself. ")
    });
    let accept = Callback::new(move |()| leave(state, Connection::use_base_offer));
    view! { <div aria-live="polite"><Offer reason=reason text=text on_accept=accept /></div> }
}

/// Offers to leave the key alone in its field. It is not shown.
#[component]
fn KeyOffer(state: FormState) -> impl IntoView {
    let connection = state.connection;
    let is_hidden =
        Signal::derive(move || connection.with(|connection| connection.key_offer().is_none()));
    let accept = move |event: MouseEvent| {
        focus_near(&event, ".field", "input");
        leave(state, Connection::use_key_offer);
    };
    view! {
        <div>
            <p class="hint" hidden=is_hidden>
                <Button class="link" on_press=accept name=t("Take out what is not the key") />
            </p>
        </div>
    }
}

#[component]
fn KeyInput(state: FormState) -> impl IntoView {
    let connection = state.connection;
    let text =
        Signal::derive(move || connection.with(|connection| connection.key.text().to_owned()));
    let problem = Signal::derive(move || {
        let problem = connection.with(Connection::key_problem);
        problem.map(t).unwrap_or_default()
    });
    let advice = Signal::derive(move || {
        let advice = connection.with(Connection::key_advice);
        advice.map_or_else(String::new, |advice| t(Message::new(advice.to_string())))
    });
    view! {
        <TextInput
            id=FieldId::ApiKey
            label=t("API key")
            hint=t("Kept in this page’s memory only.")
            kind=InputKind::Secret
            text=text
            problem=problem
            on_change=Callback::new(move |text| connection.update(|connection| connection.set_key(text)))
            on_leave=Callback::new(move |()| leave(state, |connection| connection.key.blur()))
            on_paste=Callback::new(move |event| refuse_line_breaks(connection, &event))
        >
            <KeyOffer state=state />
            <p class="warning">{advice}</p>
            <p class="on-paper">{not_printed()}</p>
        </TextInput>
    }
}

/// A field was left, with or without an offer that was accepted. The key is checked when both are good.
fn leave(state: FormState, verb: fn(&mut Connection)) {
    _ = state.connection.try_update(verb);
    key_check::check_early(state);
}

/// A browser removes the line breaks from what is pasted into an input, and two keys would become one.
fn refuse_line_breaks(connection: RwSignal<Connection>, event: &ClipboardEvent) {
    let pasted = event
        .clipboard_data()
        .and_then(|data| data.get_data("text").ok());
    if pasted.is_some_and(|text| text.trim().contains(['\r', '\n'])) {
        event.prevent_default();
        connection.update(|connection| {
            let problem = wording::key_error(ApiKeyError::HasLineBreak);
            connection.key.reject(problem);
        });
    }
}

/// What is known of the key: the class of the status line and its messages.
fn status(check: &Check) -> (&'static str, Vec<Message>) {
    match check {
        Check::Unchecked => ("status", Vec::new()),
        Check::Pending => (
            "status quiet",
            vec!["Asking the API about this key…".into()],
        ),
        Check::Offline => (
            "status bad",
            vec!["You are offline. The key was not checked.".into()],
        ),
        Check::GivenUp => (
            "status bad",
            vec!["No answer yet. The key was not checked. Try again, or check the base address.".into()],
        ),
        Check::Done(KeyCheck::Redirect, _) => (
            "status bad",
            vec![
                "The address leads to another one, as before a sign-on page. Sign in again, or check the base address."
                    .into(),
            ],
        ),
        Check::Done(KeyCheck::Accepted(tenant), _) => accepted(tenant),
        Check::Done(KeyCheck::Refused(refusal), _) => {
            ("status bad", vec![wording::refusal(refusal)])
        }
        Check::Done(KeyCheck::Inconclusive(_), _) => (
            "status bad",
            vec!["An answer came that says nothing about the key. Check the base address.".into()],
        ),
        Check::Done(KeyCheck::NoResponse, _) => (
            "status bad",
            vec![
                "No answer. The API may be down, or it or this page may not allow the connection. An answer that this page \
                 may not read looks the same."
                    .into(),
            ],
        ),
    }
}

fn accepted(tenant: &Tenant) -> (&'static str, Vec<Message>) {
    let (class, scope) = match tenant.may_create() {
        Some(true) => ("status good", "The key works and may create subscriptions."),
        Some(false) => (
            "status bad",
            "The key works, but its scope * is missing: it may not create subscriptions.",
        ),
        None => (
            "status quiet",
            "The key works. The API does not say what it may do.",
        ),
    };
    let owner = tenant
        .email
        .as_ref()
        .map(|email| Message::new(" It belongs to {email}.").with("email", email));
    (
        class,
        [Some(scope.into()), owner].into_iter().flatten().collect(),
    )
}
