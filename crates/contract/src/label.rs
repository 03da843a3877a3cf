//! The label of a subscription.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// What people call a subscription: 1 to 60 characters, not all of them white space.
///
/// The reference says "characters" and no more; Unicode scalar values are counted here. The text is kept as it was
/// typed: white space is cut off for the emptiness test only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label(String);

impl Label {
    /// The most characters (Unicode scalar values) a label may have.
    pub const MAX_CHARS: usize = 60;

    /// Takes a label in.
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

    /// The label as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a server that counts UTF-16 units, as JavaScript does, would find the label too long.
    pub fn may_be_counted_longer(&self) -> bool {
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

/// Why a text is no label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelError {
    /// Nothing was given.
    Empty,
    /// White space only.
    Blank,
    /// More characters than a label may have.
    TooLong {
        /// The most characters there may be.
        max: usize,
        /// How many there were.
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
