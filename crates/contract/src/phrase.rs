//! Texts with values in them: `{host}` stands for the value of that name.

/// Puts the values where their names stand. A name that has no value stays as it is.
///
/// The text is read once from its start, so that braces in a value are only braces.
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
