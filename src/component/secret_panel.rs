use std::cell::{Cell, RefCell};
use std::rc::Rc;

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

/// What is said of the last copy.
#[derive(Clone)]
struct Copied {
    status: El,
    /// Whether the person is to copy the selected text: the browser does not, or has no clipboard.
    by_hand: Rc<Cell<bool>>,
}

impl Copied {
    fn not_tried() -> Self {
        Self {
            status: el("p").attr("role", "status"),
            by_hand: Rc::default(),
        }
    }

    fn is_confirmed(&self, confirmed: bool) {
        self.by_hand.set(!confirmed);
        let (class, words) = if confirmed {
            (
                "status good",
                say("Copied. Paste it where your receiver reads it."),
            )
        } else {
            let words = say(
                "The browser did not let this page copy. The secret is selected: press Ctrl+C, or Cmd+C on a Mac.",
            );
            ("status bad", words)
        };
        self.status.write_attr("class", Some(class));
        self.status.write(&words);
    }

    /// Nothing is selected any more.
    fn is_hidden(&self) {
        if self.by_hand.take() {
            self.status.write("");
        }
    }
}

/// The secret: to be copied, revealed, saved and acknowledged.
pub(super) fn view(form: Form) -> El {
    let revealed = RwSignal::new(false);
    let copied = Copied::not_tried();
    let output = el("output").attrs(&GUARDS).attrs(&[
        ("aria-label", &say("Signing secret")),
        ("aria-live", "off"),
        ("draggable", "false"),
    ]);
    // Before the text comes and is selected: WebKit selects nothing in what is hidden.
    let output = output.flag_from("hidden", move || !revealed.get());
    show_while(revealed, form, &copied, &output);
    hide_by_itself(revealed, &copied);
    let mask = el("span").attrs(&[
        ("class", "mask"),
        ("role", "img"),
        ("aria-label", &say("Signing secret, hidden")),
    ]);
    let reveal = {
        let copied = copied.clone();
        button("", move || {
            if revealed.get_untracked() {
                hide(revealed, &copied);
            } else {
                revealed.set(true);
            }
        })
    }
    .text_from(move || {
        if revealed.get() {
            say("Hide secret")
        } else {
            say("Reveal secret")
        }
    });
    let copy_button = {
        let copied = copied.clone();
        button(said("Copy secret"), move || copy(form, &copied, revealed))
    };
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
                .child(copy_button.class("primary"))
                .child(reveal),
        )
        .child(copied.status)
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
fn show_while(revealed: RwSignal<bool>, form: Form, copied: &Copied, output: &El) {
    let (output, by_hand) = (output.element().clone(), copied.by_hand.clone());
    follow(Box::new(move || {
        let revealed = revealed.get();
        form.with_untracked(|form| {
            let secret = form.secret().filter(|_| revealed);
            output.set_text_content(secret.map(SigningSecret::expose));
        });
        if revealed && by_hand.get() {
            browser::select(&output);
        }
    }));
}

/// Hides the secret, and says no longer that it is selected.
fn hide(revealed: RwSignal<bool>, copied: &Copied) {
    revealed.try_set(false);
    copied.is_hidden();
}

/// Hides the secret after a while, and whenever nobody looks at the page.
fn hide_by_itself(revealed: RwSignal<bool>, copied: &Copied) {
    for event in ["visibilitychange", "pagehide"] {
        let copied = copied.clone();
        listen(&window(), event, Box::new(move |_| hide(revealed, &copied)));
    }
    let (timer, copied) = (RefCell::new(None), copied.clone());
    // Each change drops the timer of the one before.
    follow(Box::new(move || {
        let copied = copied.clone();
        let running = revealed
            .get()
            .then(|| Timeout::new(REVEALED_FOR, move || hide(revealed, &copied)));
        drop(timer.replace(running));
    }));
}

fn copy(form: Form, copied: &Copied, revealed: RwSignal<bool>) {
    let Some(secret) = form.with_untracked(|form| form.secret().cloned()) else {
        return;
    };
    let copied = copied.clone();
    spawn(async move {
        let confirmed = browser::copy(secret.expose()).await;
        copied.is_confirmed(confirmed);
        if !confirmed {
            revealed.try_set(true);
        }
    });
}

fn save_as(form: Form) -> El {
    let saved = el("p").class("status").attr("role", "status");
    let save_button = |format: Format| {
        let saved = saved.clone();
        button(format.name(), move || saved.write(&save(form, format)))
    };
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
        .child(saved)
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
