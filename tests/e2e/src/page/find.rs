//! Finding controls by their accessible names.

use serde_json::Value;
use thirtyfour::WebElement;

use super::Page;

const SCRIPT: &str = include_str!("find.js");
const BUTTON: &str = "button, a[href], [role=button]";
const FIELD: &str = "input, select, textarea";
/// A checkbox of the event picker, by its kind.
pub(super) const KIND: &str = "input[name=events]";

/// The checkbox of a family of kinds.
pub(super) const FAMILY: &str = "legend input";
/// A button of a confirmation.
pub(super) const CONFIRMATION_BUTTON: &str = "[role=group][aria-labelledby^=question] button";

impl Page {
    #[track_caller]
    pub(super) fn button(&self, name: &str) -> WebElement {
        self.find_one(BUTTON, name)
    }

    #[track_caller]
    pub(super) fn field(&self, label: &str) -> WebElement {
        self.find_one(FIELD, label)
    }

    /// Waits for exactly one visible element that matches the selector and has this name.
    #[track_caller]
    pub(super) fn find_one(&self, selector: &str, name: &str) -> WebElement {
        let arguments = [Value::from(selector), Value::from(name)];
        let count = || {
            self.shadow_script(
                &with_helpers("return find(...arguments).length"),
                &arguments,
            )
        };
        self.wait_for(&format!("one \"{name}\""), || count() == 1);
        let found = self.browser.try_run(async |driver| {
            let script = self.with_shadow_helpers(&with_helpers("return find(...arguments)[0]"));
            driver.execute(script, arguments.to_vec()).await?.element()
        });
        found.unwrap_or_else(|error| panic!("\"{name}\": {error}\n{}", self.describe()))
    }

    /// Whether there is a visible button or link with this name.
    #[track_caller]
    pub fn has_button(&self, name: &str) -> bool {
        let arguments = [Value::from(BUTTON), Value::from(name)];
        self.shadow_script(
            &with_helpers("return find(...arguments).length"),
            &arguments,
        ) == 1
    }

    /// Whether the button with this name is enabled.
    #[track_caller]
    pub fn is_enabled(&self, name: &str) -> bool {
        let button = self.button(name);
        self.browser
            .run("a button's state", async |_| button.is_enabled().await)
    }
}

pub(super) fn with_helpers(script: &str) -> String {
    [SCRIPT, script].concat()
}
