//! The checks of every page: no violation of the policy, and no unexpected console error.

use super::Page;

/// The warning about every page that preloads a program with its checksum. The checksum is verified later.
const PRELOAD_WARNING: &str = "`integrity` attribute is currently ignored for preload";

impl Page {
    /// Expects console errors that contain `part`, such as `401`.
    pub fn expects_console_error(&self, part: &str) {
        self.expected.borrow_mut().push(part.to_owned());
    }

    /// The violations of the content security policy in the current document.
    pub fn violations(&self) -> Vec<String> {
        let script = "return window.policyViolations ?? []";
        let found = self.browser.try_script(script, &[]).unwrap_or_default();
        let found = found.as_array().into_iter().flatten();
        found.map(ToString::to_string).collect()
    }

    /// The errors, warnings and policy violations that the test does not expect.
    pub fn unexpected_errors(&self) -> Vec<String> {
        let expected = self.expected.borrow();
        let messages = self.browser.console_messages().into_iter();
        let errors = messages
            .filter(|message| message.is_error)
            .map(|message| message.text);
        self.violations()
            .into_iter()
            .chain(errors)
            .filter(|message| !message.contains(PRELOAD_WARNING))
            .filter(|message| !expected.iter().any(|part| message.contains(part)))
            .collect()
    }

    /// All console messages, of every level.
    pub fn console_messages(&self) -> Vec<String> {
        self.browser
            .console_messages()
            .into_iter()
            .map(|message| message.text)
            .collect()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}", self.describe());
            return;
        }
        let errors = self.unexpected_errors();
        assert!(
            errors.is_empty(),
            "the console has errors that the test does not expect: {errors:#?}"
        );
    }
}
