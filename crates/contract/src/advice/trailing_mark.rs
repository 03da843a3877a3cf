//! A mark at the end of a URL that was perhaps copied with it from a sentence.

const BRACKETS: [(char, char); 6] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('<', '>'),
    ('“', '”'),
    ('«', '»'),
];

/// The mark at the end of what follows the host. A bracket or quotation mark that closes one is part of the URL.
pub(super) fn find(after_host: &str) -> Option<char> {
    let mark = after_host.chars().last()?;
    let count = |c: char| after_host.matches(c).count();
    let is_trailing = match mark {
        '.' | ',' | ';' | ':' | '!' => true,
        '"' | '\'' => count(mark) % 2 == 1,
        _ => BRACKETS
            .iter()
            .any(|&(open, close)| mark == close && count(open) < count(close)),
    };
    is_trailing.then_some(mark)
}
