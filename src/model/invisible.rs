use std::fmt::Write;

/// A text from elsewhere with its invisible and direction-changing characters escaped, so that it reads as what it is.
pub fn escape_invisible(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_invisible(c) {
            // Writing to a `String` never fails.
            let _ = write!(escaped, "[U+{:04X}]", c as u32);
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// The joiners U+200C and U+200D stay as they are: scripts and emoji are written with them.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}
