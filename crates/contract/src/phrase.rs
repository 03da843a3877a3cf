//! Templates: `{host}` is a placeholder for the value of that name.

/// Replaces each placeholder with its value. A placeholder without a value is left as it is.
///
/// The template is read once from start to end, so braces in a value are not placeholders.
pub fn fill<V: AsRef<str>>(text: &str, values: &[(&str, V)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value.as_ref(), after))
        });
        let (piece, next) = named.unwrap_or(("{", after));
        filled.push_str(piece);
        rest = next;
    }
    filled.push_str(rest);
    filled
}
