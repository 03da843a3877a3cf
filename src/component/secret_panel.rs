use std::time::Duration;

use contract::SigningSecret;
use leptos::html;
use leptos::prelude::*;

use super::browser::{self, ObjectUrl};
use super::button::Button;
use super::clipboard::{Copied, copied, copy};
use super::dynamic::effect;
use super::guard::{guard, not_printed};
use super::host::{FormEvent, use_host};
use super::i18n::t;
use super::id::unique;
use super::scoped::{after, listen_to_window, spawn};
use crate::model::Progress;
use crate::model::export::{Export, Format};

/// How long a revealed secret stays revealed. It is masked then, never lost.
const REVEALED_FOR: Duration = Duration::from_mins(1);

/// The same for every secret, so that its length reveals nothing.
const MASK: &str = "••••••••••••••••••••••••";

/// The secret: to be copied, revealed, saved and acknowledged.
#[component]
pub(super) fn SecretPanel(progress: RwSignal<Progress>) -> impl IntoView {
    let is_revealed = RwSignal::new(false);
    let copied = copied();
    let mask = move || {
        is_revealed.try_set(false);
        // Nothing is selected any more, and a copy that fails from now on reveals nothing.
        let confirmed = copied.try_get_untracked() == Some(Copied::Confirmed);
        if !confirmed {
            copied.try_set(Copied::NotTried);
        }
    };
    // The page may be hidden or left.
    for event in ["visibilitychange", "pagehide"] {
        listen_to_window(event, move |_| mask());
    }
    // Starts a timer of the browser; the next run drops the one before.
    effect(move || {
        if is_revealed.get() {
            after(REVEALED_FOR, mask);
        }
    });
    let is_shown = Signal::derive(move || is_revealed.get());
    let toggle = move |_| {
        if is_revealed.get_untracked() {
            mask();
        } else {
            is_revealed.set(true);
        }
    };
    let copy_secret = move |_| {
        let Some(secret) = progress.with_untracked(|progress| progress.secret().cloned()) else {
            return;
        };
        copied.set(Copied::Pending);
        spawn(async move {
            let outcome = copy(secret.expose()).await;
            let is_given_up = copied.try_get_untracked() == Some(Copied::NotTried);
            if !(is_given_up && outcome.failed()) {
                copied.try_set(outcome);
            }
        });
    };
    // It is revealed and selected, for the person to copy it.
    effect(move || {
        if copied.get().failed() {
            is_revealed.set(true);
        }
    });
    let acknowledge = move |_| {
        is_revealed.set(false);
        progress.update(Progress::acknowledge);
        let result = progress.with_untracked(|progress| {
            let (_, created) = progress.attempts().result()?;
            Some(created.subscription.clone())
        });
        if let Some(subscription) = result {
            use_host().emit(&FormEvent::SecretStored(subscription.as_ref()));
        }
    };
    let status_class = Signal::derive(move || match copied.get() {
        Copied::NotTried | Copied::Pending => String::new(),
        Copied::Confirmed => "status good".to_owned(),
        Copied::Refused | Copied::Unconfirmed => "status bad".to_owned(),
    });
    let status = Signal::derive(move || match copied.get() {
        Copied::NotTried | Copied::Pending => String::new(),
        Copied::Confirmed => t("Copied. Paste it where your receiver reads it."),
        Copied::Unconfirmed => t(
            "The browser has not confirmed the copy. The secret is selected: press Ctrl+C, or Cmd+C on a Mac.",
        ),
        Copied::Refused => t(
            "The browser did not let this page copy. The secret is selected: press Ctrl+C, or Cmd+C on a Mac.",
        ),
    });
    let toggle_name = Signal::derive(move || {
        if is_revealed.get() {
            t("Hide secret")
        } else {
            t("Reveal secret")
        }
    });
    view! {
        <section class="panel secret" part="panel" aria-label=t("Signing secret")>
            <span class="mask" role="img" aria-label=t("Signing secret, hidden") hidden=is_shown>
                {MASK}
            </span>
            <SecretText progress=progress is_revealed=is_revealed copied=copied />
            <p class="on-paper">{not_printed()}</p>
            <div class="acts">
                <Button class="primary" on_press=copy_secret name=t("Copy secret") />
                <Button on_press=toggle name=toggle_name />
            </div>
            <p role="status" class=status_class>{status}</p>
            <SaveAs progress=progress />
            <HowToVerify />
            <div class="last">
                <Button class="confirm" on_press=acknowledge name=t("I have stored the signing secret") />
                <p class="hint">{t("Then it leaves this page for good.")}</p>
            </div>
        </section>
    }
}

/// The revealed secret. Its text node is the only place outside the form's state where the secret is.
#[component]
fn SecretText(
    progress: RwSignal<Progress>,
    /// Whether it is revealed.
    is_revealed: RwSignal<bool>,
    /// What came of the last copy. After one that failed, the secret is selected as soon as it is revealed.
    copied: RwSignal<Copied>,
) -> impl IntoView {
    let output = NodeRef::<html::Output>::new();
    // A view would remember the text after it is masked: this writes the element itself.
    effect(move || {
        let Some(output) = output.get() else { return };
        let is_revealed = is_revealed.get();
        let is_selected = copied.get().failed();
        // Before the text is selected: WebKit selects nothing in a hidden element.
        drop(output.toggle_attribute_with_force("hidden", !is_revealed));
        progress.with_untracked(|progress| {
            let secret = progress.secret().filter(|_| is_revealed);
            output.set_text_content(secret.map(SigningSecret::expose));
        });
        if is_revealed && is_selected {
            browser::select(&output);
        }
    });
    view! {
        <output
            node_ref=output
            use:guard=true
            hidden
            aria-label=t("Signing secret")
            aria-live="off"
        />
    }
}

#[component]
fn SaveAs(progress: RwSignal<Progress>) -> impl IntoView {
    // Whether the browser took the file; none while that was not tried.
    let saved = RwSignal::new(None);
    // They live as long as this view: a browser may ask the person first, or be slow to read them.
    let files = StoredValue::new(Vec::new());
    listen_to_window("pagehide", move |_| files.set_value(Vec::new()));
    let status = Signal::derive(move || match saved.get() {
        None => String::new(),
        Some(true) => t("Handed to the browser. Check that the file is where you expect it."),
        Some(false) => t("The browser did not take the file. Copy the secret instead."),
    });
    let buttons = Format::ALL.map(|format| {
        let save = move |_| {
            let file = save(progress, format);
            saved.set(Some(file.is_some()));
            files.update_value(|files| files.extend(file));
        };
        view! { <Button on_press=save name=format.name() /> }.into_any()
    });
    view! {
        <div class="save" role="group" aria-labelledby=unique("save-heading")>
            <h2 part="heading" id=unique("save-heading")>{t("Save it as a file")}</h2>
            <p class="hint">
                {t(
                    "With the id, label and URL of the subscription. Move it to a secret manager, and keep it out of version \
                     control.",
                )}
            </p>
            <div class="acts">{Vec::from(buttons)}</div>
            <p class="status" role="status">{status}</p>
        </div>
    }
}

/// Offers the file. None when the browser does not take it.
fn save(progress: RwSignal<Progress>, format: Format) -> Option<ObjectUrl> {
    progress.with_untracked(|progress| {
        let (attempt, created) = progress.attempts().result()?;
        let (request, stored) = (&attempt.sent.request, created.subscription.as_ref());
        let label = stored.and_then(|stored| stored.label.as_deref());
        let url = stored.and_then(|stored| stored.url.as_deref());
        let id = stored.and_then(|stored| stored.subscription_id.as_deref());
        let export = Export {
            secret: progress.secret()?,
            id: id.unwrap_or("unknown"),
            label: label.unwrap_or(request.label.as_str()),
            url: url.unwrap_or(request.url.as_str()),
        };
        browser::save(
            &format.render(&export),
            format.media_type(),
            &format.file_name(&export),
        )
    })
}

#[component]
fn HowToVerify() -> impl IntoView {
    // Texts in braces: a static element in a view would be made with `innerHTML`.
    view! {
        <div class="verify">
            <h2 part="heading">{t("Verify deliveries with it")}</h2>
            <p>
                {t("Each delivery carries ")}
                <code translate="no">{"Enfinitos-Signature: t=<unix-seconds>,v1=<hex>"}</code>
                {t(". Compute HMAC-SHA256 over ")}
                <code translate="no">{"<unix-seconds>.<raw-body>"}</code>
                {t(" with the secret as its key, compare in constant time, and refuse what is too old.")}
            </p>
        </div>
    }
}
