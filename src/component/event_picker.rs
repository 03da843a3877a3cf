use super::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::Form;
use super::dom::{El, el, said};
use super::field::{input_of, problem_view, typed_text};
use crate::model::{EventPicker, Group, Kind, Scope, Taxonomy, say, say_with, visible};

/// Chosen kinds or all, and which.
pub(super) fn view(form: Form) -> El {
    let scope = el("fieldset")
        .class("scope")
        .attr("aria-describedby", "events-error")
        .child(el("legend").child(said("Events")))
        .child(problem_view("events-error", form, |form| {
            form.picker.problem()
        }))
        .child(scope_radio(form, Scope::Chosen))
        .child(scope_radio(form, Scope::All));
    let families = el("div").class("families").inside_from(
        move || form.with(|form| form.picker.taxonomy().clone()),
        move |place, taxonomy| {
            for group in 0..taxonomy.groups().len() {
                place.add(kind_group(form, taxonomy, group));
            }
        },
    );
    let kinds = el("div")
        .class("kinds")
        .flag_from("hidden", move || {
            form.with(|form| form.picker.scope() == Scope::All)
        })
        .child(filter(form))
        .child(families)
        .child(line(
            form,
            "hint",
            |form| !form.shows_any(),
            || say("No kind fits this filter."),
        ))
        .child(line(form, "warning", EventPicker::is_quiet_today, || {
            say("None of the chosen kinds is fired today. Nothing will arrive until that changes.")
        }));
    el("section")
        .class("panel picker")
        .child(scope)
        .child(kinds)
}

/// A line that is there when it holds, and announced when it comes.
fn line(
    form: Form,
    class: &'static str,
    holds: fn(&EventPicker) -> bool,
    text: fn() -> String,
) -> El {
    let text = move || {
        if form.with(|form| holds(&form.picker)) {
            text()
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
        Scope::Chosen => (
            "chosen",
            say("Chosen kinds"),
            say("Only what you tick below."),
        ),
        Scope::All => (
            "all",
            say("All kinds, including ones added later"),
            say("Sent as *. Your receiver must expect kinds it does not know."),
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
    let all = move || form.with(|form| form.picker.taxonomy().kinds().len().to_string());
    let input = el("input")
        .class("input")
        .attrs(&[
            ("type", "search"),
            ("name", "event-filter"),
            ("aria-label", &say("Filter kinds")),
            ("autocomplete", "off"),
        ])
        .prop_from("placeholder", move || {
            say_with("Filter {count} kinds", &[("count", all())]).into()
        })
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
        1 => say("1 kind selected"),
        count => say_with("{count} kinds selected", &[("count", count.to_string())]),
    };
    el("div").class("filter").child(input).child(
        el("p")
            .class("count")
            .attr("role", "status")
            .text_from(count),
    )
}

fn kind_group(form: Form, taxonomy: &Taxonomy, group: usize) -> El {
    let count = move || form.with(|form| form.picker.group(group));
    let figures = move || {
        let count = count();
        let values = [
            ("ticked", count.ticked.to_string()),
            ("all", count.all.to_string()),
            ("shown", count.shown.to_string()),
        ];
        if count.shown < count.all {
            say_with("{ticked} of {all}, box acts on the {shown} shown", &values)
        } else {
            say_with("{ticked} of {all}", &values)
        }
    };
    let everything = el("input")
        .attr("type", "checkbox")
        .prop_from("checked", move || count().is_full().into())
        .prop_from("indeterminate", move || count().is_mixed().into())
        .on("change", move |_| {
            pick(form, |picker| picker.tick_group(group));
        });
    let group_name = &*taxonomy.groups()[group].name;
    let name = el("label")
        .child(everything)
        .child(el("span").child(visible(group_name)));
    let rows = taxonomy.of_group(group);
    el("fieldset")
        .flag_from("hidden", move || count().shown == 0)
        .child(el("legend").child(name.child(el("em").text_from(figures))))
        .child(
            rows.map(|(at, kind)| kind_row(form, at, kind, &taxonomy.groups()[group]))
                .collect::<Vec<_>>(),
        )
}

fn kind_row(form: Form, at: usize, kind: &Kind, group: &Group) -> El {
    let described = format!("kind-{at}");
    let name = visible(&kind.name);
    // "Right issued" reads as one; a page's own names stay as they are.
    let spoken = match group.family {
        Some(_) => name.to_ascii_lowercase(),
        None => name.clone(),
    };
    let tick = el("input")
        .attrs(&[
            ("type", "checkbox"),
            ("name", "events"),
            ("value", &kind.id),
            ("aria-label", &[&*group.name, " ", &spoken].concat()),
            ("aria-describedby", &described),
        ])
        .prop_from("checked", move || {
            form.with(|form| form.picker.is_ticked(at)).into()
        })
        .on("change", move |event| {
            let on = input_of(event).is_some_and(|input| input.checked());
            pick(form, |picker| picker.tick(at, on));
        });
    let badge = if kind.is_foreign {
        Some(say("not known here"))
    } else {
        (!kind.fires_today).then(|| say("not fired today"))
    };
    let words = el("span")
        .child(el("span").child(name))
        .child(el("code").child(visible(&kind.id)))
        .child(
            el("small")
                .attr("id", &described)
                .child(visible(&kind.description))
                .child(" ")
                .child(badge.map(|badge| el("mark").child(badge))),
        );
    el("label")
        .class("kind")
        .flag_from("hidden", move || {
            form.with(|form| !form.picker.is_shown(at))
        })
        .child(tick)
        .child(words)
}
