//! Looking through shadow roots.

use serde_json::Value;

use super::Page;

const SCRIPT: &str = include_str!("deep.js");

impl Page {
    /// Does something while only one element of the page is looked at: the one with this selector.
    #[track_caller]
    pub fn within<T>(&self, selector: &str, act: impl FnOnce(&Self) -> T) -> T {
        let before = self.part.replace(Some(selector.to_owned()));
        let done = act(self);
        self.part.replace(before);
        done
    }

    /// Runs a function body that looks through open shadow roots: with `every`, `first`, `seen` and `focus`.
    #[track_caller]
    pub fn deep(&self, body: &str, arguments: &[Value]) -> Value {
        self.script(&self.with_deep(body), arguments)
    }

    pub(super) fn with_deep(&self, body: &str) -> String {
        let part = Value::from(self.part.borrow().clone());
        format!("const part = {part};\n{SCRIPT}{body}")
    }
}
