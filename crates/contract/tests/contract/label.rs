use contract::{Label, LabelError as Error};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[track_caller]
fn is_parsed_as_typed(text: &str) -> Label {
    let label = Label::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    assert_eq!(label.as_str(), text);
    assert_eq!(label.to_string(), text);
    assert_eq!(text.parse(), Ok(label.clone()));
    assert_eq!(serde_json::to_value(&label).unwrap(), text);
    label
}

#[track_caller]
fn is_too_long(text: &str, len: usize) {
    let error = Error::TooLong { max: 60, len };
    assert_eq!(Label::parse(text), Err(error.clone()));
    assert_eq!(
        error.to_string(),
        format!("at most 60 characters, {len} were given")
    );
}

#[test]
fn label_is_not_trimmed() {
    for text in [
        "x",
        " x ",
        "\tProduction\n",
        "0",
        "<b>&amp;",
        "مرحبا",
        "👩‍👩‍👧‍👦",
        "\u{202e}x",
        "\u{200b}",
        "\u{0}",
        "\u{fffd}",
    ] {
        is_parsed_as_typed(text);
    }
}

#[test]
fn characters_are_unicode_scalar_values() {
    is_parsed_as_typed(&"x".repeat(60));
    is_parsed_as_typed(&"ü".repeat(60));
    is_parsed_as_typed(&"😀".repeat(60));
    is_parsed_as_typed(&"e\u{301}".repeat(30));
    is_too_long(&"x".repeat(61), 61);
    is_too_long(&"😀".repeat(61), 61);
    is_too_long(&"e\u{301}".repeat(31), 62);
    is_too_long(&"👩‍👩‍👧‍👦".repeat(9), 63);
    is_too_long(&format!(" {} ", "x".repeat(59)), 61);
    is_too_long(&"x".repeat(200_000), 200_000);
}

#[test]
fn empty_and_blank_labels_are_rejected() {
    assert_eq!(Label::parse(""), Err(Error::Empty));
    for text in [
        " ",
        "\t\r\n",
        "\u{a0}\u{2003}\u{3000}",
        "\u{2028}",
        "\u{85}",
    ] {
        assert_eq!(Label::parse(text), Err(Error::Blank), "{text:?}");
    }
    let blank = " ".repeat(61);
    assert_eq!(Label::parse(&blank), Err(Error::Blank));
    assert_eq!(Error::Empty.to_string(), "a label is needed");
    assert_eq!(Error::Blank.to_string(), "the label holds only white space");
}

#[test]
fn label_over_the_limit_in_utf16_is_detected() {
    for (text, longer) in [
        ("x".repeat(60), false),
        ("ü".repeat(60), false),
        ("😀".repeat(30), false),
        ("😀".repeat(31), true),
        ("😀".repeat(60), true),
        ("x".repeat(58) + "😀", false),
        ("x".repeat(59) + "😀", true),
    ] {
        assert_eq!(
            is_parsed_as_typed(&text).exceeds_limit_in_utf16(),
            longer,
            "{text}"
        );
    }
}
