use std::fmt;

/// One line of typed text, and when its problems are shown: not while it is typed for the first time, but once it was
/// left, and from then on at every change.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct TextField {
    text: String,
    changed: bool,
    left: bool,
    submitted: bool,
    refusal: Option<String>,
}

impl TextField {
    /// A field that starts with `text`.
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }

    /// What is in the field.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The person changed the text. What the server said of the text before no longer holds.
    pub fn set(&mut self, text: String) {
        self.text = text;
        self.changed = true;
        self.refusal = None;
    }

    /// The person left the field.
    pub fn leave(&mut self) {
        self.left |= self.changed && !self.text.is_empty();
    }

    /// The form was submitted.
    pub fn submit(&mut self) {
        self.submitted = true;
        self.refusal = None;
    }

    /// The server refused the text, in these words.
    pub fn refuse(&mut self, message: String) {
        self.refusal = Some(message);
    }

    /// Whether it is time to say what is wrong. An empty field is spoken of after a submit only.
    pub fn is_checked(&self) -> bool {
        self.submitted || (self.left && !self.text.is_empty())
    }

    /// What is to be said of the text now: the server's words, else what `check` finds.
    pub fn problem(&self, check: impl FnOnce(&str) -> Option<String>) -> Option<String> {
        self.refusal
            .clone()
            .or_else(|| self.is_checked().then(|| check(&self.text)).flatten())
    }
}

/// The text may be a key, and an endpoint's address is often a secret: it is not printed.
impl fmt::Debug for TextField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextField")
            .field("is_checked", &self.is_checked())
            .finish_non_exhaustive()
    }
}
