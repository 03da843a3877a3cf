//! Random tokens for ids, keys and secrets.

use std::fmt::Write;

/// `N` random bytes.
///
/// # Panics
///
/// When the operating system provides no random bytes: no token would be safe then.
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system provides random bytes");
    bytes
}

/// `prefix` and `N` random bytes in hex: `hex_token::<8>("whk_")` has 16 digits.
pub(crate) fn hex_token<const N: usize>(prefix: &str) -> String {
    let mut token = String::with_capacity(prefix.len() + 2 * N);
    token.push_str(prefix);
    for byte in random_bytes::<N>() {
        let _ = write!(token, "{byte:02x}");
    }
    token
}
