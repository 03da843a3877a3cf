use std::time::Duration;

use contract::{Advice, EndpointUrl, Level};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::browser::own_address;
use super::button::Button;
use super::dynamic::dynamic;
use super::focus::focus_near;
use super::i18n::t;
use super::scoped::after;
use super::text_input::{InputKind, TextInput};
use crate::model::{Connection, FieldId, UrlField, escape_invisible, wording};

/// The endpoint's address. Problems block the form, advice does not.
#[component]
pub(super) fn UrlInput(
    url: RwSignal<UrlField>,
    /// The API, whose address is no endpoint.
    connection: RwSignal<Connection>,
) -> impl IntoView {
    let text = Signal::derive(move || url.with(|url| url.text().to_owned()));
    let problem = Signal::derive(move || url.with(UrlField::problem).map(t).unwrap_or_default());
    // The browser inserts what is pasted after this event.
    let trim = move |_| after(Duration::ZERO, move || _ = url.try_update(UrlField::trim));
    view! {
        <TextInput
            id=FieldId::Url
            label=t("Endpoint URL")
            hint=t("A public https address that answers with a 2xx within 10 seconds.")
            kind=InputKind::Url
            text=text
            problem=problem
            on_change=Callback::new(move |text| url.maybe_update(|url| url.set(text)))
            on_leave=Callback::new(move |()| _ = url.try_update(UrlField::blur))
            on_paste=Callback::new(trim)
        >
            <CorrectionOffer url=url />
            <SentAs url=url />
            <UrlAdvice url=url connection=connection />
        </TextInput>
    }
}

/// Offers the address that the text was probably meant to be, and names the invisible characters that it is without.
#[component]
fn CorrectionOffer(url: RwSignal<UrlField>) -> impl IntoView {
    let offer = move || url.with(UrlField::shown_offer);
    let text = Signal::derive(move || {
        offer()
            .map(|offer| escape_invisible(&offer))
            .unwrap_or_default()
    });
    let is_hidden = Signal::derive(move || offer().is_none());
    let names = Signal::derive(move || {
        url.with(UrlField::invisible_characters)
            .map(t)
            .unwrap_or_default()
    });
    let accept = move |event: MouseEvent| {
        focus_near(&event, ".field", "input");
        url.update(UrlField::use_offer);
    };
    // Hidden and not left out, for it may come with a key press, which then writes little.
    view! {
        <div>
            <p class="hint" hidden=is_hidden>
                {names}
                {t("Did you mean ")}
                <code translate="no">{text}</code>
                {t("? ")}
                <Button class="link" on_press=accept name=t("Use this") />
            </p>
        </div>
    }
}

/// The address as it is sent, where that is not what was typed.
#[component]
fn SentAs(url: RwSignal<UrlField>) -> impl IntoView {
    let line = dynamic(move || {
        let (url, scheme_was_added) =
            url.with(|url| Some((url.sent_as()?.clone(), url.scheme_was_added())))?;
        let intro = if scheme_was_added {
            t("https:// was added. Sent as ")
        } else {
            t("Sent as ")
        };
        Some(view! { <p class="sent">{intro} <Address url=url /></p> }.into_any())
    });
    view! { <div aria-live="polite">{line}</div> }
}

/// An address with its host in bold: the host is what people must check.
#[component]
pub(super) fn Address(url: EndpointUrl) -> impl IntoView {
    let (before, host, after) = url.parts();
    let [before, host, after] = [before, host, after].map(str::to_owned);
    view! { <code translate="no">{before} <b>{host}</b> {after}</code> }
}

/// The advice about a valid address.
#[component]
fn UrlAdvice(url: RwSignal<UrlField>, connection: RwSignal<Connection>) -> impl IntoView {
    // A key press in the base address writes and announces nothing unless the advice changes.
    let advice = Memo::new(move |_| {
        let base = connection.with(|connection| connection.base.text().to_owned());
        url.with(|url| url.advice_in(&own_address(), &base))
    });
    let lines = dynamic(move || {
        let lines = advice.with(|advice| advice.iter().map(advice_line).collect::<Vec<_>>());
        Some(lines.into_any())
    });
    view! { <div aria-live="polite">{lines}</div> }
}

fn advice_line(advice: &Advice) -> AnyView {
    let (class, level) = match advice.level() {
        Level::Warning => ("warning", t("Warning: ")),
        Level::Note => ("note", t("Note: ")),
    };
    view! { <p class=class><b>{level}</b> {t(wording::advice(advice))}</p> }.into_any()
}
