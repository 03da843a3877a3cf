//! Random words: ids, keys and secrets are all hex from the operating system.

use std::fmt::Write;

/// `N` random bytes.
///
/// # Panics
///
/// When the operating system has no random bytes to give: nothing here can be made safely then.
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// `prefix` and `N` random bytes in hex: `word::<8>("whk_")` has 16 digits.
pub(crate) fn word<const N: usize>(prefix: &str) -> String {
    let mut word = String::with_capacity(prefix.len() + 2 * N);
    word.push_str(prefix);
    for byte in random_bytes::<N>() {
        let _ = write!(word, "{byte:02x}");
    }
    word
}
