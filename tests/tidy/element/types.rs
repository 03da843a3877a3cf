//! The facts in `index.d.ts`.

use super::facts::{Facts, between, quoted};
use crate::files::read;

pub const FILE: &str = "src/element/package/index.d.ts";

/// The properties that can be read.
pub fn readable_properties() -> Facts {
    members()
        .iter()
        .filter_map(|line| accessor(line, "get "))
        .collect()
}

/// The properties that can be written.
pub fn properties() -> Facts {
    members()
        .iter()
        .filter_map(|line| accessor(line, "set "))
        .collect()
}

/// The properties that the markup of a framework may set.
pub fn settable() -> Facts {
    let text = read(FILE);
    let names = between(&text, "type Settable = Pick<", ">;");
    quoted(names, '\'').into_iter().collect()
}

pub fn methods() -> Facts {
    let members = members();
    let names = members.iter().filter_map(|line| line.split_once('('));
    names
        .map(|(name, _)| name)
        .filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric()))
        .filter(|name| !name.ends_with("EventListener"))
        .map(str::to_owned)
        .collect()
}

pub fn events() -> Facts {
    event_map().into_iter().map(|(event, _)| event).collect()
}

pub fn details() -> Facts {
    let text = read(FILE);
    let mut found = Facts::new();
    for (event, detail) in event_map() {
        for (field, kind) in fields(&text, &detail) {
            if kind.contains("WebhookSubscription") {
                let inside = fields(&text, "WebhookSubscription");
                found.extend(
                    inside
                        .iter()
                        .map(|(name, _)| format!("{event} {field}.{name}")),
                );
            }
            found.insert(format!("{event} {field}"));
        }
    }
    found
}

pub fn codes() -> Facts {
    let text = read(FILE);
    let union = between(&text, "type WebhookErrorCode =", ";");
    quoted(union, '\'').into_iter().collect()
}

/// `theme auto`: a property or field of a detail, and one of its enumerated values.
pub fn enum_values() -> Facts {
    let text = read(FILE);
    let mut found = Facts::new();
    let mut add = |name: &str, union: &str| {
        let values = quoted(union, '\'').into_iter();
        found.extend(values.map(|value| format!("{name} {value}")));
    };
    for line in members() {
        if let Some((name, kind)) = line
            .strip_prefix("get ")
            .and_then(|line| line.split_once("(): "))
            && let Some((_, rest)) =
                text.split_once(&format!("export type {} =", kind.trim_end_matches(';')))
        {
            add(name, rest.split(';').next().unwrap_or_default());
        }
    }
    for (_, detail) in event_map() {
        for (field, kind) in fields(&text, &detail) {
            add(&field, &kind);
        }
    }
    found
}

/// The lines of the class that are not a comment.
fn members() -> Vec<String> {
    let text = read(FILE);
    let class = between(
        &text,
        "export class WebhookSubscriptionForm extends HTMLElement {",
        "\n}",
    );
    let lines = class.lines().filter_map(|line| line.strip_prefix("  "));
    lines
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .map(str::to_owned)
        .collect()
}

fn accessor(line: &str, keyword: &str) -> Option<String> {
    Some(line.strip_prefix(keyword)?.split_once('(')?.0.to_owned())
}

/// Each event and the interface of its detail.
fn event_map() -> Vec<(String, String)> {
    let text = read(FILE);
    let map = between(&text, "interface WebhookSubscriptionFormEventMap {", "\n}");
    let lines = map.lines().filter(|line| line.contains("CustomEvent<"));
    lines
        .map(|line| {
            let detail = between(line, "CustomEvent<", ">").to_owned();
            (between(line, "'", "'").to_owned(), detail)
        })
        .collect()
}

/// The fields of an interface, with their types.
#[track_caller]
fn fields(text: &str, interface: &str) -> Vec<(String, String)> {
    let body = between(text, &format!("interface {interface} {{"), "\n}");
    let lines = body
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with(['/', '*']));
    lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, kind)| (name.trim_end_matches('?').to_owned(), kind.to_owned()))
        .collect()
}
