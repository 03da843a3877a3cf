//! The facts in the code.

use std::collections::BTreeSet;

use super::facts::{Facts, between, quoted};
use crate::files::{code, read, texts};

const ELEMENT: &str = "src/element/element.js";
const RUNTIME: &str = "src/element/runtime.js";
const EVENTS: &str = "src/element/events.rs";

/// A style sheet, the browser's `Intl`, each create and the end of each view read these.
const READ_BY_OTHERS: [&str; 4] = ["theme", "lang", "idempotency", "keep-unstored"];

/// The page that frames the form does not choose these.
const NOT_FORWARDED: [&str; 4] = ["api-base", "disabled", "idempotency", "keep-unstored"];

/// `url-policy urlPolicy`: each observed attribute and its property.
pub fn attributes() -> Facts {
    let text = read(ELEMENT);
    let observed = quoted(between(&text, "static observedAttributes = [", "]"), '"');
    let setters = setters(&text);
    let pair = |attribute: &String| {
        let writes = |(_, body): &&(String, String)| body.contains(&format!("\"{attribute}\""));
        let property = setters.iter().find(writes).map(|(name, _)| name);
        // Some are properties of every `HTMLElement`, such as `lang`.
        format!("{attribute} {}", property.unwrap_or(attribute))
    };
    observed.iter().map(pair).collect()
}

/// The names of the attributes that Rust reads, with those that it leaves to others.
pub fn parsed_attributes() -> Facts {
    let text = read("src/element/attributes.rs");
    let arms = between(&text, "match name {", "_ => return false");
    let arms = arms.lines().filter_map(|line| line.split_once(" => "));
    let names = arms.filter_map(|(arm, _)| quoted(arm, '"').pop());
    names.chain(READ_BY_OTHERS.map(str::to_owned)).collect()
}

/// The names of the attributes that the frame forwards, with those that the page in the frame may not set.
pub fn forwarded_attributes() -> Facts {
    let text = read("public/frame.js");
    let forwarded = quoted(between(&text, "const ATTRIBUTES = [", "]"), '"');
    let all = forwarded.into_iter();
    all.chain(NOT_FORWARDED.map(str::to_owned)).collect()
}

/// The names of the observed attributes.
pub fn attribute_names() -> Facts {
    let pairs = attributes().into_iter();
    let names = pairs.filter_map(|pair| Some(pair.split_once(' ')?.0.to_owned()));
    names.collect()
}

/// The fields that are filled in again after a crash.
pub fn rescued_fields() -> Facts {
    let text = read(RUNTIME);
    let values = between(&text, "function fieldValues", "\n}\n");
    let (_, object) = values.rsplit_once("return {").expect("an object");
    let pairs = object.split(',').filter_map(|pair| pair.split_once(':'));
    pairs.map(|(name, _)| name.trim().to_owned()).collect()
}

/// The fields of the form, without those of the console alone.
pub fn form_fields() -> Facts {
    let text = read("src/model/form/problem.rs");
    let names = quoted(between(&text, "pub fn name(self)", "\n    }\n"), '"').into_iter();
    names.filter(|name| !name.starts_with("api-")).collect()
}

/// The properties that the class defines.
pub fn properties() -> Facts {
    let text = read(ELEMENT);
    setters(&text).into_iter().map(|(name, _)| name).collect()
}

/// The properties that can be read.
pub fn readable_properties() -> Facts {
    let text = read(ELEMENT);
    let members = members(&text).into_iter();
    members
        .filter_map(|line| Some(line.strip_prefix("get ")?.split_once('(')?.0.to_owned()))
        .collect()
}

/// The properties that can be read, and not written.
pub fn read_only_properties() -> Facts {
    let written = properties();
    let all = readable_properties().into_iter();
    all.filter(|name| !written.contains(name)).collect()
}

/// The properties that are taken over when the element is upgraded.
pub fn upgraded_properties() -> Facts {
    let text = read(ELEMENT);
    let listed = quoted(between(&text, "const PROPERTIES = [", "]"), '"');
    listed.into_iter().collect()
}

pub fn methods() -> Facts {
    let text = read(ELEMENT);
    let names = members(&text).into_iter().filter_map(|line| {
        let name = line.split_once('(')?.0;
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric());
        let browsers = name == "constructor" || name.ends_with("Callback");
        (plain && !browsers).then(|| name.to_owned())
    });
    names.collect()
}

/// `theme auto`: a property or field of a detail, and one of its enumerated values.
pub fn enum_values() -> Facts {
    let (element, events) = (read(ELEMENT), without_whitespace(EVENTS));
    let mut found = Facts::new();
    for (property, body) in getters(&element) {
        if body.contains("#keyword(") {
            let values = quoted(between(&body, "#keyword(", ")"), '"');
            found.extend(
                values
                    .iter()
                    .skip(1)
                    .map(|value| format!("{property} {value}")),
            );
        }
    }
    for action in quoted(between(&events, "letaction=", "};"), '"') {
        found.insert(format!("action {action}"));
    }
    for (_, outcome) in codes_and_outcomes() {
        found.insert(format!("outcome {outcome}"));
    }
    found
}

/// `theme auto`: a property and its default value.
pub fn default_values() -> Facts {
    let getters = getters(&read(ELEMENT)).into_iter();
    let enumerated = getters.filter(|(_, body)| body.contains("#keyword("));
    enumerated
        .map(|(property, body)| {
            let values = quoted(between(&body, "#keyword(", ")"), '"');
            format!("{property} {}", values[1])
        })
        .collect()
}

/// `webhook-ready version`: each event and each field of its detail.
pub fn details() -> Facts {
    let (mut found, mut sets) = (Facts::new(), Vec::new());
    let events = without_whitespace(EVENTS);
    let failure = fields(between(&events, "fndetail(", "]"));
    for (name, rest) in after_event_names(&events) {
        let own = rest.split_once("object(&[").map(|(_, rest)| rest);
        let own = own.map(|rest| fields(rest.split("])").next().unwrap_or_default()));
        sets.push((name, own.unwrap_or_else(|| failure.clone())));
    }
    for file in [ELEMENT, RUNTIME] {
        let text = without_whitespace(file);
        for (name, rest) in after_event_names(&text) {
            sets.push((name, keys(between(rest, "{", "}"))));
        }
    }
    for (name, fields) in &sets {
        for (other, others) in &sets {
            assert!(
                name != other || fields == others,
                "{name}: {fields:?}, {others:?}"
            );
        }
        found.extend(fields.iter().map(|field| format!("{name} {field}")));
    }
    for field in fields(between(&events, "fnsubscription_of(", "])")) {
        found.insert(format!("webhook-created subscription.{field}"));
    }
    found
}

/// `broken unknown`: each code and its outcome.
pub fn codes() -> Facts {
    let pairs = codes_and_outcomes().into_iter();
    pairs
        .map(|(code, outcome)| format!("{code} {outcome}"))
        .collect()
}

/// The custom properties that the style sheets use.
pub fn custom_properties() -> Facts {
    let used = fallbacks().into_iter();
    used.map(|(name, _)| name).collect()
}

/// `--webhook-space 4px`: those that are a plain length by default.
pub fn default_lengths() -> Facts {
    let used = fallbacks().into_iter();
    let lengths = used.filter(|(_, fallback)| !fallback.contains(['(', ',']));
    lengths
        .map(|(name, length)| format!("{name} {length}"))
        .collect()
}

fn fallbacks() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (_, text) in texts(&["style/"]) {
        for rest in text.split("var(--webhook-").skip(1) {
            let inside = rest.split(')').next().unwrap_or_default();
            let (name, fallback) = inside.split_once(',').unwrap_or((inside, "("));
            found.push((format!("--webhook-{name}"), fallback.trim().to_owned()));
        }
    }
    found
}

/// The names in each `part` attribute of a view.
pub fn parts() -> Facts {
    let mut found = Facts::new();
    for (name, text) in texts(&["src/component/"]) {
        let text = code(&text);
        for (at, start) in text.match_indices("part=") {
            // Not the end of a longer name, as of `exportparts`.
            if !text[..at].ends_with(char::is_whitespace) {
                continue;
            }
            let value = &text[at + start.len()..];
            let names = if let Some(literal) = value.strip_prefix('"') {
                vec![first_word(literal)]
            } else {
                assert!(
                    value.starts_with("part "),
                    "{name}: a part is a literal or the variable `part`"
                );
                names_of_the_variable(&text)
            };
            found.extend(
                names
                    .iter()
                    .flat_map(|names| names.split(' '))
                    .map(str::to_owned),
            );
        }
    }
    found
}

/// `let part = if … { "button primary" } else { "button" };`: its possible values.
fn names_of_the_variable(text: &str) -> Vec<String> {
    let value = between(text, "let part = ", ";");
    quoted(
        value.split_once('{').map_or(value, |(_, results)| results),
        '"',
    )
}

fn codes_and_outcomes() -> BTreeSet<(String, String)> {
    let events = without_whitespace(EVENTS);
    let mut found = BTreeSet::new();
    for (call, outcome) in [("not_created(\"", "not-created"), ("unknown(\"", "unknown")] {
        for rest in events.split(call).skip(1) {
            found.insert((first_word(rest), outcome.to_owned()));
        }
    }
    let refusals = between(&events, "fnrefused(", "};");
    for rest in refusals.split("=>\"").skip(1) {
        found.insert((first_word(rest), "not-created".into()));
    }
    for file in [ELEMENT, RUNTIME] {
        for rest in without_whitespace(file).split("outcome:\"").skip(1) {
            let code = between(rest, "code:\"", "\"");
            found.insert((code.to_owned(), first_word(rest)));
        }
    }
    found
}

/// The first lines of the class's members.
fn members(text: &str) -> Vec<&str> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("  "));
    lines
        .filter(|line| !line.starts_with(' ') && line.ends_with('{'))
        .collect()
}

fn setters(text: &str) -> Vec<(String, String)> {
    accessors(text, "\n  set ")
}

fn getters(text: &str) -> Vec<(String, String)> {
    accessors(text, "\n  get ")
}

/// Names and bodies.
fn accessors(text: &str, start: &str) -> Vec<(String, String)> {
    let pieces = text.split(start).skip(1);
    pieces
        .map(|rest| {
            let (name, _) = rest.split_once('(').expect("an accessor has parameters");
            (name.to_owned(), between(rest, "{", "\n  }").to_owned())
        })
        .collect()
}

/// Without whitespace, so that formatting does not matter. The strings that are searched for have none.
fn without_whitespace(name: &str) -> String {
    code(&read(name)).split_whitespace().collect()
}

/// Each name of an event, and the text up to the next one or to the end of the function.
fn after_event_names(text: &str) -> Vec<(String, &str)> {
    let names = text.match_indices("\"webhook-");
    names
        .map(|(at, _)| {
            let name = first_word(&text[at + 1..]);
            let rest = &text[at + 1 + name.len()..];
            let rest = rest.split("\"webhook-").next().unwrap_or_default();
            (name, rest.split("}fn").next().unwrap_or_default())
        })
        .collect()
}

/// `("version",…),("…",…)`: the names.
fn fields(text: &str) -> BTreeSet<String> {
    let names = text.match_indices("(\"");
    // A macro such as `env!("…")` is a value, not a field.
    let names = names.filter(|(at, _)| !text[..*at].ends_with('!'));
    names
        .map(|(at, start)| first_word(&text[at + start.len()..]))
        .collect()
}

/// `outcome:"unknown",status:null`: the names.
fn keys(text: &str) -> BTreeSet<String> {
    let pairs = text.split(',').filter_map(|pair| pair.split_once(':'));
    pairs.map(|(key, _)| key.to_owned()).collect()
}

fn first_word(text: &str) -> String {
    text.split('"').next().unwrap_or_default().to_owned()
}
