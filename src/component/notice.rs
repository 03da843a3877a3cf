use std::cell::Cell;
use std::mem::discriminant;

use super::prelude::*;
use contract::response::{Reason, Refusal, Unknown};
use web_sys::Event;

use super::dom::{El, el, every_second};
use super::{Form, browser, submit};
use crate::model::{
    self, CreateForm, FieldId, NotSent, Notice, Problem, Sent, say, say_with, visible,
};

/// How long to wait after a 429 that does not say how long, in seconds.
const SOFT_WAIT_SECONDS: u32 = 30;

/// What came of the last submit, when it is not a created subscription: one section, which takes the focus when it has
/// something new to tell.
pub(super) fn view(form: Form) -> El {
    let told = Cell::new(0);
    // A wait that was given up may end in any kind of notice.
    let now = move || {
        form.with(|form| {
            form.notice()
                .map(|notice| (form.news(), discriminant(&notice)))
        })
    };
    el("div").inside_from(now, move |place, _| {
        let (notice, news) = form.with_untracked(|form| (form.notice(), form.news()));
        let Some(notice) = notice else { return };
        let section =
            el("section").attrs(&[("tabindex", "-1"), ("aria-labelledby", "notice-heading")]);
        let is_new = told.replace(news) != news;
        let section = if is_new {
            section.take_focus()
        } else {
            section
        };
        place.add(match notice {
            Notice::Problems => problems(form, refused(section, &say("There is a problem"))),
            Notice::NotSent(reason, sent) => not_sent(
                form,
                refused(section, &say("Nothing was sent")),
                &reason,
                &sent,
            ),
            Notice::NotCreated(refusal) => {
                let section = refused(section, &say("The subscription was not created"));
                not_created(form, section, &refusal)
            }
            Notice::Unknown(cause, sent) => {
                let heading = say("We do not know whether the subscription was created");
                unknown(form, doubtful(section, &heading), &cause, &sent)
            }
            Notice::GivenUp(sent) => {
                given_up(doubtful(section, &say("You have stopped waiting")), &sent)
            }
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
    let heading = el("h2").attr("id", "notice-heading").child(heading);
    section.child(heading)
}

/// The summary: each problem leads to its field.
fn problems(form: Form, section: El) -> El {
    let refusal = form.with_untracked(|form| form.refusal().cloned());
    let list = el("ul").inside_from(
        move || form.with(CreateForm::problems),
        |list, problems| {
            for problem in problems {
                list.add(problem_item(problem));
            }
        },
    );
    section
        .child(list)
        .child(refusal.as_ref().map(servers_words))
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
    browser::focus_beside(event, field.control());
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
        .child(servers_words(refusal))
        .child(retry(form, wait))
}

/// What the server said itself, as text and nothing else.
fn servers_words(refusal: &Refusal) -> Vec<El> {
    let words = [
        (say("The API says: "), &refusal.message),
        (say("Code: "), &refusal.code),
        (say("Request id, for its support: "), &refusal.request_id),
    ];
    let said = words
        .into_iter()
        .filter_map(|(name, words)| hint(&name, words.as_deref()));
    said.collect()
}

fn hint(name: &str, words: Option<&str>) -> Option<El> {
    let words = el("bdi").child(visible(words?));
    Some(el("p").class("hint").child(name).child(words))
}

/// A button that submits again, after so many seconds.
fn retry(form: Form, wait: u32) -> El {
    let button = send_button(&say("Retry"), form);
    let countdown = el("p").class("count");
    let over = el("p").class("count").attr("role", "status");
    let acts = el("div")
        .class("acts")
        .child(button.clone())
        .child(countdown.clone())
        .child(over.clone());
    if wait > 0 {
        let until = browser::now() + f64::from(wait) * 1_000.0;
        // By the clock and not by the tick: a page that nobody looks at ticks slowly.
        every_second(Box::new(move || {
            let left = browser::seconds_until(until);
            button.write_flag("disabled", left > 0);
            let seconds = [("seconds", left.to_string())];
            let (waits, waited) = match left {
                0 => (String::new(), say("You can try again now.")),
                _ => (
                    say_with("You can try again in {seconds} s.", &seconds),
                    String::new(),
                ),
            };
            countdown.write(&waits);
            over.write(&waited);
        }));
    }
    acts
}

/// A button that does what the page's own does. It may go when it is pressed, so the focus goes on to that one.
fn send_button(name: &str, form: Form) -> El {
    el("button")
        .attr("type", "button")
        .child(name)
        .on("click", move |event| {
            browser::focus_beside(event, "button.primary");
            submit::create(form);
        })
}

fn unknown(form: Form, section: El, cause: &Unknown, sent: &Sent) -> El {
    let (rest, again) = if let Some(safe) = safe_again(sent) {
        (safe, say("Try again"))
    } else {
        let rest = say(
            " A subscription may exist. Its secret cannot be fetched again, and creating again may make a second one.",
        );
        (rest, say("Create again"))
    };
    let excerpt = match cause {
        Unknown::NotFromApi { excerpt, .. } if !excerpt.is_empty() => Some(excerpt.as_str()),
        _ => None,
    };
    section
        .child(el("p").child(visible(&model::unknown(cause))).child(rest))
        .child(hint(&say("The answer begins: "), excerpt))
        .child(traces(sent))
        .child(el("div").class("acts").child(send_button(&again, form)))
}

/// What an idempotency key is for, in plain words.
fn safe_again(sent: &Sent) -> Option<String> {
    sent.is_safe_to_repeat().then(|| {
        say(" Trying again with the same values is safe: the API makes no second subscription.")
    })
}

fn given_up(section: El, sent: &Sent) -> El {
    let text = say(
        "We do not know yet whether the subscription was created. The request goes on: if its answer comes while this \
         page is open, the secret is shown here.",
    );
    let text = el("p").child(text).child(safe_again(sent));
    section.child(text).child(traces(sent))
}

/// What to look for: a subscription that may exist, or whose secret did not come.
pub(super) fn traces(sent: &Sent) -> El {
    let at = browser::date_text(&sent.at.into()).unwrap_or_default();
    let at = el("time")
        .attr("datetime", &browser::iso(sent.at))
        .child(at);
    el("dl")
        .class("traces")
        .child(row(say("API"), el("code").child(visible(&sent.api_host))))
        .child(row(
            say("Endpoint"),
            el("code").child(visible(sent.request.url.host())),
        ))
        .child(row(
            say("Label"),
            el("bdi").child(visible(sent.request.label.as_str())),
        ))
        .child(row(say("Sent"), at))
}

/// A term and its value.
pub(super) fn row(name: String, value: El) -> El {
    el("div")
        .child(el("dt").child(name))
        .child(el("dd").child(value))
}
