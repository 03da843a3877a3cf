use std::cell::RefCell;

use super::prelude::*;
use contract::SigningSecret;
use gloo_timers::callback::Timeout;

use super::dom::{El, button, el, follow, listen, said};
use super::field::GUARDS;
use super::host::{Happened, current, spawn};
use super::{Form, browser};
use crate::model::export::{Format, Saved};
use crate::model::{CreateForm, say};

/// How long a revealed secret stays revealed, in milliseconds. It is hidden then, never lost.
const REVEALED_FOR: u32 = 60_000;

/// The same for every secret: its length tells nothing.
const MASK: &str = "••••••••••••••••••••••••";

/// What became of the last copy.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotTried,
    Confirmed,
    /// Not allowed or not there: the person copies the selected text.
    ByHand,
}

/// The secret: to be copied, revealed, saved and acknowledged.
pub(super) fn view(form: Form) -> El {
    let revealed = RwSignal::new(false);
    let copied = RwSignal::new(Copied::NotTried);
    let output = el("output").attrs(&GUARDS).attrs(&[
        ("aria-label", &say("Signing secret")),
        ("aria-live", "off"),
        ("draggable", "false"),
    ]);
    // Before the text comes and is selected: WebKit selects nothing in what is hidden.
    let output = output.flag_from("hidden", move || !revealed.get());
    show_while(revealed, form, copied, &output);
    hide_by_itself(revealed, copied);
    let mask = el("span").attrs(&[
        ("class", "mask"),
        ("role", "img"),
        ("aria-label", &say("Signing secret, hidden")),
    ]);
    let reveal = button("", move || {
        if revealed.get_untracked() {
            hide(revealed, copied);
        } else {
            revealed.set(true);
        }
    })
    .text_from(move || {
        if revealed.get() {
            say("Hide secret")
        } else {
            say("Reveal secret")
        }
    });
    let acknowledge = move || {
        revealed.set(false);
        form.update(CreateForm::acknowledge);
        let subscription = form.with_untracked(|form| form.result()?.1.subscription.clone());
        if let Some(scope) = current() {
            scope
                .host()
                .tell(&Happened::SecretStored(subscription.as_ref()));
        }
    };
    el("section")
        .class("panel secret")
        .attr("aria-label", &say("Signing secret"))
        .child(mask.flag_from("hidden", move || revealed.get()).child(MASK))
        .child(output)
        .child(
            el("div")
                .class("acts")
                .child(
                    button(said("Copy secret"), move || copy(form, copied, revealed))
                        .class("primary"),
                )
                .child(reveal),
        )
        .child(copy_status(copied))
        .child(save_as(form))
        .child(verify())
        .child(
            el("div")
                .class("last")
                .child(
                    button(said("I have stored the signing secret"), acknowledge).class("confirm"),
                )
                .child(
                    el("p")
                        .class("hint")
                        .child(said("Then it leaves this page for good.")),
                ),
        )
}

/// The text node of the revealed secret is the only place outside the form's state where it stands.
fn show_while(revealed: RwSignal<bool>, form: Form, copied: RwSignal<Copied>, output: &El) {
    let output = output.element().clone();
    follow(Box::new(move || {
        let revealed = revealed.get();
        form.with_untracked(|form| {
            let secret = form.secret().filter(|_| revealed);
            output.set_text_content(secret.map(SigningSecret::expose));
        });
        if revealed && copied.get_untracked() == Copied::ByHand {
            browser::select(&output);
        }
    }));
}

/// Hides the secret, and says no longer that it is selected.
fn hide(revealed: RwSignal<bool>, copied: RwSignal<Copied>) {
    revealed.try_set(false);
    copied.try_update(|copied| {
        if *copied == Copied::ByHand {
            *copied = Copied::NotTried;
        }
    });
}

/// Hides the secret after a while, and whenever nobody looks at the page.
fn hide_by_itself(revealed: RwSignal<bool>, copied: RwSignal<Copied>) {
    let hide = move || hide(revealed, copied);
    let timer = RefCell::new(None);
    // Each change drops the timer of the one before.
    follow(Box::new(move || {
        let running = revealed.get().then(|| Timeout::new(REVEALED_FOR, hide));
        drop(timer.replace(running));
    }));
    for event in ["visibilitychange", "pagehide"] {
        listen(&window(), event, Box::new(move |_| hide()));
    }
}

fn copy(form: Form, copied: RwSignal<Copied>, revealed: RwSignal<bool>) {
    let Some(secret) = form.with_untracked(|form| form.secret().cloned()) else {
        return;
    };
    spawn(async move {
        let confirmed = browser::copy(secret.expose()).await;
        copied.try_set(if confirmed {
            Copied::Confirmed
        } else {
            Copied::ByHand
        });
        if !confirmed {
            revealed.try_set(true);
        }
    });
}

fn copy_status(copied: RwSignal<Copied>) -> El {
    let words = move || match copied.get() {
        Copied::NotTried => String::new(),
        Copied::Confirmed => say("Copied. Paste it where your receiver reads it."),
        Copied::ByHand => say(
            "The browser did not let this page copy. The secret is selected: press Ctrl+C, or Cmd+C on a Mac.",
        ),
    };
    let class = move || {
        Some(if copied.get() == Copied::ByHand {
            "status bad"
        } else {
            "status good"
        })
    };
    el("p")
        .attr("role", "status")
        .attr_from("class", class)
        .text_from(words)
}

fn save_as(form: Form) -> El {
    let saved = RwSignal::new(String::new());
    let save_button = |format: Format| button(format.name(), move || saved.set(save(form, format)));
    let hint = say(
        "With the id, label and URL of the subscription. Move it to a secret manager, and keep it out of version control.",
    );
    el("div")
        .attrs(&[
            ("class", "save"),
            ("role", "group"),
            ("aria-labelledby", "save-heading"),
        ])
        .child(
            el("h2")
                .attr("id", "save-heading")
                .child(said("Save it as a file")),
        )
        .child(el("p").class("hint").child(hint))
        .child(
            el("div")
                .class("acts")
                .child(Format::ALL.into_iter().map(save_button).collect::<Vec<_>>()),
        )
        .child(
            el("p")
                .class("status")
                .attr("role", "status")
                .text_from(move || saved.get()),
        )
}

/// Offers the file, and gives what is to be said of it.
fn save(form: Form, format: Format) -> String {
    let saved = form.with_untracked(|form| {
        let (attempt, answered) = form.result()?;
        let (request, stored) = (&attempt.sent.request, answered.subscription.as_ref());
        let label = stored
            .and_then(|stored| stored.label.as_deref())
            .unwrap_or(request.label.as_str());
        let saved = Saved {
            secret: form.secret()?,
            id: stored
                .and_then(|stored| stored.subscription_id.as_deref())
                .unwrap_or("unknown"),
            label,
            url: stored
                .and_then(|stored| stored.url.as_deref())
                .unwrap_or(request.url.as_str()),
        };
        browser::save(
            &format.render(&saved),
            format.media_type(),
            &format.file_name(&saved),
        )
    });
    match saved {
        Some(()) => say("Handed to the browser. Check that the file is where you expect it."),
        None => say("The browser did not take the file. Copy the secret instead."),
    }
}

fn verify() -> El {
    let words = el("p")
        .child(said("Each delivery carries "))
        .child(el("code").child("Enfinitos-Signature: t=<unix-seconds>,v1=<hex>"))
        .child(said(". Compute HMAC-SHA256 over "))
        .child(el("code").child("<unix-seconds>.<raw-body>"))
        .child(said(
            " with the secret as its key, compare in constant time, and refuse what is too old.",
        ));
    el("div")
        .class("verify")
        .child(el("h2").child(said("Verify deliveries with it")))
        .child(words)
}
