//! The texts that a page may translate: those in the code, and their list in `index.d.ts`.
//!
//! As in gettext, each English text is its own key: `t("Create subscription")`. A text that is no literal in such a call is
//! listed here with the function that returns it.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;

use super::facts::{Facts, between};
use super::types::FILE;
use crate::files::{assert_empty, code, read, texts};
use crate::literals::{as_first_argument, literals};

/// The functions that take a text: one translates it at once, the other creates a message that is translated later.
const CALLS: [&str; 2] = ["t(", "Message::new("];

/// `t` as an argument, as in `problem.map(t)`: its own argument is no literal.
const AS_ARGUMENT: &str = "(t)";

const SOURCES: [&str; 5] = [
    "public/rescue.js",
    "src/component/",
    "src/element/element.js",
    "src/element/runtime.js",
    "src/model/",
];

/// Shown by the console only: the element has no panel for the address and the key.
const NOT_IN_THE_ELEMENT: &str = "src/component/connection.rs";

const LIST: &str = "INDIRECT of tests/tidy/element/texts.rs";

/// Calls whose argument is no literal: a message, which `Message::new` made or which is not ours, or a text of [`MAKERS`].
const INDIRECT: &[(&str, &str)] = &[
    ("src/component/event_picker.rs", "details.name.clone()"),
    ("src/component/event_picker.rs", "figures"),
    ("src/component/notice.rs", "message"),
    ("src/component/notice.rs", "wording::refusal(&refusal)"),
    ("src/component/notice.rs", "wording::unknown(&cause)"),
    ("src/component/outlook.rs", "outcome"),
    ("src/component/outlook.rs", "wording::duration(seconds)"),
    ("src/component/result_page.rs", "reason"),
    ("src/component/result_page.rs", "title"),
    ("src/component/result_page.rs", "wording::anomaly(anomaly)"),
    ("src/component/url_input.rs", "wording::advice(advice)"),
    ("src/model/wording.rs", "text"),
    ("src/model/wording.rs", "value"),
];

/// The functions that return those texts: file, start, end, and whether the first letter is capitalized to make a sentence.
const MAKERS: [(&str, &str, &str, bool); 4] = [
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
        "crates/contract/src/advice/receivers.rs",
        "fn phrase",
        "\n    }\n",
        false,
    ),
    (
        "crates/contract/src/api_key.rs",
        "pub fn phrase",
        "\n    }\n",
        true,
    ),
];

/// If this variable is `write`, the test writes the list to the file.
const VARIABLE: &str = "MESSAGE_TEXTS";

#[test]
fn texts_that_a_page_may_translate_are_listed() {
    let declarations = read(FILE);
    let (before, list) = declarations
        .split_once("export type MessageText =\n")
        .expect("a list");
    let expected = list_of(&all_texts());
    if env::var(VARIABLE).is_ok_and(|value| value == "write") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
        let whole = format!("{before}export type MessageText =\n{expected}");
        fs::write(path, whole).expect("it can be written");
    } else {
        let lines = |list: &str| list.lines().map(str::to_owned).collect::<Facts>();
        let (listed, expected_lines) = (lines(list), lines(&expected));
        let differences: Vec<_> = listed.symmetric_difference(&expected_lines).collect();
        assert!(
            list == expected,
            "MessageText is not the list of the texts in the code; `{VARIABLE}=write cargo test --test tidy texts` writes it. \
             They differ in {differences:#?}"
        );
    }
}

#[test]
fn text_is_a_literal_or_a_known_indirect_argument() {
    let (mut found, mut known) = (Vec::new(), BTreeSet::new());
    for (name, text) in sources() {
        for (argument, literals) in calls(&code(&text)) {
            // The literals of a message in it are those of another call.
            let is_message = argument == AS_ARGUMENT || argument.contains("Message::new(");
            if is_message || !literals.is_empty() {
                continue;
            }
            let indirect = INDIRECT
                .iter()
                .find(|indirect| **indirect == (&*name, argument.trim()));
            match indirect {
                Some(indirect) => _ = known.insert(indirect),
                None => found.push(format!(
                    "{name}: `{argument}` is no literal: write it within `t(...)` or `Message::new(...)`, or list it in {LIST}"
                )),
            }
        }
    }
    let unused = INDIRECT.iter().filter(|indirect| !known.contains(indirect));
    found.extend(unused.map(|(name, argument)| format!("{name} has no `{argument}` any more")));
    assert_empty(&found);
}

/// A literal that is converted to a message by `into` would not be in the list.
#[test]
fn message_is_created_by_its_constructor_only() {
    let mut found = Vec::new();
    for (name, text) in sources() {
        let text = code(&text);
        for (at, _) in text.match_indices("\".into()") {
            let literal = text[..at].rsplit('"').next().unwrap_or_default();
            if literal.contains(' ') {
                found.push(format!("{name}: \"{literal}\" is no Message::new"));
            }
        }
    }
    assert_empty(&found);
}

fn sources() -> impl Iterator<Item = (String, String)> {
    let files = texts(&SOURCES).into_iter();
    files.filter(|(name, _)| name != NOT_IN_THE_ELEMENT)
}

fn all_texts() -> Facts {
    let mut found = Facts::new();
    for (_, text) in sources() {
        found.extend(calls(&code(&text)).into_iter().flat_map(|(_, texts)| texts));
    }
    for (name, start, end, is_clause) in MAKERS {
        let text = code(&read(name));
        let made = literals(between(&text, start, end)).into_iter();
        // The literals include the names of placeholders, which are single words.
        let made = made.filter(|text| text.contains(' '));
        found.extend(made.map(|text| if is_clause { sentence(&text) } else { text }));
    }
    found
}

/// Capitalizes the first letter, as `model::sentence` does.
fn sentence(clause: &str) -> String {
    let mut text = clause.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The calls of those functions: each first argument, and the literals in it. A definition is no call.
fn calls(code: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for name in CALLS {
        for (at, _) in code.match_indices(name) {
            let before = &code[..at];
            let is_longer_name = before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
            if !is_longer_name && !before.ends_with("fn ") {
                found.push(as_first_argument(&code[at + name.len()..]));
            }
        }
    }
    let as_argument = code.match_indices(AS_ARGUMENT);
    found.extend(as_argument.map(|_| (AS_ARGUMENT.to_owned(), Vec::new())));
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
        t("One"); row(t(Message::new("{count} of {all}").with("count", "no text")))
        t(
            "Two \"quoted\", and a line \
             that goes on",
        ); t(if many("no") { "Many" } else { "Few" }) + &super::t(visible ? "Hide" : "Reveal"); let("no");
        fn t(text: &str) {} t(&text); at("no"); t("a)", b); texts.map(t)
    "#;
    let found = calls(code);
    let texts: Vec<_> = found.iter().flat_map(|(_, texts)| texts).collect();
    let expected = [
        "One",
        "Two \"quoted\", and a line that goes on",
        "Many",
        "Few",
        "Hide",
        "Reveal",
        "a)",
        "{count} of {all}",
    ];
    assert_eq!(texts, expected);
    for indirect in ["&text", "(t)"] {
        assert!(found.contains(&(indirect.to_owned(), Vec::new())));
    }
}

#[test]
fn list_is_sorted_and_quoted() {
    let texts = ["it’s", "b \"c\"", "a'd\\"].map(str::to_owned).into();
    assert_eq!(
        list_of(&texts),
        "  | 'a\\'d\\\\'\n  | 'b \"c\"'\n  | 'it’s';\n"
    );
}
