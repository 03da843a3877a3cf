use contract::Family;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::dynamic::dynamic;
use super::i18n::t;
use super::id::unique;
use super::live_property::LiveProperty;
use super::text_input::{ErrorText, uncorrected};
use crate::model::{EventPicker, Kind, Message, Scope, Taxonomy, escape_invisible};

/// Chosen kinds or all, and which.
#[component]
pub(super) fn EventPickerPanel(picker: RwSignal<EventPicker>) -> impl IntoView {
    let problem =
        Signal::derive(move || picker.with(EventPicker::problem).map(t).unwrap_or_default());
    let taxonomy = Memo::new(move |_| picker.with(|picker| picker.taxonomy().clone()));
    let groups = dynamic(move || {
        let taxonomy = taxonomy.get();
        let groups = (0..taxonomy.groups().len()).map(|group| {
            view! { <KindGroup picker=picker taxonomy=taxonomy.clone() group=group /> }.into_any()
        });
        Some(groups.collect::<Vec<_>>().into_any())
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
                <div class="families">{groups}</div>
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
    taxonomy: std::sync::Arc<Taxonomy>,
    /// The position of the group.
    group: usize,
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
    let details = &taxonomy.groups()[group];
    let (name, family) = (t(details.name.clone()), details.family);
    let rows = taxonomy
        .of_group(group)
        .map(|(at, kind)| {
            view! { <KindRow picker=picker at=at kind=kind.clone() group=name.clone() family=family /> }.into_any()
        })
        .collect::<Vec<_>>();
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

#[component]
fn KindRow(
    picker: RwSignal<EventPicker>,
    /// The position of the kind.
    at: usize,
    /// The kind.
    kind: Kind,
    /// The name of its group.
    group: String,
    /// The family of its group; none where the page made the group.
    family: Option<Family>,
) -> impl IntoView {
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
    let is_hidden = Signal::derive(move || picker.with(|picker| !picker.is_shown(at)));
    let is_ticked = Signal::derive(move || picker.with(|picker| picker.is_ticked(at)));
    view! {
        <label class="kind" hidden=is_hidden>
            <input
                type="checkbox"
                name="events"
                value=kind.id.to_string()
                aria-label=format!("{group} {spoken}")
                aria-describedby=description_id.clone()
                prop:checked=LiveProperty(is_ticked)
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
