use super::prelude::*;

use super::dom::{El, button, el, every_second, follow, said};
use super::{Form, browser, submit};
use crate::model::{self, CreateForm, PATIENCE_SECONDS, say, say_with, visible};

/// What will happen, the button that makes it happen, and how far it got.
pub(super) fn view(form: Form) -> El {
    let busy = move || form.with(CreateForm::is_sending).then_some("true");
    let submit = el("button")
        .class("primary")
        .attr("type", "submit")
        .attr_from("aria-disabled", busy)
        .attr_from("aria-busy", busy)
        .child(said("Create subscription"));
    let question = question(form, submit.clone());
    let hint = say("The signing secret is shown on the next page, once. Have a place to store it.");
    let panel = el("section")
        .class("panel")
        .attr("aria-labelledby", "outlook-heading")
        .child(
            el("h2")
                .attr("id", "outlook-heading")
                .child(said("What will happen")),
        )
        .child(sentence(form))
        .child(submit)
        .child(progress(form))
        .child(question)
        .child(late(form))
        .child(el("p").class("hint").child(hint));
    el("aside").class("side").child(panel)
}

fn sentence(form: Form) -> El {
    let parts = move || {
        form.with(|form| {
            (
                form.picker.occasion(),
                form.endpoint().map(|endpoint| endpoint.host().to_owned()),
            )
        })
    };
    el("p")
        .class("plain")
        .inside_from(parts, |place, (occasion, host)| match occasion {
            None => place.add(said(
                "Choose what to be told of, and this line says what will be subscribed to.",
            )),
            Some(occasion) => {
                place.add(el("b").child(occasion.as_str()));
                place.add(", ");
                let host = host.clone().unwrap_or_else(|| say("your endpoint"));
                place.add(el("b").child(host));
                place.add(said(" gets a signed POST."));
            }
        })
}

/// The wait, as long as it lasts. Only the change to "still waiting" is announced, not every second; the line is there
/// before, so that readers know it.
fn progress(form: Form) -> El {
    let words = el("span").attr("role", "status");
    let elapsed = el("span");
    let line = el("p")
        .class("wait")
        .child(words.clone())
        .child(elapsed.clone());
    let hint = say(
        "This frees the form and does not cancel the request: if its answer still comes, its secret is shown.",
    );
    let stop = el("div")
        .child(button(said("Stop waiting"), move || {
            form.update(CreateForm::stop_waiting);
            submit::tell_stopped(form);
        }))
        .child(el("p").class("hint").child(hint));
    let progress = el("div").class("progress").child(line).child(stop.clone());
    let tell = move |waiting: Option<u32>| {
        let slow = waiting.filter(|seconds| *seconds >= PATIENCE_SECONDS);
        stop.write_flag("hidden", slow.is_none());
        let (waits, long) = match (waiting, slow) {
            (None, _) => (String::new(), String::new()),
            (_, None) => (say("Creating the subscription…"), String::new()),
            (_, Some(seconds)) => (
                say("Still waiting for an answer…"),
                say_with(" {seconds} s", &[("seconds", seconds.to_string())]),
            ),
        };
        words.write(&waits);
        elapsed.write(&long);
    };
    // Each change drops the timer of the one before.
    follow(Box::new(move || {
        let sent_at = form.with(|form| form.attempts().sending().map(|attempt| attempt.sent.at));
        match sent_at {
            None => tell(None),
            Some(at) => {
                let tell = tell.clone();
                every_second(Box::new(move || tell(Some(browser::seconds_since(at)))));
            }
        }
    }));
    progress
}

/// Asked before another create, when there is a doubt about one before.
fn question(form: Form, submit: El) -> El {
    el("div").inside_from(
        move || form.with(CreateForm::asked),
        move |place, asked| {
            let Some(doubt) = asked else { return };
            let cancel = {
                let submit = submit.clone();
                move || {
                    form.update(CreateForm::cancel_again);
                    submit.focus();
                }
            };
            let go_on = {
                let submit = submit.clone();
                move || {
                    submit.focus();
                    submit::create_again(form);
                }
            };
            place.add(confirmation(
                &model::question(*doubt),
                button(said("Yes, create again"), go_on),
                button(said("Do not create"), cancel),
            ));
        },
    )
}

/// What became of attempts that the person has stopped to wait for.
fn late(form: Form) -> El {
    let lines = move || {
        form.with(|form| {
            form.attempts()
                .late()
                .filter_map(model::late)
                .collect::<Vec<_>>()
        })
    };
    el("div")
        .attr("role", "status")
        .inside_from(lines, |place, lines| {
            for line in lines {
                place.add(el("p").class("note").child(visible(line)));
            }
        })
}

/// A question that takes the focus, with its two answers.
pub(super) fn confirmation(question: &str, yes: El, no: El) -> El {
    let question = el("p")
        .attrs(&[("id", "question"), ("tabindex", "-1")])
        .child(question)
        .take_focus();
    el("div")
        .attrs(&[
            ("class", "question"),
            ("role", "group"),
            ("aria-labelledby", "question"),
        ])
        .child(question)
        .child(yes)
        .child(no)
}
