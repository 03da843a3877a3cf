use super::prelude::*;
use contract::response::Anomaly;

use super::Form;
use super::dom::{El, button, el, said};
use super::host::{Leave, current};
use super::outlook::confirmation;
use super::{notice, secret_panel, subscription};
use crate::model::{self, CreateForm, Fate, Sent, say, say_with, visible};

/// The page after a create: what happened, the secret, how to store it and verify with it, and what was created.
/// Who saw it come is taken to its heading.
pub(super) fn page(form: Form, came: bool) -> Option<El> {
    let (sent, subscription, remarks) = form.with_untracked(|form| {
        let (attempt, answered) = form.result()?;
        Some((
            attempt.sent.clone(),
            answered.subscription.clone(),
            answered.remarks.clone(),
        ))
    })?;
    let (hint, details) = match &subscription {
        Some(subscription) => (
            say("No call of the API lists subscriptions: keep the id."),
            subscription::view(subscription, &sent.request),
        ),
        None => (
            say("The answer did not say more. This is what was sent."),
            notice::traces(&sent),
        ),
    };
    let secret = el("div").inside_from(
        move || form.with(CreateForm::fate),
        move |place, fate| match fate {
            Some(Fate::Here) => place.add(secret_panel::view(form)),
            Some(Fate::Stored) => place.add(stored()),
            Some(lack) => place.add(model::lost_secret(*lack).map(|text| lost(&text))),
            None => {}
        },
    );
    let details = el("section")
        .class("panel")
        .attr("aria-labelledby", "subscription-heading")
        .child(
            el("h2")
                .attr("id", "subscription-heading")
                .child(said("The subscription")),
        )
        .child(el("p").class("hint").child(hint))
        .child(details);
    let page = el("section")
        .class("result")
        .attrs(&[
            ("data-outcome", "created"),
            ("aria-labelledby", "result-heading"),
        ])
        .child(head(form, &sent, &remarks, came))
        .child(secret)
        .child(details)
        .child(next(form));
    Some(page)
}

fn head(form: Form, sent: &Sent, remarks: &[Anomaly], came: bool) -> El {
    let is_here = move || form.with(CreateForm::fate) == Some(Fate::Here);
    let label = visible(sent.request.label.as_str());
    let title = move || {
        let label = [("label", label.as_str())];
        if is_here() {
            say_with("Store the signing secret of “{label}”", &label)
        } else {
            say_with("“{label}” is created", &label)
        }
    };
    let heading = el("h1")
        .attrs(&[("id", "result-heading"), ("tabindex", "-1")])
        .text_from(title);
    let heading = if came { heading.take_focus() } else { heading };
    let warnings = remarks.iter().map(|remark| {
        el("p")
            .class("warning")
            .child(el("b").child(said("Warning: ")))
            .child(visible(&model::remark(remark)))
    });
    el("div")
        .class("head")
        .child(el("p").class("done").child(said("Created")))
        .child(heading)
        .child(el("p").flag_from("hidden", move || !is_here()).child(said(
            "It is shown only now. No call of the API can show it again.",
        )))
        .child(warnings.collect::<Vec<_>>())
        .child(
            el("p")
                .attr("role", "status")
                .text_from(move || waiting(form)),
        )
}

/// Says that more secrets have arrived meanwhile.
fn waiting(form: Form) -> String {
    match form.with(|form| form.attempts().waiting()) {
        0 => String::new(),
        1 => say("Another subscription was created. Its secret is shown after this one."),
        more => say_with(
            "{count} more subscriptions were created. Their secrets are shown after this one.",
            &[("count", more.to_string())],
        ),
    }
}

fn stored() -> El {
    let heading = el("h2")
        .attr("tabindex", "-1")
        .child(said("The signing secret is stored with you"))
        .take_focus();
    el("section")
        .class("panel")
        .child(heading)
        .child(el("p").child(said(
            "It has left this page. Deliveries will be signed with it.",
        )))
}

fn lost(text: &str) -> El {
    let rest = say(
        " The subscription exists, but no call of the API gives its secret again: create another one, and keep that \
         one’s secret.",
    );
    let heading = say("The signing secret is not here");
    el("section")
        .class("panel notice doubt")
        .child(el("h2").child(heading))
        .child(el("p").child(text).child(rest))
}

/// Going on. Leaving a secret behind that is not stored asks once.
fn next(form: Form) -> El {
    let asks = RwSignal::new(false);
    let leave = move || {
        let lets_go =
            |scope: std::rc::Rc<super::host::Scope>| scope.host().lets_go(Leave::CreateAnother);
        let drops = form.with_untracked(CreateForm::fate) == Some(Fate::Here);
        if !drops || current().is_none_or(lets_go) {
            form.update(CreateForm::create_another);
        }
    };
    let go_on = move || {
        if form.with_untracked(CreateForm::fate) == Some(Fate::Here) {
            asks.set(true);
        } else {
            leave();
        }
    };
    let name = move || {
        let more = form.with(|form| form.attempts().waiting() > 0);
        if more {
            say("Show the next secret")
        } else {
            say("Create another")
        }
    };
    let go_on = button("", go_on).text_from(name);
    let stay = {
        let go_on = go_on.clone();
        move || {
            asks.set(false);
            go_on.focus();
        }
    };
    let question = el("div").inside_from(
        move || asks.get() && form.with(CreateForm::fate) == Some(Fate::Here),
        move |place, asked| {
            if *asked {
                place.add(confirmation(
                    &say("You have not said that the secret is stored. It cannot be shown again."),
                    button(said("Leave without it"), leave),
                    button(said("Stay here"), stay.clone()),
                ));
            }
        },
    );
    el("div").class("next").child(go_on).child(question)
}
