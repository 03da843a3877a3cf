use std::fmt;

/// One line of typed text, and when its problems are shown: not while it is typed for the first time, but once it was
/// left, and from then on at every change.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct TextField {
    text: String,
    /// Whether the person ever changed it.
    changed: bool,
    /// Whether it was changed since it was last looked at.
    pending: bool,
    looked: Looked,
    refusal: Option<String>,
}

/// When the text was first looked at.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Looked {
    #[default]
    NotYet,
    OnLeave,
    OnSubmit,
}

impl TextField {
    /// A field that starts with `text`.
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }

    /// Whether the person ever changed it.
    pub fn is_touched(&self) -> bool {
        self.changed
    }

    /// What is in the field.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The person changed the text. What the server said of the text before no longer holds.
    pub fn set(&mut self, text: String) {
        self.text = text;
        self.changed = true;
        self.pending = true;
        self.refusal = None;
    }

    /// The person left the field.
    pub fn leave(&mut self) {
        if self.changed && !self.text.is_empty() && self.looked == Looked::NotYet {
            self.looked = Looked::OnLeave;
        }
        self.pending = false;
    }

    /// The form was submitted.
    pub fn submit(&mut self) {
        self.looked = Looked::OnSubmit;
        self.pending = false;
        self.refusal = None;
    }

    /// The server refused the text, in these words.
    pub fn refuse(&mut self, message: String) {
        self.refusal = Some(message);
    }

    /// Whether it is time to say what is wrong. An empty field is spoken of after a submit only.
    pub fn is_checked(&self) -> bool {
        match self.looked {
            Looked::NotYet => false,
            Looked::OnLeave => !self.text.is_empty(),
            Looked::OnSubmit => true,
        }
    }

    /// Whether the text is checked and was not changed since: time to say what else there is to say of it.
    pub fn is_settled(&self) -> bool {
        !self.pending && self.is_checked()
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
