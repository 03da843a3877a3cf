//! Finding things by what people call them.

use serde_json::Value;
use thirtyfour::WebElement;

use super::Page;

const SCRIPT: &str = include_str!("find.js");
const BUTTON: &str = "button, a[href], [role=button]";
const FIELD: &str = "input, select, textarea";
/// A box of the event picker, by its kind.
pub(super) const KIND: &str = "input[name=events]";

/// The box of a family of kinds.
pub(super) const FAMILY: &str = "legend input";
/// A button below a question.
pub(super) const ANSWER: &str = "[role=group][aria-labelledby=question] button";

impl Page {
    #[track_caller]
    pub(super) fn button(&self, name: &str) -> WebElement {
        self.one(BUTTON, name)
    }

    #[track_caller]
    pub(super) fn field(&self, label: &str) -> WebElement {
        self.one(FIELD, label)
    }

    /// Waits for the one visible element of a sort with this name.
    #[track_caller]
    pub(super) fn one(&self, sort: &str, name: &str) -> WebElement {
        let arguments = [Value::from(sort), Value::from(name)];
        let count = || self.deep(&with("return find(...arguments).length"), &arguments);
        self.until(&format!("one \"{name}\""), || count() == 1);
        let found = self.browser.try_run(async |driver| {
            let script = self.with_deep(&with("return find(...arguments)[0]"));
            driver.execute(script, arguments.to_vec()).await?.element()
        });
        found.unwrap_or_else(|error| panic!("\"{name}\": {error}\n{}", self.describe()))
    }

    /// Whether there is a visible button or link with this name now.
    #[track_caller]
    pub fn offers(&self, name: &str) -> bool {
        let arguments = [Value::from(BUTTON), Value::from(name)];
        self.deep(&with("return find(...arguments).length"), &arguments) == 1
    }

    /// Whether the button with this name can be pressed now.
    #[track_caller]
    pub fn is_enabled(&self, name: &str) -> bool {
        let button = self.button(name);
        self.browser
            .run("a button's state", async |_| button.is_enabled().await)
    }
}

pub(super) fn with(script: &str) -> String {
    [SCRIPT, script].concat()
}
