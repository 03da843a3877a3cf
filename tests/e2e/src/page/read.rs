//! What the page shows.

use serde_json::Value;

use super::Page;

/// The section with the outcome of a submit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// `created`, `not-created` or `unknown`.
    pub kind: String,
    /// The heading.
    pub heading: String,
    /// The whole text.
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
    /// Waits until a submit is complete and there is exactly one outcome.
    ///
    /// # Panics
    /// At the timeout, or when there are two outcomes.
    #[track_caller]
    pub fn outcome(&self) -> Outcome {
        let all = || self.shadow_script(OUTCOMES, &[]);
        let busy = "return first('[aria-busy=true]') !== null";
        self.wait_for("one outcome", || {
            let count = all().as_array().map_or(0, Vec::len);
            assert!(count < 2, "two outcomes\n{}", self.describe());
            count == 1 && self.shadow_script(busy, &[]) == false
        });
        let found = all();
        let part = |at: usize| text(&found[0][at]);
        Outcome {
            kind: part(0),
            heading: part(1),
            text: part(2),
        }
    }

    /// Whether the page shows any outcome.
    #[track_caller]
    pub fn has_outcome(&self) -> bool {
        self.shadow_script(OUTCOMES, &[]) != Value::Array(Vec::new())
    }

    /// The error of the field with this name; empty without one.
    #[track_caller]
    pub fn error_for(&self, name: &str) -> String {
        text(&self.shadow_script(ERROR, &[name.into()]))
    }

    /// Waits until the error of the field contains `part`.
    #[track_caller]
    pub fn wait_for_error_at(&self, name: &str, part: &str) {
        self.wait_for(&format!("\"{part}\" at {name}"), || {
            self.error_for(name).contains(part)
        });
    }

    /// The value of the field with this name.
    #[track_caller]
    pub fn value_of(&self, name: &str) -> String {
        let script = "return first(`[name='${arguments[0]}']`).value";
        text(&self.shadow_script(script, &[name.into()]))
    }

    /// The kinds that are ticked.
    #[track_caller]
    pub fn ticked(&self) -> Vec<String> {
        let script = "return every('[name=events]:checked').map((box) => box.value)";
        texts(&self.shadow_script(script, &[]))
    }

    /// The text that the page shows.
    #[track_caller]
    pub fn text(&self) -> String {
        text(&self.shadow_script("return visibleText()", &[]))
    }

    /// The text of the description of this term, a `dt`.
    #[track_caller]
    pub fn detail(&self, term: &str) -> String {
        let script = format!("{}?.innerText.trim()", function(DETAIL));
        text(&self.shadow_script(&script, &[term.into()]))
    }

    /// The texts of the elements in the description of this term that match the selector.
    #[track_caller]
    pub fn details(&self, term: &str, selector: &str) -> Vec<String> {
        let script = format!(
            "return [...({}).querySelectorAll(arguments[1])].map((node) => node.innerText)",
            function(DETAIL).trim_start_matches("return ")
        );
        texts(&self.shadow_script(&script, &[term.into(), selector.into()]))
    }

    /// The `datetime` in the description of this term.
    #[track_caller]
    pub fn instant(&self, term: &str) -> String {
        let script = format!("{}?.querySelector('time')?.dateTime", function(DETAIL));
        text(&self.shadow_script(&script, &[term.into()]))
    }

    /// The focused element: the `name` of a control, else its accessible name, its heading or its text.
    #[track_caller]
    pub fn focused(&self) -> String {
        text(&self.shadow_script(FOCUSED, &[]))
    }

    /// Waits until the element with this name has the focus.
    #[track_caller]
    pub fn wait_for_focus_on(&self, name: &str) {
        self.wait_for(&format!("the focus on \"{name}\""), || {
            self.focused() == name
        });
    }

    /// Waits until an element whose name contains `part` has the focus.
    #[track_caller]
    pub fn wait_for_focus_in(&self, part: &str) {
        self.wait_for(&format!("the focus on \"{part}\""), || {
            self.focused().contains(part)
        });
    }

    /// The secret, while it is revealed.
    #[track_caller]
    pub fn secret(&self) -> Option<String> {
        let script = "const shown = first(`output[aria-label='Signing secret'][aria-live=off]`);
            return shown?.checkVisibility() ? shown.textContent : ''";
        Some(text(&self.shadow_script(script, &[]))).filter(|secret| !secret.is_empty())
    }

    /// Reveals the secret, and returns it.
    ///
    /// # Panics
    /// When it is not shown.
    #[track_caller]
    pub fn reveal(&self) -> String {
        self.press("Reveal secret");
        self.wait_for("the revealed secret", || self.secret().is_some());
        self.secret().expect("the secret")
    }
}

/// Makes an expression of a function body.
fn function(body: &str) -> String {
    format!("return (function () {{ {body} }}).apply(null, arguments)")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

pub(super) fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(text).collect()
}
