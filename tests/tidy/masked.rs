//! Rust code without its literals and comments, for searching.

/// Replaces the content of literals by `_` and comments by spaces. The length in bytes and the line breaks do not change.
pub fn masked(code: &str) -> String {
    let mut masked = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let (length, mask) = token(rest, c, masked.chars().next_back());
        let (taken, after) = rest.split_at(length);
        let last = taken.len() - 1;
        for (at, c) in taken.char_indices() {
            match mask {
                Some(mask) if c != '\n' && (mask == ' ' || at > 0 && at < last) => {
                    masked.extend(std::iter::repeat_n(mask, c.len_utf8()));
                }
                _ => masked.push(c),
            }
        }
        rest = after;
    }
    masked
}

/// How long the token is that begins here, and what masks it.
fn token(rest: &str, first: char, before: Option<char>) -> (usize, Option<char>) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), Some(' '));
    }
    if rest.starts_with("/*") {
        return (rest.find("*/").map_or(rest.len(), |end| end + 2), Some(' '));
    }
    let is_raw = before == Some('r') || before == Some('#');
    match first {
        '"' if is_raw => {
            let end = if before == Some('#') { "\"#" } else { "\"" };
            let end = rest[1..].find(end).map_or(rest.len(), |end| end + 2);
            (end, Some('_'))
        }
        '"' => (end_of_literal(rest), Some('_')),
        '\'' => {
            let mut after = rest[1..].chars();
            let length = match after.next() {
                Some('\\') => rest[2..].find('\'').map(|end| end + 3),
                Some(c) if after.next() == Some('\'') => Some(c.len_utf8() + 2),
                // A lifetime.
                _ => None,
            };
            length.map_or((1, None), |length| (length, Some('_')))
        }
        c => (c.len_utf8(), None),
    }
}

fn end_of_literal(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !is_escaped => return at + 1,
            _ => is_escaped = c == '\\' && !is_escaped,
        }
    }
    rest.len()
}

#[test]
fn literals_and_comments_are_masked() {
    let code = "f('\"', \"a \\\"{b}\\\"\", 'x) // {\n r\"\\\" é /* \" */ '}'";
    let expected = "f('_', \"_________\", 'x)     \n r\"_\" é         '_'";
    assert_eq!(masked(code), expected);
    assert_eq!(masked(code).len(), code.len());
}
