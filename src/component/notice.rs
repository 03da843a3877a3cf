use contract::answer::{Reason, Refusal, Unknown};
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::dom::{El, button, el, keep};
use super::{Form, browser, submit};
use crate::model::{self, CreateForm, FieldId, NotSent, Notice, Problem, Sent, visible};

/// How long to wait after a 429 that does not say how long, in seconds.
const SOFT_WAIT_SECONDS: u32 = 30;

/// What came of the last submit, when it is not a created subscription: one section, which takes the focus.
pub(super) fn view(form: Form) -> El {
    let news = move || form.with(|form| form.notice().is_some().then(|| form.news()));
    el("div").inside_from(news, move |place, _| {
        let Some(notice) = form.with_untracked(CreateForm::notice) else {
            return;
        };
        let section = el("section")
            .attrs(&[("tabindex", "-1"), ("aria-labelledby", "notice-heading")])
            .take_focus();
        place.add(match notice {
            Notice::Problems => problems(form, refused(section, "There is a problem")),
            Notice::NotSent(reason, sent) => {
                not_sent(form, refused(section, "Nothing was sent"), &reason, &sent)
            }
            Notice::NotCreated(refusal) => not_created(
                form,
                refused(section, "The subscription was not created"),
                &refusal,
            ),
            Notice::Unknown(cause, sent) => unknown(
                form,
                doubtful(
                    section,
                    "We do not know whether the subscription was created",
                ),
                &cause,
                &sent,
            ),
            Notice::GivenUp(sent) => given_up(doubtful(section, "You have stopped waiting"), &sent),
        });
    })
}

fn refused(section: El, heading: &str) -> El {
    headed(
        section
            .class("panel notice bad")
            .attr("data-outcome", "not-created"),
        heading,
    )
}

fn doubtful(section: El, heading: &str) -> El {
    headed(
        section
            .class("panel notice doubt")
            .attr("data-outcome", "unknown"),
        heading,
    )
}

fn headed(section: El, heading: &str) -> El {
    section.child(el("h2").attr("id", "notice-heading").child(heading))
}

/// The summary: each problem leads to its field.
fn problems(form: Form, section: El) -> El {
    section.child(el("ul").inside_from(
        move || form.with(CreateForm::problems),
        |list, problems| {
            for problem in problems {
                list.add(problem_item(problem));
            }
        },
    ))
}

fn problem_item(Problem { field, message }: &Problem) -> El {
    let message = visible(message);
    let Some(field) = *field else {
        return el("li").child(message);
    };
    let link = el("a")
        .attr("href", &["#", field.name()].concat())
        .child(message);
    el("li").child(link.on("click", move |event| lead_to(field, event)))
}

/// Moves the focus by hand: inside a shadow root an address with `#` would leave it where it is, and change the
/// page's own address.
fn lead_to(field: FieldId, event: &Event) {
    event.prevent_default();
    let link: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    if let Some(form) = link.and_then(|link| link.closest("form").ok().flatten()) {
        // A filter may hide every box of an event; the choice between them and all is always there.
        let control = match field {
            FieldId::Events => "[name=event-scope]:checked".to_owned(),
            _ => ["[name=", field.name(), "]"].concat(),
        };
        browser::focus(&form, &control);
    }
}

fn not_sent(form: Form, section: El, reason: &NotSent, sent: &Sent) -> El {
    let text = model::not_sent(reason, &sent.api_host, &browser::own_origin());
    section.child(el("p").child(text)).child(retry(form, 0))
}

fn not_created(form: Form, section: El, refusal: &Refusal) -> El {
    let wait = match refusal.reason {
        Reason::TooManyRequests(seconds) => seconds.unwrap_or(SOFT_WAIT_SECONDS),
        _ => 0,
    };
    section
        .child(el("p").child(model::refusal(refusal)))
        .child(hint("The API says: ", refusal.message.as_deref()))
        .child(hint("Code: ", refusal.code.as_deref()))
        .child(hint(
            "Request id, for its support: ",
            refusal.request_id.as_deref(),
        ))
        .child(retry(form, wait))
}

/// What the server said itself, as text and nothing else.
fn hint(name: &str, words: Option<&str>) -> Option<El> {
    let words = el("bdi").child(visible(words?));
    Some(el("p").class("hint").child(name).child(words))
}

/// A button that submits again, after so many seconds.
fn retry(form: Form, wait: u32) -> El {
    let left = RwSignal::new(wait);
    if wait > 0 {
        let tick = move || left.update(|left| *left = left.saturating_sub(1));
        keep(Box::new(Interval::new(1_000, tick)));
    }
    let countdown = move || match left.get() {
        0 => String::new(),
        seconds => ["You can try again in ", &seconds.to_string(), " s."].concat(),
    };
    el("div")
        .class("acts")
        .child(
            button("Retry", move || submit::create(form))
                .flag_from("disabled", move || left.get() > 0),
        )
        .child(el("p").class("count").text_from(countdown))
}

fn unknown(form: Form, section: El, cause: &Unknown, sent: &Sent) -> El {
    const REST: &str = " A subscription may exist. Its secret cannot be fetched again, and creating again may make a second one.";
    let excerpt = match cause {
        Unknown::NotFromApi { excerpt, .. } if !excerpt.is_empty() => Some(excerpt.as_str()),
        _ => None,
    };
    let again = button("Create again", move || submit::create(form));
    section
        .child(el("p").child(visible(&model::unknown(cause))).child(REST))
        .child(hint("The answer begins: ", excerpt))
        .child(traces(sent))
        .child(el("div").class("acts").child(again))
}

fn given_up(section: El, sent: &Sent) -> El {
    const TEXT: &str = "We do not know yet whether the subscription was created. The request goes on: if its answer \
                        comes while this page is open, the secret is shown here.";
    section.child(el("p").child(TEXT)).child(traces(sent))
}

/// What to look for: a subscription that may exist, or whose secret did not come.
pub(super) fn traces(sent: &Sent) -> El {
    let at = browser::date_text(&sent.at.into()).unwrap_or_default();
    let at = el("time")
        .attr("datetime", &browser::iso(sent.at))
        .child(at);
    el("dl")
        .class("traces")
        .child(row("API", el("code").child(visible(&sent.api_host))))
        .child(row(
            "Endpoint",
            el("code").child(visible(sent.request.url.host())),
        ))
        .child(row(
            "Label",
            el("bdi").child(visible(sent.request.label.as_str())),
        ))
        .child(row("Sent", at))
}

/// A term and its value.
pub(super) fn row(name: &str, value: El) -> El {
    el("div")
        .child(el("dt").child(name))
        .child(el("dd").child(value))
}
