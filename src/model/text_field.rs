use std::fmt;

use super::Message;

/// One line of text. Its problems are shown once the field was left or the form submitted, and from then on at every
/// change; not while the text is typed for the first time.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct TextField {
    initial: String,
    text: String,
    edits: u32,
    /// Whether the person changed the text since it was initial.
    edited: bool,
    /// Whether the text was changed since the field was last left.
    active: bool,
    checked: Checked,
    rejection: Option<Message>,
}

/// Since when the text is checked.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Checked {
    #[default]
    Never,
    SinceBlur,
    SinceSubmit,
}

impl TextField {
    /// A field with an initial text.
    pub fn new(initial: &str) -> Self {
        Self {
            initial: initial.to_owned(),
            text: initial.to_owned(),
            ..Self::default()
        }
    }

    /// Changes the initial text, and the text with it unless the person has edited it.
    pub fn set_initial(&mut self, initial: &str) {
        if self.edited {
            initial.clone_into(&mut self.initial);
        } else if self.initial != initial {
            *self = Self {
                edits: self.edits,
                ..Self::new(initial)
            };
        }
    }

    /// Goes back to the initial text.
    pub fn reset(&mut self) {
        *self = Self {
            edits: self.edits + 1,
            ..Self::new(&self.initial)
        };
    }

    /// The text in the field.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How often the person changed the text, or it was reset.
    pub fn edits(&self) -> u32 {
        self.edits
    }

    /// Whether the text differs from the initial one.
    pub fn is_dirty(&self) -> bool {
        self.text != self.initial
    }

    /// The person changed the text. Server errors for the old value no longer apply.
    pub fn set(&mut self, text: String) {
        self.text = text;
        self.edits += 1;
        self.edited = true;
        self.active = true;
        self.rejection = None;
    }

    /// The person left the field.
    pub fn blur(&mut self) {
        if self.edited && !self.text.is_empty() && self.checked == Checked::Never {
            self.checked = Checked::SinceBlur;
        }
        self.active = false;
    }

    /// The form was submitted.
    pub fn submit(&mut self) {
        self.checked = Checked::SinceSubmit;
        self.active = false;
        self.rejection = None;
    }

    /// The server refused the text with this message.
    pub fn reject(&mut self, message: impl Into<Message>) {
        self.rejection = Some(message.into());
    }

    /// Whether problems are shown. Those of an empty field are shown after a submit only.
    pub fn is_checked(&self) -> bool {
        match self.checked {
            Checked::Never => false,
            Checked::SinceBlur => !self.text.is_empty(),
            Checked::SinceSubmit => true,
        }
    }

    /// Whether the text was changed since the field was last left: the person may still be typing.
    pub fn is_active(&self) -> bool {
        self.active
    }

    /// Whether the text is checked and was not changed since, so that advice about it does not interrupt.
    pub fn is_settled(&self) -> bool {
        !self.active && self.is_checked()
    }

    /// The problem to show: the server's message, else the error that `check` finds in the text.
    pub fn problem(&self, check: impl FnOnce(&str) -> Option<Message>) -> Option<Message> {
        self.rejection
            .clone()
            .or_else(|| self.is_checked().then(|| check(&self.text)).flatten())
    }
}

/// The text may be a key, and an endpoint's address is often a secret: it is not printed.
impl fmt::Debug for TextField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}
