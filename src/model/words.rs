//! What is said to people, in the words of the page around the form where it gave some.
//!
//! As in gettext, the English text is its own key: `say("Create subscription")`. A value stands in it by name, as in
//! `{host}`, and may stand elsewhere in another language.

use std::cell::Cell;

use contract::phrase::fill;

/// Gives other words for an English text, if there are some.
pub type Translate = fn(&str) -> Option<String>;

thread_local! {
    static TRANSLATE: Cell<Translate> = const { Cell::new(|_| None) };
}

/// From now on these words are used.
pub fn speak(translate: Translate) {
    TRANSLATE.set(translate);
}

/// A text as people read it.
pub fn say(text: &str) -> String {
    TRANSLATE.get()(text).unwrap_or_else(|| text.to_owned())
}

/// A text with values in it, as people read it.
pub fn say_with<V: AsRef<str>>(text: &str, values: &[(&str, V)]) -> String {
    fill(&say(text), values)
}
