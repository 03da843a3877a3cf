//! What a pasted text was probably meant to be.

use contract::EndpointUrl;
use contract::characters::{PAIRS, SENTENCE_MARKS, code_point, is_invisible};

/// A valid address that the text was probably meant to be: without invisible characters, without what is around it, with
/// one scheme, which is https. `None` when the text is that already, and when only its scheme is missing.
pub(super) fn corrected(text: &str) -> Option<String> {
    // A longer text is no address, whatever is taken out of it.
    if text.len() > 8 * EndpointUrl::MAX_CHARS {
        return None;
    }
    let visible: String = text.chars().filter(|&c| !is_removed(c)).collect();
    let address = with_https(unwrapped(visible.trim()));
    let address = EndpointUrl::complete(&address).unwrap_or(address);
    let address = if EndpointUrl::parse(&address).is_ok() {
        address
    } else {
        address.trim_end_matches(is_trailing).to_owned()
    };
    let is_meant = address != text.trim() && EndpointUrl::complete(text).as_ref() != Some(&address);
    (is_meant && EndpointUrl::parse(&address).is_ok()).then_some(address)
}

/// Whether a character may follow an address in a sentence.
fn is_trailing(c: char) -> bool {
    SENTENCE_MARKS.contains(c) || c == '?' || PAIRS.iter().any(|&(_, close)| close == c)
}

/// Whether something is around an address.
pub(super) fn is_wrapped(text: &str) -> bool {
    let text = text.trim_start_matches(is_removed);
    unwrapped(text) != text
}

/// The invisible characters of a text, each once, such as "U+200B, U+FEFF".
pub(super) fn invisible_characters(text: &str) -> Option<String> {
    let mut found: Vec<char> = text.trim().chars().filter(|&c| is_removed(c)).collect();
    found.sort_unstable();
    found.dedup();
    let names: Vec<_> = found.into_iter().map(code_point).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The parser of URLs removes tabs and line breaks by itself, and refuses other control characters in a host.
fn is_removed(c: char) -> bool {
    is_invisible(c) && !c.is_control()
}

/// The text within the wrappings. A Markdown link `[text](address)` is its address.
fn unwrapped(mut text: &str) -> &str {
    loop {
        let link = text
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]("));
        let (inner, close) = match (link, text.chars().next()) {
            (Some((_, address)), _) => (address, ')'),
            (None, Some(first)) => {
                let pair = PAIRS.iter().find(|(open, _)| *open == first);
                let Some(&(_, close)) = pair else { return text };
                (&text[first.len_utf8()..], close)
            }
            (None, None) => return text,
        };
        // What follows the wrapping belongs to the sentence.
        text = inner.rfind(close).map_or(inner, |end| &inner[..end]).trim();
        text = strip_prefix(text, "url:").unwrap_or(text);
    }
}

/// The text with https, where it has http, and with one scheme, where it has several.
fn with_https(mut text: &str) -> String {
    let scheme_of = |text| strip_prefix(text, "https://").or_else(|| strip_prefix(text, "http://"));
    while let Some(rest) = scheme_of(text).filter(|rest| scheme_of(rest).is_some()) {
        text = rest;
    }
    match strip_prefix(text, "http:") {
        Some(rest) => ["https:", rest].concat(),
        None => text.to_owned(),
    }
}

/// The rest of a text after a prefix in ASCII, in upper or lower case.
fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}
