use contract::characters::{code_point, is_invisible};

/// A text from elsewhere with its invisible and direction-changing characters escaped, so that it reads as what it is.
pub fn escape_invisible(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_invisible(c) {
            escaped.extend(["[", &code_point(c), "]"]);
        } else {
            escaped.push(c);
        }
    }
    escaped
}
