use contract::characters::{code_point, is_invisible};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn character_that_nobody_sees_or_that_turns_others_is_invisible() {
    for c in [
        '\0',
        '\t',
        '\u{7f}',
        '\u{85}',
        '\u{ad}',
        '\u{61c}',
        '\u{180e}',
        '\u{200b}',
        '\u{200e}',
        '\u{200f}',
        '\u{2028}',
        '\u{2029}',
        '\u{202a}',
        '\u{202e}',
        '\u{2060}',
        '\u{2066}',
        '\u{2069}',
        '\u{206f}',
        '\u{feff}',
        '\u{e0041}',
    ] {
        assert!(is_invisible(c), "{}", code_point(c));
    }
}

#[test]
fn letter_space_and_joiner_are_not_invisible() {
    for c in [
        'a', 'ש', '\u{301}', ' ', '\u{a0}', '\u{3000}', '\u{200c}', '\u{200d}', '\u{2027}',
    ] {
        assert!(!is_invisible(c), "{}", code_point(c));
    }
}

#[test]
fn code_point_has_at_least_four_digits() {
    for (c, name) in [
        ('\0', "U+0000"),
        ('\u{ad}', "U+00AD"),
        ('\u{200b}', "U+200B"),
        ('\u{e0041}', "U+E0041"),
    ] {
        assert_eq!(code_point(c), name);
    }
}
