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

/// A number as a value of a text. Made here: what `to_string` and `format!` bring for a number is kilobytes of every page.
pub fn decimal(number: impl TryInto<usize>) -> String {
    digits(number.try_into().unwrap_or(usize::MAX), 10, 1)
}

/// The number of a character, as in `202E`: at least four digits.
pub fn code_point(c: char) -> String {
    digits(c as usize, 16, 4)
}

fn digits(mut number: usize, base: usize, least: usize) -> String {
    let mut digits = Vec::new();
    while number > 0 || digits.len() < least {
        digits.push(char::from(b"0123456789ABCDEF"[number % base]));
        number /= base;
    }
    digits.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{code_point, decimal};

    #[test]
    fn numbers_have_their_digits() {
        for (number, digits) in [(0, "0"), (7, "7"), (10, "10"), (1_203, "1203")] {
            assert_eq!(decimal(number), digits);
        }
        assert_eq!(decimal(u32::MAX), "4294967295");
        assert_eq!(decimal(usize::MAX), usize::MAX.to_string());
    }

    #[test]
    fn characters_have_four_digits_or_more() {
        for (c, digits) in [('\0', "0000"), ('\u{ad}', "00AD"), ('\u{10ffff}', "10FFFF")] {
            assert_eq!(code_point(c), digits);
        }
    }
}
