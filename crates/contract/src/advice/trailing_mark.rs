//! A mark at the end of a URL that was perhaps copied with it from a sentence.

use crate::characters::{PAIRS, SENTENCE_MARKS};

/// The mark at the end of what follows the host. A bracket or quotation mark that closes one is part of the URL.
pub(super) fn find(after_host: &str) -> Option<char> {
    let mark = after_host.chars().last()?;
    let count = |c: char| after_host.matches(c).count();
    let is_unopened = |&(open, close): &(char, char)| {
        let closes_one = if open == close {
            count(close) % 2 == 0
        } else {
            count(close) <= count(open)
        };
        mark == close && !closes_one
    };
    let is_trailing = SENTENCE_MARKS.contains(mark) || PAIRS.iter().any(is_unopened);
    is_trailing.then_some(mark)
}
