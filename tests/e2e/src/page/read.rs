//! What a person sees.

use serde_json::Value;

use super::Page;

/// The one section that tells what came of a submit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// `created`, `not-created` or `unknown`.
    pub word: String,
    /// Its heading.
    pub heading: String,
    /// All its text.
    pub text: String,
}

const OUTCOMES: &str = "return every('[data-outcome]')
    .filter((section) => section.checkVisibility())
    .map((section) => [section.dataset.outcome, section.querySelector('h1, h2').innerText, section.innerText])";

const ERROR: &str = "const control = first(`[name='${arguments[0]}']`);
    const described = [control, control.closest('[aria-describedby]'),
        ...every('fieldset[aria-describedby]')].filter((node) => node &&
        (node.contains(control) || arguments[0] === 'events'));
    const ids = described.flatMap((node) => (node.getAttribute('aria-describedby') ?? '').split(' '));
    return [...new Set(ids)].map((id) => control.getRootNode().getElementById(id))
        .filter((node) => node?.hasAttribute('aria-live')).map((node) => node.innerText).join(' ')";

const DETAIL: &str = "const terms = every('dt').filter((term) =>
        term.checkVisibility() && term.innerText.trim() === arguments[0]);
    return terms.length === 1 ? terms[0].nextElementSibling : null";

const FOCUSED: &str = "const focused = focus();
    return focused.name || focused.getAttribute('aria-label')
        || focused.querySelector(':scope > h1, :scope > h2')?.innerText || focused.innerText";

impl Page {
    /// Waits until a submit has come to its end, in exactly one section.
    ///
    /// # Panics
    /// When it does not, or ends in two.
    #[track_caller]
    pub fn outcome(&self) -> Outcome {
        let all = || self.deep(OUTCOMES, &[]);
        let busy = "return first('[aria-busy=true]') !== null";
        self.until("one outcome", || {
            let count = all().as_array().map_or(0, Vec::len);
            assert!(count < 2, "two outcomes\n{}", self.describe());
            count == 1 && self.deep(busy, &[]) == false
        });
        let found = all();
        let part = |at: usize| text(&found[0][at]);
        Outcome {
            word: part(0),
            heading: part(1),
            text: part(2),
        }
    }

    /// Whether any outcome is on the page now.
    #[track_caller]
    pub fn has_outcome(&self) -> bool {
        self.deep(OUTCOMES, &[]) != Value::Array(Vec::new())
    }

    /// What is said to be wrong with the field of this name; empty when nothing is.
    #[track_caller]
    pub fn error_for(&self, name: &str) -> String {
        text(&self.deep(ERROR, &[name.into()]))
    }

    /// Waits until this is said of the field.
    #[track_caller]
    pub fn sees_error_for(&self, name: &str, part: &str) {
        self.until(&format!("\"{part}\" at {name}"), || {
            self.error_for(name).contains(part)
        });
    }

    /// What is in the field of this name.
    #[track_caller]
    pub fn value_of(&self, name: &str) -> String {
        let script = "return first(`[name='${arguments[0]}']`).value";
        text(&self.deep(script, &[name.into()]))
    }

    /// The kinds that are ticked.
    #[track_caller]
    pub fn ticked(&self) -> Vec<String> {
        let script = "return every('[name=events]:checked').map((box) => box.value)";
        texts(&self.deep(script, &[]))
    }

    /// The text that the page shows.
    #[track_caller]
    pub fn text(&self) -> String {
        text(&self.deep("return seen()", &[]))
    }

    /// The text of what stands beside this term.
    #[track_caller]
    pub fn detail(&self, term: &str) -> String {
        let script = format!("{}?.innerText.trim()", function(DETAIL));
        text(&self.deep(&script, &[term.into()]))
    }

    /// The pieces of what stands beside this term.
    #[track_caller]
    pub fn details(&self, term: &str, selector: &str) -> Vec<String> {
        let script = format!(
            "return [...({}).querySelectorAll(arguments[1])].map((node) => node.innerText)",
            function(DETAIL).trim_start_matches("return ")
        );
        texts(&self.deep(&script, &[term.into(), selector.into()]))
    }

    /// The instant beside this term, as machines read it.
    #[track_caller]
    pub fn instant(&self, term: &str) -> String {
        let script = format!("{}?.querySelector('time')?.dateTime", function(DETAIL));
        text(&self.deep(&script, &[term.into()]))
    }

    /// What has the focus: the name of a control, else what it is called or begins with.
    #[track_caller]
    pub fn focused(&self) -> String {
        text(&self.deep(FOCUSED, &[]))
    }

    /// Waits until this has the focus.
    #[track_caller]
    pub fn sees_focus_on(&self, name: &str) {
        self.until(&format!("the focus on \"{name}\""), || {
            self.focused() == name
        });
    }

    /// Waits until something that says this has the focus.
    #[track_caller]
    pub fn sees_focus_in(&self, part: &str) {
        self.until(&format!("the focus on \"{part}\""), || {
            self.focused().contains(part)
        });
    }

    /// The secret, while it is revealed.
    #[track_caller]
    pub fn secret(&self) -> Option<String> {
        let script = "const shown = first(`output[aria-label='Signing secret'][aria-live=off]`);
            return shown?.checkVisibility() ? shown.textContent : ''";
        Some(text(&self.deep(script, &[]))).filter(|secret| !secret.is_empty())
    }

    /// Reveals the secret, and gives it.
    ///
    /// # Panics
    /// When it does not come.
    #[track_caller]
    pub fn reveal(&self) -> String {
        self.press("Reveal secret");
        self.until("the revealed secret", || self.secret().is_some());
        self.secret().expect("the secret")
    }
}

/// A function body as an expression.
fn function(body: &str) -> String {
    format!("return (function () {{ {body} }}).apply(null, arguments)")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

pub(super) fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(text).collect()
}
