//! The facts in `custom-elements.json`.

use serde_json::Value;

use super::facts::{Facts, between, quoted};
use crate::files::read;

pub const FILE: &str = "src/element/package/custom-elements.json";

pub fn attributes() -> Facts {
    let attributes = list("attributes");
    let pair = |entry: &Value| format!("{} {}", text(entry, "name"), text(entry, "fieldName"));
    attributes.iter().map(pair).collect()
}

pub fn properties() -> Facts {
    members("field")
        .iter()
        .map(|entry| text(entry, "name"))
        .collect()
}

/// The attributes that `members` lists, with their properties.
pub fn reflected() -> Facts {
    let fields = members("field").into_iter();
    let reflected = fields.filter(|entry| entry["reflects"] == true);
    reflected
        .map(|entry| format!("{} {}", text(&entry, "attribute"), text(&entry, "name")))
        .collect()
}

pub fn methods() -> Facts {
    members("method")
        .iter()
        .map(|entry| text(entry, "name"))
        .collect()
}

pub fn events() -> Facts {
    list("events")
        .iter()
        .map(|entry| text(entry, "name"))
        .collect()
}

pub fn details() -> Facts {
    let mut found = Facts::new();
    for (event, kind) in event_types() {
        let paths = paths(&kind).into_iter();
        found.extend(paths.map(|path| format!("{event} {path}")));
    }
    found
}

pub fn codes() -> Facts {
    let types = event_types().into_iter();
    types
        .filter(|(_, kind)| kind.contains("code: "))
        .flat_map(|(_, kind)| quoted(between(&kind, "code: ", ";"), '\''))
        .collect()
}

/// `theme auto`: a property or field of a detail, and one of its enumerated values.
pub fn enum_values() -> Facts {
    let mut found = Facts::new();
    let mut add = |name: &str, union: &str| {
        let values = quoted(union, '\'').into_iter();
        found.extend(values.map(|value| format!("{name} {value}")));
    };
    for entry in list("attributes") {
        add(&text(&entry, "fieldName"), &text(&entry["type"], "text"));
    }
    for (_, kind) in event_types() {
        let inside = kind.trim_matches(['{', '}', ' ']);
        for (name, union) in inside
            .split("; ")
            .filter_map(|field| field.split_once(": "))
        {
            add(name, if name == "code" { "" } else { union });
        }
    }
    found
}

/// `theme auto`: a property and its default value. Attribute and member must agree.
pub fn default_values(names: &[&str]) -> Facts {
    let attributes = list("attributes").into_iter();
    let attributes = attributes.filter(|entry| names.contains(&&*text(entry, "fieldName")));
    attributes
        .map(|entry| {
            let (name, value) = (text(&entry, "fieldName"), text(&entry, "default"));
            let fields = members("field");
            let field = fields.iter().find(|field| field["name"] == *name);
            let field = field.unwrap_or_else(|| panic!("no field {name}"));
            assert_eq!(text(field, "default"), format!("'{value}'"), "{name}");
            format!("{name} {value}")
        })
        .collect()
}

pub fn custom_properties() -> Facts {
    list("cssProperties")
        .iter()
        .map(|entry| text(entry, "name"))
        .collect()
}

/// `--webhook-space 4px`: those that are a plain length by default.
pub fn default_lengths() -> Facts {
    let properties = list("cssProperties");
    let lengths = properties.iter().filter_map(|entry| {
        let length = entry["default"].as_str()?;
        Some(format!("{} {length}", text(entry, "name")))
    });
    lengths.collect()
}

pub fn parts() -> Facts {
    list("cssParts")
        .iter()
        .map(|entry| text(entry, "name"))
        .collect()
}

/// The declaration of the class, which has `customElement`.
fn element() -> Value {
    let manifest: Value = serde_json::from_str(&read(FILE)).expect("custom-elements.json is JSON");
    let modules = manifest["modules"].as_array().expect("modules");
    let mut declarations = modules
        .iter()
        .filter_map(|module| module["declarations"].as_array())
        .flatten();
    let found = declarations.find(|declaration| declaration["customElement"] == true);
    found.expect("an element").clone()
}

#[track_caller]
fn list(name: &str) -> Vec<Value> {
    element()[name]
        .as_array()
        .unwrap_or_else(|| panic!("no {name}"))
        .clone()
}

fn members(kind: &str) -> Vec<Value> {
    let members = list("members").into_iter();
    members.filter(|member| member["kind"] == kind).collect()
}

/// Each event and the type of its detail.
fn event_types() -> Vec<(String, String)> {
    let events = list("events");
    let types = events.iter().map(|event| {
        let kind = text(&event["type"], "text");
        let detail = kind
            .strip_prefix("CustomEvent<")
            .and_then(|rest| rest.strip_suffix('>'));
        (
            text(event, "name"),
            detail.expect("a CustomEvent<…>").to_owned(),
        )
    });
    types.collect()
}

#[track_caller]
fn text(entry: &Value, name: &str) -> String {
    let text = entry[name].as_str();
    text.unwrap_or_else(|| panic!("no {name} in {entry}"))
        .to_owned()
}

/// `{ a: { b: string } | null }` gives `a` and `a.b`.
fn paths(kind: &str) -> Facts {
    let (mut found, mut path, mut name) = (Facts::new(), Vec::new(), String::new());
    let mut is_name = false;
    for c in kind.chars() {
        match c {
            '{' => path.push(std::mem::take(&mut name)),
            '}' => drop(path.pop()),
            ':' => {
                let above = path.iter().filter(|above| !above.is_empty());
                let path: Vec<_> = above.chain([&name]).cloned().collect();
                found.insert(path.join("."));
            }
            c if is_name && c.is_ascii_alphanumeric() => name.push(c),
            _ => {}
        }
        match c {
            '{' | ';' => {
                is_name = true;
                name.clear();
            }
            ':' => is_name = false,
            _ => {}
        }
    }
    found
}

#[test]
fn nested_fields_of_a_type_are_read() {
    let found = paths("{ a: { b: string[]; c: 'd' | null } | null; e: boolean }");
    assert_eq!(
        found.into_iter().collect::<Vec<_>>(),
        ["a", "a.b", "a.c", "e"]
    );
}
