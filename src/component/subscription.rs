use contract::EndpointUrl;
use contract::wire::{CreateRequest, Difference, Subscription};
use leptos::html;
use leptos::prelude::*;

use super::browser;
use super::button::Button;
use super::clipboard::{Copied, copied, copy};
use super::i18n::t;
use super::notice::Row;
use super::scoped::spawn;
use super::url_input::Address;
use crate::model::escape_invisible;

/// All nine fields of a subscription, as the server stored them, and what was sent where that differs.
#[component]
pub(super) fn SubscriptionDetails(
    /// As the server stored it.
    subscription: Subscription,
    /// As it was sent.
    sent: CreateRequest,
) -> impl IntoView {
    let differences = differences(&subscription, &sent);
    view! {
        <dl>
            <Row name=t("Endpoint") value=endpoint(subscription.url) />
            <Row name=t("Label") value=text(subscription.label) />
            <Row name=t("Events") value=events(subscription.events) />
            <Row name=t("State") value=state(subscription.active) />
            <Row name=t("Created") value=date(subscription.created_at, t("not said")) />
            <Row name=t("Last delivered") value=date(subscription.last_delivered_at, t("nothing yet")) />
            <Row name=t("Secret rotated") value=date(subscription.secret_last_rotated_at, t("never")) />
            <Row name=t("Subscription id") value=view! { <CopyableId id=subscription.subscription_id /> }.into_any() />
            <Row name=t("Developer id") value=code(subscription.developer_id) />
            {differences}
        </dl>
    }
}

fn missing(text: String) -> AnyView {
    view! { <span class="quiet">{text}</span> }.into_any()
}

fn text(value: Option<String>) -> AnyView {
    match value {
        Some(value) => {
            view! { <bdi dir="auto" translate="no">{escape_invisible(&value)}</bdi> }.into_any()
        }
        None => missing(t("not said")),
    }
}

fn code(value: Option<String>) -> AnyView {
    match value {
        Some(value) => {
            view! { <code dir="auto" translate="no">{escape_invisible(&value)}</code> }.into_any()
        }
        None => missing(t("not said")),
    }
}

fn endpoint(value: Option<String>) -> AnyView {
    let parsed = value
        .as_deref()
        .and_then(|text| EndpointUrl::parse(text).ok());
    match parsed.filter(|url| Some(url.as_str()) == value.as_deref()) {
        Some(url) => view! { <Address url=url /> }.into_any(),
        None => code(value),
    }
}

fn state(active: Option<bool>) -> AnyView {
    match active {
        // A static element in a view would be made with `innerHTML`.
        Some(true) => view! { <span>{html::i().class("dot")} {t("Active")}</span> }.into_any(),
        Some(false) => view! { <span>{t("Paused")}</span> }.into_any(),
        None => missing(t("not said")),
    }
}

fn events(events: Option<Vec<String>>) -> AnyView {
    let chip = |kind: String| {
        view! { <code class="chip" dir="auto" translate="no">{escape_invisible(&kind)}</code> }
            .into_any()
    };
    match events {
        Some(events) => {
            let chips = events.into_iter().map(chip).collect::<Vec<_>>();
            view! { <span class="chips">{chips}</span> }.into_any()
        }
        None => missing(t("not said")),
    }
}

/// The id of a subscription. No call lists subscriptions: who loses the id cannot find the subscription.
#[component]
fn CopyableId(id: Option<String>) -> impl IntoView {
    let copied = copied();
    let status = Signal::derive(move || match copied.get() {
        Copied::NotTried | Copied::Pending => String::new(),
        Copied::Confirmed => t("Copied."),
        Copied::Unconfirmed => {
            t("The browser has not confirmed the copy. Select it and copy it by hand.")
        }
        Copied::Refused => {
            t("The browser did not let this page copy. Select it and copy it by hand.")
        }
    });
    let button = id.clone().map(|id| {
        let copy_id = move |_| {
            let id = id.clone();
            copied.set(Copied::Pending);
            spawn(async move {
                copied.try_set(copy(&id).await);
            });
        };
        view! { <Button class="link" on_press=copy_id name=t("Copy id") /> }.into_any()
    });
    view! { <span>{code(id)} {button} <span class="hint" role="status">{status}</span></span> }
}

/// A date in the reader's own notation; a text that is none is shown as it came.
fn date(value: Option<String>, absent: String) -> AnyView {
    let Some(value) = value else {
        return missing(absent);
    };
    let date = Some(&value)
        .filter(|value| is_rfc_3339(value))
        .and_then(|value| browser::date_text(&value.into()));
    match date {
        Some(date) => view! { <time datetime=value>{date}</time> }.into_any(),
        None => text(Some(value)),
    }
}

/// Whether a text has the shape of `2026-07-05T09:00:00Z`.
fn is_rfc_3339(text: &str) -> bool {
    const SHAPE: &[u8] = b"dddd-dd-ddTdd:dd:dd";
    let fits = |(byte, shape): (u8, &u8)| match shape {
        b'd' => byte.is_ascii_digit(),
        _ => byte == *shape,
    };
    text.len() > SHAPE.len() && text.is_ascii() && text.bytes().zip(SHAPE).all(fits)
}

/// What was sent, where the server stored something else.
fn differences(stored: &Subscription, sent: &CreateRequest) -> Vec<AnyView> {
    let row = |difference: Difference| {
        let (name, sent) = match difference {
            Difference::Url { sent, .. } => (t("You sent the URL"), sent),
            Difference::Label { sent, .. } => (t("You sent the label"), sent),
            Difference::Events { sent, .. } => (t("You sent the events"), sent.join(", ")),
            // Its row is "State".
            Difference::Paused => return None,
        };
        let value = view! { <span class="warning" dir="auto" translate="no">{escape_invisible(&sent)}</span> };
        Some(view! { <Row name=name value=value.into_any() /> }.into_any())
    };
    let differences = stored.differences(sent).into_iter();
    differences.filter_map(row).collect()
}
