use contract::{Advice, EndpointUrl, Level};
use leptos::prelude::*;

use super::browser::own_address;
use super::dynamic::dynamic;
use super::i18n::t;
use super::offer::Offer;
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
    let text = Signal::derive(move || {
        let offer = url.with(UrlField::shown_offer);
        offer
            .map(|offer| escape_invisible(&offer))
            .unwrap_or_default()
    });
    let names = Signal::derive(move || {
        let names = url.with(UrlField::invisible_characters);
        names.map(t).unwrap_or_default()
    });
    let accept = Callback::new(move |()| url.update(UrlField::use_offer));
    view! { <div><Offer reason=names text=text on_accept=accept /></div> }
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
    let lines = dynamic(move || {
        // The advice is about the address: another base does not write it anew.
        let base = connection.with_untracked(|connection| connection.base.text().to_owned());
        let advice = url.with(|url| url.advice_in(&own_address(), &base));
        Some(
            advice
                .iter()
                .map(advice_line)
                .collect::<Vec<_>>()
                .into_any(),
        )
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
