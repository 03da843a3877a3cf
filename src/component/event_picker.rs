use contract::Family;
use contract::event::{Fact, TAXONOMY};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::Form;
use super::dom::{El, el};
use super::field::{input_of, problem_view, typed_text};
use crate::model::{EventPicker, FamilyCount, Scope};

/// Chosen kinds or all, and which.
pub(super) fn view(form: Form) -> El {
    let scope = el("fieldset")
        .class("scope")
        .attr("aria-describedby", "events-error")
        .child(el("legend").child("Events"))
        .child(problem_view("events-error", form, |form| {
            form.picker.problem()
        }))
        .child(scope_radio(form, Scope::Chosen))
        .child(scope_radio(form, Scope::All));
    let families = Family::ALL
        .into_iter()
        .map(|family| family_group(form, family));
    let kinds = el("div")
        .class("kinds")
        .flag_from("hidden", move || {
            form.with(|form| form.picker.scope() == Scope::All)
        })
        .child(filter(form))
        .child(
            el("div")
                .class("families")
                .child(families.collect::<Vec<_>>()),
        )
        .child(said(
            form,
            "hint",
            |form| !form.shows_any(),
            "No kind fits this filter.",
        ))
        .child(said(
            form,
            "warning",
            EventPicker::is_quiet_today,
            "None of the chosen kinds is fired today. Nothing will arrive until that changes.",
        ));
    el("section")
        .class("panel picker")
        .child(scope)
        .child(kinds)
}

/// A line that is there when it holds, and announced when it comes.
fn said(
    form: Form,
    class: &'static str,
    holds: fn(&EventPicker) -> bool,
    text: &'static str,
) -> El {
    let text = move || {
        if form.with(|form| holds(&form.picker)) {
            text.to_owned()
        } else {
            String::new()
        }
    };
    el("p").class(class).attr("role", "status").text_from(text)
}

fn pick(form: Form, change: impl FnOnce(&mut EventPicker)) {
    form.update(|form| form.pick(change));
}

fn scope_radio(form: Form, scope: Scope) -> El {
    let (value, name, hint) = match scope {
        Scope::Chosen => ("chosen", "Chosen kinds", "Only what you tick below."),
        Scope::All => (
            "all",
            "All kinds, including ones added later",
            "Sent as *. Your receiver must expect kinds it does not know.",
        ),
    };
    let radio = el("input")
        .attrs(&[("type", "radio"), ("name", "event-scope"), ("value", value)])
        .prop_from("checked", move || {
            form.with(|form| form.picker.scope() == scope).into()
        })
        .on("change", move |_| pick(form, |picker| picker.choose(scope)));
    let words = el("span")
        .child(el("b").child(name))
        .child(el("small").child(hint));
    el("label").class("pick").child(radio).child(words)
}

fn filter(form: Form) -> El {
    let input = el("input")
        .attrs(&[
            ("type", "search"),
            ("name", "event-filter"),
            ("placeholder", "Filter 19 kinds"),
            ("aria-label", "Filter kinds"),
            ("autocomplete", "off"),
        ])
        .prop_from("value", move || {
            form.with(|form| form.picker.filter().into())
        })
        .on("input", move |event| {
            form.update(|form| form.picker.set_filter(typed_text(event)));
        })
        .on("keydown", |event| {
            // Enter in a filter looks for something; it does not send the form.
            if event.unchecked_ref::<KeyboardEvent>().key() == "Enter" {
                event.prevent_default();
            }
        });
    let count = move || match form.with(|form| form.picker.ticked()) {
        1 => "1 kind selected".to_owned(),
        count => [&count.to_string(), " kinds selected"].concat(),
    };
    el("div").class("filter").child(input).child(
        el("p")
            .class("count")
            .attr("role", "status")
            .text_from(count),
    )
}

fn family_group(form: Form, family: Family) -> El {
    let count = move || form.with(|form| form.picker.family(family));
    let figures = move || {
        let FamilyCount {
            all, ticked, shown, ..
        } = count();
        let figures = [&ticked.to_string(), " of ", &all.to_string()].concat();
        if shown < all {
            return [&figures, ", box acts on the ", &shown.to_string(), " shown"].concat();
        }
        figures
    };
    let everything = el("input")
        .attr("type", "checkbox")
        .prop_from("checked", move || count().is_full().into())
        .prop_from("indeterminate", move || count().is_mixed().into())
        .on("change", move |_| {
            pick(form, |picker| picker.tick_family(family));
        });
    let name = el("label")
        .child(everything)
        .child(el("span").child(family.name()));
    let facts = TAXONOMY
        .iter()
        .enumerate()
        .filter(|(_, fact)| fact.family == family);
    el("fieldset")
        .flag_from("hidden", move || count().shown == 0)
        .child(el("legend").child(name.child(el("em").text_from(figures))))
        .child(
            facts
                .map(|(at, fact)| kind_row(form, at, fact))
                .collect::<Vec<_>>(),
        )
}

fn kind_row(form: Form, at: usize, fact: &'static Fact) -> El {
    let tick = el("input")
        .attrs(&[
            ("type", "checkbox"),
            ("name", "events"),
            ("value", fact.id),
            (
                "aria-label",
                &[fact.family.name(), " ", &fact.name.to_ascii_lowercase()].concat(),
            ),
            ("aria-describedby", fact.id),
        ])
        .prop_from("checked", move || {
            form.with(|form| form.picker.is_ticked(at)).into()
        })
        .on("change", move |event| {
            let on = input_of(event).is_some_and(|input| input.checked());
            pick(form, |picker| picker.tick(at, on));
        });
    let badge = (!fact.fires_today).then(|| el("mark").child("not fired today"));
    let words = el("span")
        .child(el("span").child(fact.name))
        .child(el("code").child(fact.id))
        .child(
            el("small")
                .attr("id", fact.id)
                .child(fact.description)
                .child(" ")
                .child(badge),
        );
    el("label")
        .class("kind")
        .flag_from("hidden", move || {
            form.with(|form| !form.picker.is_shown(at))
        })
        .child(tick)
        .child(words)
}
