use super::prelude::*;
use contract::{Advice, Level};

use super::dom::{El, button, el, said};
use super::field::{Field, Typed};
use super::{Form, browser};
use crate::model::{self, CreateForm, FieldId, say, visible};

/// The endpoint's address: problems block, warnings and notes do not.
pub(super) fn view(form: Form) -> El {
    let field = Field {
        id: FieldId::Url,
        label: say("Endpoint URL"),
        hint: say("A public https address that answers with a 2xx within 10 seconds."),
        text: |form| form.url.text(),
        set: CreateForm::set_url,
        leave: CreateForm::leave_url,
        problem: CreateForm::url_problem,
        // After the browser has put the text in.
        paste: |form, _| {
            browser::soon(move || {
                form.try_update(CreateForm::trim_url);
            });
        },
        typed: Typed::Address,
    };
    field.view(form, &[https_offer(form), as_sent(form), advice(form)])
}

fn https_offer(form: Form) -> El {
    let offer = move || form.with(|form| form.url_problem().and_then(|_| form.https_offer()));
    el("div").inside_from(offer, move |place, offer| {
        let Some(offer) = offer else { return };
        let line = el("p")
            .class("sent")
            .child(said("Did you mean "))
            .child(el("code").child(visible(offer)))
            .child(said("? "));
        let here = place.clone();
        let accept = button(said("Use this"), move || {
            form.update(CreateForm::use_https);
            // The button goes; who pressed it goes back to the field.
            if let Ok(Some(field)) = here.element().closest(".field") {
                browser::focus(&field, "input");
            }
        });
        place.add(line.child(accept.class("link")));
    })
}

/// What will be sent, where it is not what was typed. The host is what people must check.
fn as_sent(form: Form) -> El {
    el("div").attr("aria-live", "polite").inside_from(
        move || form.with(difference),
        |place, difference| {
            let Some((said, [before, host, after])) = difference else {
                return;
            };
            let address = el("code")
                .child(before.as_str())
                .child(el("b").child(host.as_str()))
                .child(after.as_str());
            place.add(el("p").class("sent").child(said.as_str()).child(address));
        },
    )
}

fn difference(form: &CreateForm) -> Option<(String, [String; 3])> {
    let url = form.endpoint().filter(|_| form.url.is_settled())?;
    let said = if form.scheme_was_added() {
        say("https:// was added. Sent as ")
    } else if url.as_str() == form.url.text() {
        return None;
    } else {
        say("Sent as ")
    };
    let (before, host, after) = url.parts();
    Some((said, [before, host, after].map(str::to_owned)))
}

fn advice(form: Form) -> El {
    let lines = move || form.with(CreateForm::url_advice);
    el("div")
        .attr("aria-live", "polite")
        .inside_from(lines, |place, advice| {
            for advice in advice {
                place.add(advice_line(advice));
            }
        })
}

fn advice_line(advice: &Advice) -> El {
    let (class, word) = match advice.level() {
        Level::Warning => ("warning", say("Warning: ")),
        Level::Note => ("note", say("Note: ")),
    };
    el("p")
        .class(class)
        .child(el("b").child(word))
        .child(visible(&model::advice(advice)))
}
