use contract::EndpointUrl;
use contract::wire::{CreateRequest, Subscription};

use super::browser;
use super::dom::{El, button, el, said};
use super::host::spawn;
use super::notice::row;
use crate::model::{say, visible};

/// All nine fields of a subscription, as the server stored them.
pub(super) fn view(subscription: &Subscription, sent: &CreateRequest) -> El {
    let state = match subscription.active {
        Some(true) => el("span").child(el("i").class("dot")).child(said("Active")),
        Some(false) => el("span").child(said("Paused")),
        None => missing(&say("not said")),
    };
    el("dl")
        .child(row(say("Endpoint"), endpoint(subscription.url.as_deref())))
        .child(row(
            say("Label"),
            text(subscription.label.as_deref(), "bdi"),
        ))
        .child(row(say("Events"), chips(subscription.events.as_deref())))
        .child(row(say("State"), state))
        .child(row(
            say("Created"),
            date(subscription.created_at.as_deref(), &say("not said")),
        ))
        .child(row(
            say("Last delivered"),
            date(
                subscription.last_delivered_at.as_deref(),
                &say("nothing yet"),
            ),
        ))
        .child(row(
            say("Secret rotated"),
            date(
                subscription.secret_last_rotated_at.as_deref(),
                &say("never"),
            ),
        ))
        .child(row(
            say("Subscription id"),
            id(subscription.subscription_id.as_deref()),
        ))
        .child(row(
            say("Developer id"),
            text(subscription.developer_id.as_deref(), "code"),
        ))
        .child(differences(subscription, sent))
}

fn text(value: Option<&str>, name: &'static str) -> El {
    value.map_or_else(
        || missing(&say("not said")),
        |value| el(name).attr("dir", "auto").child(visible(value)),
    )
}

/// The host is what people must check.
fn endpoint(url: Option<&str>) -> El {
    match url.and_then(|url| {
        EndpointUrl::parse(url)
            .ok()
            .filter(|parsed| parsed.as_str() == url)
    }) {
        None => text(url, "code"),
        Some(url) => {
            let (before, host, after) = url.parts();
            el("code")
                .child(before)
                .child(el("b").child(host))
                .child(after)
        }
    }
}

/// No call lists subscriptions: who loses the id cannot find the subscription.
fn id(id: Option<&str>) -> El {
    let status = el("span").class("hint").attr("role", "status");
    let button = id.map(str::to_owned).map(|id| {
        let status = status.clone();
        button(said("Copy id"), move || {
            let (id, status) = (id.clone(), status.clone());
            spawn(async move {
                let confirmed = browser::copy(&id).await;
                status.write(&if confirmed {
                    say("Copied.")
                } else {
                    say("The browser did not let this page copy. Select it and copy it by hand.")
                });
            });
        })
    });
    el("span")
        .child(text(id, "code"))
        .child(button.map(|button| button.class("link")))
        .child(status)
}

fn missing(words: &str) -> El {
    el("span").class("quiet").child(words)
}

fn chips(events: Option<&[String]>) -> El {
    let chip = |kind: &String| {
        el("code")
            .class("chip")
            .attr("dir", "auto")
            .child(visible(kind))
    };
    match events {
        None => missing(&say("not said")),
        Some(events) => el("span")
            .class("chips")
            .child(events.iter().map(chip).collect::<Vec<_>>()),
    }
}

/// A moment in the reader's own way of writing; text that is no date is shown as it came.
fn date(value: Option<&str>, absent: &str) -> El {
    let Some(value) = value else {
        return missing(absent);
    };
    match Some(value)
        .filter(|value| is_rfc_3339(value))
        .and_then(|value| browser::date_text(&value.into()))
    {
        Some(text) => el("time").attr("datetime", value).child(text),
        None => text(Some(value), "bdi"),
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

/// Where the server stored something else than was sent.
fn differences(stored: &Subscription, sent: &CreateRequest) -> Vec<El> {
    let pairs = [
        (
            say("You sent the URL"),
            stored.url.clone(),
            sent.url.as_str().to_owned(),
        ),
        (
            say("You sent the label"),
            stored.label.clone(),
            sent.label.as_str().to_owned(),
        ),
        (
            say("You sent the events"),
            stored.events.as_ref().map(|events| events.join(", ")),
            sent.events.to_wire().join(", "),
        ),
    ];
    let differing = pairs
        .into_iter()
        .filter(|(_, stored, sent)| stored.as_ref().is_some_and(|stored| stored != sent));
    let value = |sent: String| {
        el("span")
            .class("warning")
            .attr("dir", "auto")
            .child(visible(&sent))
    };
    differing
        .map(|(name, _, sent)| row(name, value(sent)))
        .collect()
}
