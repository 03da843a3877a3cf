//! Characters that are copied together with a text, and those that nobody sees.

/// Quotation marks and brackets, as people and programs put them around an address (RFC 3986, appendix C) or a key: the one
/// that opens, and the one that closes.
pub const PAIRS: [(char, char); 13] = [
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('<', '>'),
    ('“', '”'),
    ('„', '“'),
    ('‘', '’'),
    ('‚', '‘'),
    ('«', '»'),
    ('‹', '›'),
];

/// The marks of a sentence that follow an address in it. Not the question mark: an empty query ends in it.
pub const SENTENCE_MARKS: &str = ".,;:!";

/// Whether a character opens or closes a pair.
pub(crate) fn is_of_pair(c: char) -> bool {
    PAIRS.iter().any(|&(open, close)| c == open || c == close)
}

/// Whether nobody sees a character, or it changes the direction of others. Not the joiners U+200C and U+200D: scripts and
/// emoji are written with them.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The name of a character's code point, such as "U+200B".
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}
