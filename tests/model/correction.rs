use contract::EndpointUrl;
use webhook_console::model::UrlField;

use crate::forms::text;

const ADDRESS: &str = "https://iana.org/x";

/// A field that was left with this text.
fn blurred(text: &str) -> UrlField {
    let mut url = UrlField::default();
    url.set(text.into());
    url.blur();
    url
}

#[track_caller]
fn is_offered(text: &str, offer: &str) {
    let mut url = blurred(text);
    assert_eq!(url.shown_offer().as_deref(), Some(offer), "{text:?}");
    url.use_offer();
    assert_eq!(url.text(), offer, "{text:?}");
    assert_eq!(
        url.endpoint().map(ToString::to_string).as_deref(),
        Some(offer)
    );
    assert_eq!((url.problem(), url.offer()), (None, None), "{text:?}");
}

#[test]
fn address_is_offered_without_what_is_around_it() {
    for text in [
        "<https://iana.org/x>",
        "<URL:https://iana.org/x>",
        "\"https://iana.org/x\"",
        "'https://iana.org/x'",
        "`https://iana.org/x`",
        "“https://iana.org/x”",
        "„https://iana.org/x“",
        "«https://iana.org/x»",
        "‹https://iana.org/x›",
        "‚https://iana.org/x‘",
        "« https://iana.org/x »",
        "(https://iana.org/x)",
        "(https://iana.org/x).",
        "[https://iana.org/x]",
        "{https://iana.org/x}",
        "[x](https://iana.org/x)",
        "[https://iana.org](<https://iana.org/x>),",
        "(\"http://iana.org/x\")",
        "<iana.org/x>",
        "“iana.org/x”",
        "\u{200b}<iana.org/x>",
        "\"https://iana.org/x",
    ] {
        is_offered(text, ADDRESS);
    }
    is_offered("(https://iana.org/x_(y))", "https://iana.org/x_(y)");
}

#[test]
fn address_is_offered_with_one_scheme() {
    for text in [
        "https://https://iana.org/x",
        "https://http://iana.org/x",
        "http://https://iana.org/x",
        "HTTPS://https://https://iana.org/x",
    ] {
        is_offered(text, ADDRESS);
    }
}

#[test]
fn host_is_offered_without_the_mark_after_it() {
    for text in [
        "https://iana.org,",
        "https://iana.org)",
        "https://iana.org>.",
        "https://iana.org;",
        "https://iana.org:443>",
        "https://iana.org`",
        "https://iana.org`?",
    ] {
        let mut url = blurred(text);
        assert!(url.problem().is_some(), "{text}");
        url.use_offer();
        assert_eq!(url.problem(), None, "{text}");
    }
}

#[test]
fn invisible_characters_are_named_and_can_be_taken_out() {
    for (text, names) in [
        ("\u{feff}https://iana.org/x", "U+FEFF"),
        ("https://iana.org/x\u{200b}", "U+200B"),
        ("https://ia\u{2060}na.org/x", "U+2060"),
        ("https://iana.org/\u{202e}x\u{202c}", "U+202C, U+202E"),
        ("\u{2066}https://iana.org/x\u{2069}", "U+2066, U+2069"),
        ("\u{200f}https://iana.org/x\u{200e}", "U+200E, U+200F"),
        ("https://iana.org/\u{ad}x\u{ad}", "U+00AD"),
        ("<\u{200b}https://iana.org/x>", "U+200B"),
    ] {
        let message = text_of(&blurred(text));
        let expected = format!("The address has invisible characters ({names}). ");
        assert_eq!(message, Some(expected), "{text:?}");
        is_offered(text, ADDRESS);
    }
    // Scripts are written with the joiners.
    assert_eq!(blurred("https://iana.org/x\u{200d}y").offer(), None);
    assert_eq!(text_of(&blurred(ADDRESS)), None);
}

fn text_of(url: &UrlField) -> Option<String> {
    text(url.invisible_characters())
}

#[test]
fn valid_address_is_corrected_only_once_it_was_left() {
    let mut url = UrlField::default();
    url.set("https://https://iana.org/x".into());
    assert_eq!(url.shown_offer(), None);
    url.blur();
    assert_eq!(url.shown_offer().as_deref(), Some(ADDRESS));
    url.set("https://https://iana.org/xy".into());
    assert_eq!(url.shown_offer(), None);
}

#[test]
fn nothing_is_offered_where_nothing_helps() {
    for text in [
        "",
        ADDRESS,
        "iana.org/x",
        " https://iana.org/x ",
        "https://exa\tmple.com/x",
        "https://iana.org/x.",
        "https://iana.org/x_(y)",
        "https://[::1]/",
        "<>",
        "<x>",
        "[x]()",
        "(ftp://iana.org)",
        "https://https://",
        "\u{200b}",
    ] {
        assert_eq!(blurred(text).offer(), None, "{text:?}");
    }
    let long = format!("<https://iana.org/{}>", "x".repeat(200_000));
    assert_eq!(blurred(&long).offer(), None);
}

#[test]
fn longest_text_that_is_corrected_has_eight_times_the_bytes_of_an_address() {
    let with_invisible =
        |len: usize| format!("{ADDRESS}{}", "\u{ad}".repeat((len - ADDRESS.len()) / 2));
    let longest = with_invisible(8 * EndpointUrl::MAX_CHARS);
    assert_eq!(longest.len(), 8 * EndpointUrl::MAX_CHARS);
    is_offered(&longest, ADDRESS);
    assert_eq!(blurred(&(longest + "\u{ad}")).offer(), None);
}
