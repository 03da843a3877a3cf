//! Scripts that look into open shadow roots.

use serde_json::Value;

use super::Page;

const SCRIPT: &str = include_str!("shadow.js");

impl Page {
    /// Calls `act` while only the element with this selector is in scope.
    #[track_caller]
    pub fn within<T>(&self, selector: &str, act: impl FnOnce(&Self) -> T) -> T {
        let before = self.scope.replace(Some(selector.to_owned()));
        let result = act(self);
        self.scope.replace(before);
        result
    }

    /// Runs a function body with helpers that look into open shadow roots: `every`, `first`, `visibleText` and `focus`.
    #[track_caller]
    pub fn shadow_script(&self, body: &str, arguments: &[Value]) -> Value {
        self.script(&self.with_shadow_helpers(body), arguments)
    }

    pub(super) fn with_shadow_helpers(&self, body: &str) -> String {
        let scope = Value::from(self.scope.borrow().clone());
        format!("const scope = {scope};\n{SCRIPT}{body}")
    }
}
