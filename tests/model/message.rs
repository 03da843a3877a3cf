use contract::EndpointUrl;
use webhook_console::model::{Message, wording};

/// A message in these translations of English texts.
fn translated(message: &Message, translations: &[(&str, &str)]) -> String {
    message.translated(&|english| {
        let translation = translations.iter().find(|(known, _)| *known == english)?;
        Some(translation.1.to_owned())
    })
}

#[test]
fn missing_translation_is_english() {
    let translations = [("Label", "Bezeichnung")];
    for (text, expected) in [("Label", "Bezeichnung"), ("Endpoint URL", "Endpoint URL")] {
        let message = Message::new(text);
        assert_eq!(translated(&message, &translations), expected);
        assert_eq!(message.to_string(), text);
    }
}

#[test]
fn values_stand_where_the_translation_names_them() {
    let message = Message::new("{a} of {b}").with("a", "{b}").with("b", 2);
    assert_eq!(message.to_string(), "{b} of 2");
    assert_eq!(
        translated(&message, &[("{a} of {b}", "von {b}: {a} {c}")]),
        "von 2: {b} {c}",
        "braces in a value are only braces, and a name without a value stays"
    );
}

#[test]
fn text_is_looked_up_without_its_values() {
    let message = Message::new("{a} of {b}").with("a", 1).with("b", 2);
    assert_eq!(translated(&message, &[("1 of 2", "1 von 2")]), "1 of 2");
}

#[test]
fn message_in_a_message_is_translated() {
    let message = Message::new("Not sent. {reason}.")
        .with_message("reason", Message::new("No {what}").with("what", "Label"));
    let translations = [
        ("Not sent. {reason}.", "{reason}. Nicht gesendet."),
        ("No {what}", "Kein {what}"),
        ("Label", "Bezeichnung"),
    ];
    assert_eq!(message.to_string(), "Not sent. No Label.");
    assert_eq!(
        translated(&message, &translations),
        "Kein Label. Nicht gesendet.",
        "a value that is no message is not translated"
    );
}

#[test]
fn braces_of_a_message_in_a_message_are_only_braces() {
    let message = Message::new("{a} {b}")
        .with_message("a", Message::Verbatim("{b}".into()))
        .with("b", "x");
    assert_eq!(message.to_string(), "{b} x");
}

#[test]
fn verbatim_text_is_never_translated() {
    let message = Message::from("Label".to_owned());
    assert_eq!(message, Message::Verbatim("Label".into()));
    assert_eq!(translated(&message, &[("Label", "Bezeichnung")]), "Label");
    let with_value = Message::Verbatim("{a}".into()).with("a", "x");
    assert_eq!(with_value.to_string(), "{a}");
}

#[test]
fn static_text_is_translated() {
    let message = Message::from("Label");
    assert_eq!(
        translated(&message, &[("Label", "Bezeichnung")]),
        "Bezeichnung"
    );
}

#[test]
fn messages_of_a_list_are_translated_one_by_one() {
    let list = Message::List(vec![Message::new("one"), Message::Verbatim("two".into())]);
    let translations = [("one", "eins"), ("two", "zwei"), ("one, two", "1, 2")];
    assert_eq!(list.to_string(), "one, two");
    assert_eq!(translated(&list, &translations), "eins, two");
    assert_eq!(Message::List(vec![]).to_string(), "");
}

#[test]
fn reason_in_the_advice_about_an_address_is_translated() {
    let address = EndpointUrl::parse("https://10.0.0.1").unwrap();
    let advice = wording::advice(&address.advice()[0]);
    let translations = [
        ("This address is private", "Diese Adresse ist privat"),
        ("10.0.0.1", "eins"),
    ];
    let text = translated(&advice, &translations);
    assert!(
        text.starts_with("Diese Adresse ist privat (10.0.0.1)."),
        "{text}"
    );
}

/// The error of a field is shown by its text: without one, the field would look valid.
#[test]
fn empty_translation_is_ignored() {
    let message = Message::new("Enter a label");
    assert_eq!(
        translated(&message, &[("Enter a label", "")]),
        "Enter a label"
    );
}
