//! The texts that a page may have other words for: those that the code says, and the list of them in `index.d.ts`.
//!
//! In gettext's way each English text is its own key, as in `say("Create subscription")`. A text that is made elsewhere
//! is listed here with the place that makes it.

use std::env;
use std::fs;
use std::path::Path;

use super::facts::{Facts, between};
use super::types::FILE;
use crate::files::{code, none, read, texts};
use crate::literals::{in_first_argument, literals};

/// How a text is said: at once, with values, or as a child of an element.
const SAYING: [&str; 3] = ["say(", "say_with(", "said("];

const SPEAKERS: [&str; 5] = [
    "public/rescue.js",
    "src/component/",
    "src/element/element.js",
    "src/element/runtime.js",
    "src/model/",
];

/// What only the console says: an element has no panel for address and key.
const NOT_IN_THE_ELEMENT: &str = "src/component/connection.rs";

/// Calls whose text is made elsewhere.
const INDIRECT: [(&str, &str); 5] = [
    ("src/component/dom.rs", "self.0"),
    ("src/model/message.rs", "&text"),
    ("src/model/message.rs", "reason"),
    ("src/model/message.rs", "text"),
    ("src/model/words.rs", "text"),
];

/// The places that make those: where it begins and ends, and whether it is made a sentence by its first letter.
const MAKERS: [(&str, &str, &str, bool); 3] = [
    (
        "crates/contract/src/advice.rs",
        "pub fn phrase",
        "\n    }\n",
        false,
    ),
    (
        "crates/contract/src/advice/not_public.rs",
        "fn as_str",
        "\n    }\n",
        false,
    ),
    (
        "crates/contract/src/api_key.rs",
        "Display for ApiKeyError",
        "\n}\n",
        true,
    ),
];

/// Set to `write`, it makes the test put the list in its place.
const SWITCH: &str = "MESSAGE_TEXTS";

#[test]
fn texts_that_a_page_may_reword_are_listed() {
    let declarations = read(FILE);
    let (before, list) = declarations
        .split_once("export type MessageText =\n")
        .expect("a list");
    let due = list_of(&said());
    if env::var(SWITCH).is_ok_and(|switch| switch == "write") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
        let whole = format!("{before}export type MessageText =\n{due}");
        fs::write(path, whole).expect("it can be written");
    } else {
        assert!(
            list == due,
            "MessageText is not what the code says; `{SWITCH}=write cargo test --test tidy texts` writes it:\n{due}"
        );
    }
}

#[test]
fn text_that_is_said_is_a_literal_or_its_maker_is_known() {
    let mut found = Vec::new();
    for (name, text) in speakers() {
        for (argument, literals) in calls(&code(&text)) {
            let known = INDIRECT.contains(&(&*name, argument.trim()));
            if literals.is_empty() && !known {
                found.push(format!("{name} says `{argument}`, which is no literal"));
            }
        }
    }
    none(&found);
}

fn speakers() -> impl Iterator<Item = (String, String)> {
    let files = texts(&SPEAKERS).into_iter();
    files.filter(|(name, _)| name != NOT_IN_THE_ELEMENT)
}

fn said() -> Facts {
    let mut found = Facts::new();
    for (_, text) in speakers() {
        found.extend(calls(&code(&text)).into_iter().flat_map(|(_, said)| said));
    }
    for (name, start, end, is_clause) in MAKERS {
        let text = code(&read(name));
        let made = literals(between(&text, start, end)).into_iter();
        // The names of values stand there too; they are single words.
        let made = made.filter(|text| text.contains(' '));
        found.extend(made.map(|text| if is_clause { sentence(&text) } else { text }));
    }
    found
}

/// As `model::sentence` makes one.
fn sentence(clause: &str) -> String {
    let mut text = clause.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The calls of what says a text: each first argument, and the texts in it. Their definitions are none.
fn calls(code: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for name in SAYING {
        for (at, _) in code.match_indices(name) {
            let before = &code[..at];
            let is_longer_name = before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
            if !is_longer_name && !before.ends_with("fn ") {
                found.push(in_first_argument(&code[at + name.len()..]));
            }
        }
    }
    found
}

fn list_of(texts: &Facts) -> String {
    let quote = |text: &String| {
        text.replace('\\', "\\\\")
            .replace('\'', "\\'")
            .replace('\n', "\\n")
    };
    let lines: Vec<_> = texts
        .iter()
        .map(|text| format!("  | '{}'", quote(text)))
        .collect();
    format!("{};\n", lines.join("\n"))
}

#[test]
fn calls_are_found_with_the_texts_of_their_first_argument() {
    let code = r#"
        say("One"); row(say_with("{count} of {all}", &[("count", "no text")]))
        say(
            "Two \"quoted\", and a line \
             that goes on",
        ); say(if many { "Many" } else { "Few" }) + &super::say(visible ? "Hide" : "Reveal"); essay("no");
        fn say(text: &str) {} say(&text); hearsay("no"); say("a)", b)
    "#;
    let found = calls(code);
    let texts: Vec<_> = found.iter().flat_map(|(_, texts)| texts).collect();
    let due = [
        "One",
        "Two \"quoted\", and a line that goes on",
        "Many",
        "Few",
        "Hide",
        "Reveal",
        "a)",
        "{count} of {all}",
    ];
    assert_eq!(texts, due);
    assert!(found.contains(&("&text".to_owned(), Vec::new())));
}

#[test]
fn list_is_sorted_and_quoted() {
    let texts = ["it’s", "b \"c\"", "a'd\\"].map(str::to_owned).into();
    assert_eq!(
        list_of(&texts),
        "  | 'a\\'d\\\\'\n  | 'b \"c\"'\n  | 'it’s';\n"
    );
}
