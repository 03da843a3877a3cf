//! Other words for what is said.

use webhook_console::element::attributes::Attributes;
use webhook_console::model::{UrlPolicy, say, say_with, speak};

#[test]
fn english_is_said_until_there_are_other_words() {
    assert_eq!(say("Create subscription"), "Create subscription");
    speak(|text| (text == "Label").then(|| "Bezeichnung".to_owned()));
    assert_eq!(say("Label"), "Bezeichnung");
    assert_eq!(say("Endpoint URL"), "Endpoint URL");
    speak(|text| (text == "{a} of {b}").then(|| "von {b}: {a} {c}".to_owned()));
    assert_eq!(
        say_with("{a} of {b}", &[("a", "{b}"), ("b", "2")]),
        "von 2: {b} {c}",
        "braces in a value are only braces, and a name without a value stays"
    );
    speak(|_| None);
}

#[test]
fn unknown_word_of_an_attribute_is_its_default() {
    let mut attributes = Attributes::default();
    for (word, policy) in [
        ("public", UrlPolicy::Public),
        ("PUBLIC", UrlPolicy::Public),
        ("silent", UrlPolicy::Silent),
        ("warn", UrlPolicy::Warn),
        ("strict", UrlPolicy::Warn),
        ("", UrlPolicy::Warn),
    ] {
        assert!(attributes.set("url-policy", Some(word)));
        assert_eq!(attributes.url_policy, policy, "{word}");
    }
}

#[test]
fn attribute_that_goes_leaves_its_default() {
    let mut attributes = Attributes::default();
    for name in [
        "api-base",
        "url",
        "label",
        "events",
        "url-policy",
        "disabled",
    ] {
        assert!(attributes.set(name, Some("silent")), "{name}");
        assert!(attributes.set(name, None), "{name}");
    }
    assert_eq!(attributes, Attributes::default());
    assert!(attributes.set("disabled", Some("false")));
    assert!(attributes.disabled, "presence counts, not the word");
    assert!(attributes.set("api-base", Some(" ")));
    assert_eq!(attributes.api_base, None);
    assert!(!attributes.set("class", Some("x")));
}
