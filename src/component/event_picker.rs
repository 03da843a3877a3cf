use std::sync::Arc;

use contract::Family;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::dynamic::dynamic;
use super::i18n::t;
use super::id::unique;
use super::live_property::{LiveList, LiveProperty, in_list};
use super::parts::Parts;
use super::text_input::{ErrorText, uncorrected};
use crate::model::{EventPicker, Kind, Message, Scope, Taxonomy, escape_invisible};

/// How many rows are built at once. A page's own list may have thousands of kinds.
const ROWS_AT_ONCE: usize = 100;

/// How many rows are built together after those.
const ROWS_OF_A_PART: usize = 20;

/// Chosen kinds or all, and which.
#[component]
pub(super) fn EventPickerPanel(picker: RwSignal<EventPicker>) -> impl IntoView {
    let problem =
        Signal::derive(move || picker.with(EventPicker::problem).map(t).unwrap_or_default());
    let taxonomy = Memo::new(move |_| picker.with(|picker| picker.taxonomy().clone()));
    let families = dynamic(move || {
        let taxonomy = taxonomy.get();
        let parts = Parts::new(ROWS_AT_ONCE);
        // What is off the screen of a long list is laid out when it comes near the screen.
        let class = if taxonomy.kinds().len() > ROWS_AT_ONCE {
            "families long"
        } else {
            "families"
        };
        let groups = (0..taxonomy.groups().len()).map(|group| {
            let taxonomy = taxonomy.clone();
            parts.part(0, move || {
                let taxonomy = taxonomy.clone();
                view! { <KindGroup picker=picker taxonomy=taxonomy group=group parts=parts /> }
                    .into_any()
            })
        });
        let groups = groups.collect::<Vec<_>>();
        Some(view! { <div class=class>{groups}</div> }.into_any())
    });
    let nothing_matches = Signal::derive(move || {
        if picker.with(EventPicker::shows_any) {
            String::new()
        } else {
            t("No kind fits this filter.")
        }
    });
    let nothing_fires = Signal::derive(move || {
        if picker.with(EventPicker::has_only_unfired) {
            t("None of the chosen kinds is fired today. Nothing will arrive until that changes.")
        } else {
            String::new()
        }
    });
    let takes_all = Signal::derive(move || picker.with(|picker| picker.scope() == Scope::All));
    view! {
        <section class="panel picker" part="panel">
            <fieldset class="scope" aria-describedby=unique("events-error")>
                <legend>{t("Events")}</legend>
                <ErrorText id=unique("events-error") problem=problem />
                <ScopeRadio
                    picker=picker
                    scope=Scope::Chosen
                    value="chosen"
                    name=t("Chosen kinds")
                    hint=t("Only what you tick below.")
                />
                <ScopeRadio
                    picker=picker
                    scope=Scope::All
                    value="all"
                    name=t("All kinds, including ones added later")
                    hint=t("Sent as *. Your receiver must expect kinds it does not know.")
                />
            </fieldset>
            <div class="kinds" hidden=takes_all>
                <Filter picker=picker />
                {families}
                <p class="hint" role="status">{nothing_matches}</p>
                <p class="warning" role="status">{nothing_fires}</p>
            </div>
        </section>
    }
}

#[component]
fn ScopeRadio(
    picker: RwSignal<EventPicker>,
    /// The scope that it chooses.
    scope: Scope,
    /// The value of the radio button.
    value: &'static str,
    /// Its name.
    name: String,
    /// One line on what it means.
    hint: String,
) -> impl IntoView {
    let is_chosen = Signal::derive(move || picker.with(|picker| picker.scope() == scope));
    view! {
        <label class="pick">
            <input
                type="radio"
                name="event-scope"
                value=value
                prop:checked=LiveProperty(is_chosen)
                on:change=move |_| picker.update(|picker| picker.choose(scope))
            />
            <span><b>{name}</b><small>{hint}</small></span>
        </label>
    }
}

#[component]
fn Filter(picker: RwSignal<EventPicker>) -> impl IntoView {
    let placeholder = Signal::derive(move || {
        let count = picker.with(|picker| picker.taxonomy().kinds().len());
        t(Message::new("Filter {count} kinds").with("count", count))
    });
    let text = Signal::derive(move || picker.with(|picker| picker.filter().to_owned()));
    let selected = Signal::derive(move || {
        t(match picker.with(EventPicker::ticked) {
            1 => Message::new("1 kind selected"),
            count => Message::new("{count} kinds selected").with("count", count),
        })
    });
    // Enter in a filter searches; it does not submit the form.
    let ignore_enter = |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
        }
    };
    view! {
        <div class="filter">
            <input
                class="input"
                part="input"
                type="search"
                name="event-filter"
                aria-label=t("Filter kinds")
                autocomplete="off"
                use:uncorrected
                placeholder=placeholder
                prop:value=LiveProperty(text)
                on:input=move |event| picker.update(|picker| picker.set_filter(event_target_value(&event)))
                on:keydown=ignore_enter
            />
            <p class="count" role="status">{selected}</p>
        </div>
    }
}

/// The kinds of a group, with a checkbox for all of them.
#[component]
fn KindGroup(
    picker: RwSignal<EventPicker>,
    /// The kinds that can be chosen.
    taxonomy: Arc<Taxonomy>,
    /// The position of the group.
    group: usize,
    /// Builds the rows.
    parts: Parts,
) -> impl IntoView {
    let count = Memo::new(move |_| picker.with(|picker| picker.group(group)));
    let figures = Signal::derive(move || {
        let count = count.get();
        let figures = Message::new(if count.shown < count.all {
            "{ticked} of {all}, box acts on the {shown} shown"
        } else {
            "{ticked} of {all}"
        })
        .with("ticked", count.ticked)
        .with("all", count.all)
        .with("shown", count.shown);
        t(figures)
    });
    let is_full = Signal::derive(move || count.get().is_full());
    let is_mixed = Signal::derive(move || count.get().is_mixed());
    let is_hidden = Signal::derive(move || count.get().shown == 0);
    let hidden = Memo::new(move |_| picker.with(|picker| picker.hidden_in(group)));
    let ticked = Memo::new(move |_| picker.with(|picker| picker.ticked_in(group)));
    let details = &taxonomy.groups()[group];
    let name = t(details.name.clone());
    let of = Rows {
        picker,
        group_name: name.clone(),
        family: details.family,
        hidden: LiveList::new("hidden", hidden),
        ticked: LiveList::new("checked", ticked),
    };
    let chunks = taxonomy.of_group(group).chunks(ROWS_OF_A_PART);
    let rows = chunks.enumerate().map(|(chunk, kinds)| {
        let (taxonomy, kinds, of) = (taxonomy.clone(), kinds.to_vec(), of.clone());
        parts.part(kinds.len(), move || {
            let rows = (chunk * ROWS_OF_A_PART..).zip(&kinds).map(|(row, at)| {
                let kind = taxonomy.kinds()[*at].clone();
                view! { <KindRow of=of.clone() row=row at=*at kind=kind /> }.into_any()
            });
            rows.collect::<Vec<_>>().into_any()
        })
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <fieldset hidden=is_hidden>
            <legend>
                <label>
                    <input
                        type="checkbox"
                        prop:checked=LiveProperty(is_full)
                        prop:indeterminate=LiveProperty(is_mixed)
                        on:change=move |_| picker.update(|picker| picker.tick_group(group))
                    />
                    <span>{name}</span>
                    <em>{figures}</em>
                </label>
            </legend>
            {rows}
        </fieldset>
    }
}

/// What the rows of a group have in common.
#[derive(Clone)]
struct Rows {
    picker: RwSignal<EventPicker>,
    group_name: String,
    /// The family of the group; none where the page made the group.
    family: Option<Family>,
    hidden: LiveList,
    ticked: LiveList,
}

#[component]
fn KindRow(
    /// The rows that it is one of.
    of: Rows,
    /// Its position among them.
    row: usize,
    /// The position of the kind in the taxonomy.
    at: usize,
    /// The kind.
    kind: Kind,
) -> impl IntoView {
    let Rows {
        picker,
        group_name,
        family,
        hidden,
        ticked,
    } = of;
    let description_id = unique(&format!("kind-{at}"));
    let name = escape_invisible(&kind.name);
    // "Right issued" is read as one phrase; the names of the page's own kinds keep their case.
    let spoken = match family {
        Some(_) => name.to_ascii_lowercase(),
        None => name.clone(),
    };
    let badge = if kind.is_unlisted {
        Some(t("not known here"))
    } else {
        (!kind.fires_today).then(|| t("not fired today"))
    };
    view! {
        <label class="kind" use:in_list=(hidden, row)>
            <input
                type="checkbox"
                name="events"
                value=kind.id.to_string()
                aria-label=format!("{group_name} {spoken}")
                aria-describedby=description_id.clone()
                use:in_list=(ticked, row)
                on:change=move |event| picker.update(|picker| picker.tick(at, event_target_checked(&event)))
            />
            <span>
                <span>{name}</span>
                <code translate="no">{escape_invisible(&kind.id)}</code>
                <small id=description_id>
                    {escape_invisible(&kind.description)} " "
                    {badge.map(|badge| view! { <mark>{badge}</mark> })}
                </small>
            </span>
        </label>
    }
}
