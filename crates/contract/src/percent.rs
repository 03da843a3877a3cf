//! Percent-decoding (RFC 3986, section 2.1).

/// Decodes each `%` that two hexadecimal digits follow. Bytes that are not UTF-8 become U+FFFD.
pub(crate) fn decode(text: &str) -> String {
    let mut parts = text.split('%');
    let mut decoded = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let digits = part
            .get(..2)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(byte.unwrap_or(b'%'));
        let rest = if byte.is_some() { &part[2..] } else { part };
        decoded.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
