//! The label of a subscription.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// The name of a subscription: 1 to 60 characters, not all of them white space.
///
/// The API reference says only "characters"; this counts Unicode scalar values. The text is not trimmed. The form composes it
/// (NFC) before it is parsed, so that what a person sees as one character counts as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label(String);

impl Label {
    /// The most characters (Unicode scalar values) a label may have.
    pub const MAX_CHARS: usize = 60;

    /// Parses a label.
    ///
    /// # Errors
    /// [`LabelError::Empty`] for `""`, [`LabelError::Blank`] for `"   "`, [`LabelError::TooLong`] for 61 characters.
    pub fn parse(text: &str) -> Result<Self, LabelError> {
        if text.is_empty() {
            return Err(LabelError::Empty);
        }
        if text.trim().is_empty() {
            return Err(LabelError::Blank);
        }
        let len = text.chars().count();
        if len > Self::MAX_CHARS {
            return Err(LabelError::TooLong {
                max: Self::MAX_CHARS,
                len,
            });
        }
        Ok(Self(text.to_owned()))
    }

    /// The label, as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the label is too long for a server that counts UTF-16 code units, as JavaScript does.
    pub fn exceeds_limit_in_utf16(&self) -> bool {
        self.0.encode_utf16().count() > Self::MAX_CHARS
    }
}

impl FromStr for Label {
    type Err = LabelError;
    fn from_str(text: &str) -> Result<Self, LabelError> {
        Self::parse(text)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is not a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelError {
    /// The text is empty.
    Empty,
    /// Only white space.
    Blank,
    /// More than [`Label::MAX_CHARS`] characters.
    TooLong {
        /// The limit.
        max: usize,
        /// The number of characters.
        len: usize,
    },
}

impl fmt::Display for LabelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a label is needed"),
            Self::Blank => f.write_str("the label holds only white space"),
            Self::TooLong { max, len } => write!(f, "at most {max} characters, {len} were given"),
        }
    }
}

impl std::error::Error for LabelError {}
