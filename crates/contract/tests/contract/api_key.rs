//! What is typed, pasted or given in the place of a key.

use contract::{ApiKey, ApiKeyError};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const KEY: &str = "sk_test_0123456789";

/// The key with something before and after it.
fn with(before: &str, after: &str) -> String {
    [before, KEY, after].concat()
}

#[track_caller]
fn is_named(text: &str, error: ApiKeyError, message: &str) {
    let found = ApiKey::parse(text).unwrap_err();
    assert_eq!(found, error, "{text:?}");
    assert_eq!(found.to_string(), message, "{text:?}");
}

#[test]
fn equal_keys_are_those_with_equal_text() {
    let key = |text: &str| ApiKey::parse(text).unwrap();
    assert!(key(KEY) == key(&with(" ", " ")));
    assert!(key(KEY) != key("sk_test_0123456788"));
}

#[test]
fn what_a_key_begins_with_is_named() {
    for before in [
        "Bearer ",
        "bearer ",
        "BEARER  ",
        "Bearer\u{a0}",
        "Bearer \"",
    ] {
        is_named(
            &with(before, ""),
            ApiKeyError::BeginsWithBearer,
            "the key begins with Bearer, which is no part of it",
        );
    }
    for before in [
        "API_KEY=",
        "export API_KEY=",
        "API_KEY = \"",
        "$env:API_KEY='",
        "api-key: ",
        "Authorization: Bearer ",
        "--api-key=",
    ] {
        is_named(
            &with(before, ""),
            ApiKeyError::BeginsWithName,
            "the key begins with a name, as in API_KEY=, which is no part of it",
        );
    }
    for (before, c, name) in [
        ("\"", '"', "\""),
        ("'", '\'', "'"),
        ("“", '“', "“"),
        ("<", '<', "<"),
        ("\u{a0}", '\u{a0}', "U+00A0"),
        ("\u{feff}", '\u{feff}', "U+FEFF"),
        ("\t", '\t', "U+0009"),
    ] {
        let message = format!("the key begins with {name}, which is no part of it");
        is_named(&with(before, ""), ApiKeyError::BeginsWith(c), &message);
    }
}

#[test]
fn what_a_key_ends_with_is_named() {
    for (after, c, name) in [
        ("\"", '"', "\""),
        ("\",", ',', ","),
        (";", ';', ";"),
        ("”", '”', "”"),
        ("\u{a0}", '\u{a0}', "U+00A0"),
        ("\u{200b}", '\u{200b}', "U+200B"),
        ("\u{2028}", '\u{2028}', "U+2028"),
        ("\0", '\0', "U+0000"),
    ] {
        let message = format!("the key ends with {name}, which is no part of it");
        is_named(&with("", after), ApiKeyError::EndsWith(c), &message);
    }
    for after in ["…", "..."] {
        let message = "the key ends with …: it may be cut off";
        is_named(&with("", after), ApiKeyError::EndsWithEllipsis, message);
    }
}

#[test]
fn key_is_found_in_what_surrounds_it() {
    for (before, after) in [
        ("Bearer ", ""),
        ("\"", "\""),
        ("“", "”"),
        ("API_KEY=", ""),
        ("export API_KEY=\"", "\";"),
        ("\"apiKey\": \"", "\","),
        ("$env:API_KEY = '", "'"),
        ("Authorization: Bearer ", ""),
        ("'Authorization: Bearer ", "'"),
        ("\u{a0}\u{200b}", "\u{a0}"),
        ("", "…"),
        ("", "..."),
        ("", "\n"),
    ] {
        let found = ApiKey::find_in(&with(before, after)).expect("a key");
        assert_eq!(found.expose(), KEY, "{before:?} {after:?}");
    }
    for text in ["", "\"", "Bearer", "a b", "\"whsec_0\"", "“ä”"] {
        assert!(ApiKey::find_in(text).is_none(), "{text:?}");
    }
}

/// RFC 6750, 2.1: a token may have these, and `=` at its end.
#[test]
fn characters_of_bearer_tokens_are_left_alone() {
    for text in [
        "eyJhbGciOi.J9-_~+/x==",
        "abc=",
        "a:b",
        "sk_test_a=",
        "sk_test_a=sk_test_b",
        "Bearers",
    ] {
        assert_eq!(ApiKey::parse(text).unwrap().expose(), text);
    }
}

#[test]
fn signing_secrets_and_addresses_are_not_keys() {
    for text in [
        "whsec_0123456789",
        "\"whsec_0\"",
        "WEBHOOK_SECRET=whsec_0",
        "Bearer whsec_0",
    ] {
        is_named(
            text,
            ApiKeyError::SigningSecret,
            "this is a signing secret, not an API key",
        );
    }
    for text in [
        "https://hooks.example.com/x",
        "http://localhost:3000",
        "\"HTTPS://a.example\"",
    ] {
        is_named(
            text,
            ApiKeyError::Address,
            "this is an address, not an API key",
        );
    }
}

#[test]
fn given_key_is_cleaned_only_of_white_space_and_bearer() {
    for (before, after) in [
        ("", "\n"),
        ("\t", "\r\n"),
        ("\u{a0}", "\u{a0}"),
        ("Bearer ", ""),
        ("bearer\t", "\n"),
        (" Bearer  ", " "),
    ] {
        let key = ApiKey::parse_given(&with(before, after)).unwrap();
        assert_eq!(key.expose(), KEY, "{before:?} {after:?}");
    }
    for (text, error) in [
        ("", ApiKeyError::Empty),
        ("Bearer", ApiKeyError::Empty),
        ("Bearer  ", ApiKeyError::Empty),
        ("\"sk_test_a\"", ApiKeyError::BeginsWith('"')),
        ("Bearer 'sk_test_a'", ApiKeyError::BeginsWith('\'')),
        ("API_KEY=sk_test_a", ApiKeyError::BeginsWithName),
        ("sk_test_a\u{200b}", ApiKeyError::EndsWith('\u{200b}')),
        ("sk_test_a…", ApiKeyError::EndsWithEllipsis),
        ("sk_test_a\nb", ApiKeyError::HasLineBreak),
        ("whsec_0", ApiKeyError::SigningSecret),
    ] {
        assert_eq!(ApiKey::parse_given(text), Err(error), "{text:?}");
    }
}
