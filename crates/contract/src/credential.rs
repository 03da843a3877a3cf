//! API keys and signing secrets in a text that is stored and shown in the clear.

use crate::SigningSecret;

/// What is recognized by its prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A text that begins like an API key.
    ApiKey,
    /// A text that begins like a signing secret.
    SigningSecret,
}

/// The prefixes of the API reference.
const PREFIXES: [(&str, Credential); 4] = [
    (SigningSecret::PREFIX, Credential::SigningSecret),
    ("sk_live_", Credential::ApiKey),
    ("sk_sandbox_", Credential::ApiKey),
    ("sk_test_", Credential::ApiKey),
];

/// The start of other keys, and how many letters, digits and underscores must follow: `sk_SK` is a locale.
const OTHER_KEY: (&str, usize) = ("sk_", 8);

impl Credential {
    /// The first credential in a text. It begins a word: there is none in `task_test_1`.
    pub fn find(text: &str) -> Option<Self> {
        let is_inner = |c: char| c.is_alphanumeric() || c == '_';
        text.split(|c: char| !is_inner(c)).find_map(Self::of_word)
    }

    fn of_word(word: &str) -> Option<Self> {
        let follows = |prefix: &str| word.strip_prefix(prefix).map_or(0, str::len);
        let known = PREFIXES.iter().find(|(prefix, _)| follows(prefix) > 0);
        let (other, least) = OTHER_KEY;
        known
            .map(|&(_, credential)| credential)
            .or_else(|| (follows(other) >= least).then_some(Self::ApiKey))
    }
}
