//! Texts for people, before they are translated.

use std::borrow::Cow;
use std::fmt;

use contract::phrase::fill;

use super::escape_invisible;

/// A text for people, not yet in the reader's language.
///
/// As in gettext, the English text is its own key: `Message::new("Create subscription")`. A placeholder such as `{host}`
/// names a value, and may be at another place in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A text of ours and the values in it.
    Template(Cow<'static, str>, Vec<(&'static str, Message)>),
    /// A text that is not ours, from the API for example. It is never translated, and its invisible characters are shown.
    Verbatim(String),
    /// Several messages with commas between them.
    List(Vec<Message>),
}

impl Message {
    /// A text of ours.
    pub fn new(text: impl Into<Cow<'static, str>>) -> Self {
        Self::Template(text.into(), Vec::new())
    }

    /// The same with a value for `{name}`, which is not translated. Only a text of ours has values.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers pass a number without a reference"
    )]
    pub fn with(self, name: &'static str, value: impl ToString) -> Self {
        self.with_message(name, Self::Verbatim(value.to_string()))
    }

    /// The same with a message for `{name}`, which is translated too.
    #[must_use]
    pub fn with_message(mut self, name: &'static str, value: Self) -> Self {
        if let Self::Template(_, values) = &mut self {
            values.push((name, value));
        }
        self
    }

    /// The text as people read it. `translate` gives a translation of an English text, if it has one.
    pub fn translated(&self, translate: &dyn Fn(&str) -> Option<String>) -> String {
        match self {
            Self::Template(text, values) => {
                // An empty text would hide an error.
                let translation = translate(text).filter(|text| !text.is_empty());
                let text = translation.as_deref().unwrap_or(text);
                let values: Vec<_> = values
                    .iter()
                    .map(|(name, value)| (*name, value.translated(translate)))
                    .collect();
                fill(text, &values)
            }
            Self::Verbatim(text) => escape_invisible(text),
            Self::List(messages) => {
                let texts: Vec<_> = messages
                    .iter()
                    .map(|message| message.translated(translate))
                    .collect();
                texts.join(", ")
            }
        }
    }
}

/// In English.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.translated(&|_| None))
    }
}

/// A text of ours.
impl From<&'static str> for Message {
    fn from(text: &'static str) -> Self {
        Self::new(text)
    }
}

/// A text from the page or the server.
impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::Verbatim(text)
    }
}
