//! Decodes `xn--` labels (RFC 3492). The URL parser does the encoding.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const FIRST_BIAS: u32 = 72;
const FIRST_CODE_POINT: u32 = 0x80;

/// Decodes a label without its `xn--`; `None` when it is malformed.
pub(crate) fn decode(label: &str) -> Option<String> {
    let (plain, deltas) = label.rsplit_once('-').unwrap_or(("", label));
    let mut decoded: Vec<char> = plain.chars().collect();
    let (mut code_point, mut index, mut bias) = (FIRST_CODE_POINT, 0_u32, FIRST_BIAS);
    let mut digits = deltas.chars();
    while !digits.as_str().is_empty() {
        let before = index;
        let (mut weight, mut k) = (1_u32, BASE);
        loop {
            let digit = value(digits.next()?)?;
            index = index.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
        }
        let count = u32::try_from(decoded.len()).ok()? + 1;
        bias = adapt(index - before, count, before == 0);
        code_point = code_point.checked_add(index / count)?;
        index %= count;
        decoded.insert(index as usize, char::from_u32(code_point)?);
        index += 1;
    }
    Some(decoded.into_iter().collect())
}

/// `a` to `z` are 0 to 25, `0` to `9` are 26 to 35: not the digits of `char::to_digit`.
fn value(digit: char) -> Option<u32> {
    match digit {
        '0'..='9' => Some(u32::from(digit) - u32::from('0') + 26),
        _ => digit.to_digit(BASE).map(|value| value - 10),
    }
}

fn adapt(delta: u32, count: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > ((BASE - T_MIN) * T_MAX) / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}
