//! The whole URL corpus of web-platform-tests, checked against `EndpointUrl` and one committed list of verdicts.

use contract::EndpointUrl;
use serde_json::Value;

use crate::generated;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const URLS: &str = include_str!("../corpus/urltestdata.json");
const HOSTS: &str = include_str!("../corpus/toascii.json");
const VERDICTS: &str = include_str!("../corpus/verdicts.json");

/// One entry of the corpus.
struct Case {
    input: String,
    /// Whether it is resolved against a base URL, which `EndpointUrl` never does.
    has_base: bool,
    /// The normalized URL; `None` when the URL Standard rejects the input.
    href: Option<String>,
}

/// The entries of a corpus file. Its other items are comments.
fn entries(file: &str) -> Vec<Value> {
    let items: Vec<Value> = serde_json::from_str(file).unwrap();
    items.into_iter().filter(Value::is_object).collect()
}

fn text(entry: &Value, field: &str) -> Option<String> {
    entry[field].as_str().map(str::to_owned)
}

fn cases() -> Vec<Case> {
    let case = |entry: Value| Case {
        input: text(&entry, "input").unwrap(),
        has_base: entry["base"].is_string(),
        href: text(&entry, "href").filter(|_| entry["failure"] != true),
    };
    entries(URLS).into_iter().map(case).collect()
}

fn host_cases() -> Vec<Case> {
    let case = |entry: Value| Case {
        input: format!("https://{}/", text(&entry, "input").unwrap()),
        has_base: false,
        href: text(&entry, "output").map(|host| format!("https://{host}/")),
    };
    entries(HOSTS).into_iter().map(case).collect()
}

/// The characters of all inputs without duplicates and without ASCII letters, which would outnumber the others.
pub fn code_points() -> Vec<char> {
    let inputs = cases()
        .into_iter()
        .chain(host_cases())
        .map(|case| case.input)
        .collect::<String>();
    let mut found: Vec<char> = inputs
        .chars()
        .filter(|c| !c.is_ascii_alphabetic())
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn verdict(input: &str) -> String {
    match EndpointUrl::parse(input) {
        Ok(url) => url.as_str().to_owned(),
        Err(error) => format!("{error:?}"),
    }
}

/// Each input and its verdict, in a fixed order.
fn verdicts() -> Vec<(String, String)> {
    let corpus = cases()
        .into_iter()
        .chain(host_cases())
        .map(|case| case.input);
    let inputs = corpus.chain(generated::urls());
    inputs
        .map(|input| (verdict(&input), input))
        .map(|(verdict, input)| (input, verdict))
        .collect()
}

#[cfg(not(target_arch = "wasm32"))]
fn update_if_requested(found: &[(String, String)]) -> bool {
    if std::env::var_os("UPDATE_VERDICTS").is_none() {
        return false;
    }
    let lines: Vec<String> = found
        .iter()
        .map(|pair| serde_json::to_string(pair).unwrap())
        .collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/verdicts.json");
    std::fs::write(path, format!("[\n{}\n]\n", lines.join(",\n"))).unwrap();
    true
}

#[cfg(target_arch = "wasm32")]
fn update_if_requested(_found: &[(String, String)]) -> bool {
    false
}

/// P2 and S29: the list is the same natively and in each browser.
#[test]
fn every_verdict_matches_the_committed_one() {
    let found = verdicts();
    if update_if_requested(&found) {
        return;
    }
    let committed: Vec<(String, String)> = serde_json::from_str(VERDICTS).unwrap();
    let differ: Vec<_> = found
        .iter()
        .zip(&committed)
        .filter(|(found, committed)| found != committed)
        .collect();
    assert!(differ.is_empty(), "found, then committed:\n{differ:#?}");
    assert_eq!(found.len(), committed.len());
}

/// S29
#[test]
fn nothing_is_accepted_that_the_standard_rejects() {
    for case in cases()
        .into_iter()
        .chain(host_cases())
        .filter(|case| !case.has_base && case.href.is_none())
    {
        assert!(EndpointUrl::parse(&case.input).is_err(), "{:?}", case.input);
    }
}

/// S29
#[test]
fn accepted_url_is_normalized_as_in_the_standard() {
    let mut accepted = 0;
    for case in cases()
        .into_iter()
        .chain(host_cases())
        .filter(|case| !case.has_base)
    {
        if let Ok(url) = EndpointUrl::parse(&case.input) {
            assert_eq!(Some(url.as_str()), case.href.as_deref(), "{:?}", case.input);
            accepted += 1;
        }
    }
    assert!(accepted > 30, "only {accepted} were accepted");
}

/// P1
#[test]
fn accepted_url_is_accepted_again_unchanged() {
    for (input, _) in verdicts() {
        if let Ok(url) = EndpointUrl::parse(&input) {
            assert_eq!(EndpointUrl::parse(url.as_str()), Ok(url), "{input:?}");
        }
    }
}
