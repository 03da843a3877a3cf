//! What must never happen, whatever a test does.

use super::Page;

/// Said of every page that preloads a program with its checksum, though the checksum is held against it later on.
const PRELOAD: &str = "`integrity` attribute is currently ignored for preload";

impl Page {
    /// The test brings about console messages with this in them, such as `401`.
    pub fn expects(&self, part: &str) {
        self.expected.borrow_mut().push(part.to_owned());
    }

    /// Where the present document violated the content security policy.
    pub fn violations(&self) -> Vec<String> {
        let script = "return window.policyViolations ?? []";
        let found = self.browser.try_script(script, &[]).unwrap_or_default();
        let found = found.as_array().into_iter().flatten();
        found.map(ToString::to_string).collect()
    }

    /// What the console was told that no test expects: errors, warnings, violations.
    pub fn complaints(&self) -> Vec<String> {
        let expected = self.expected.borrow();
        let told = self.browser.told().into_iter();
        let told = told
            .filter(|told| told.is_complaint)
            .map(|told| told.message);
        self.violations()
            .into_iter()
            .chain(told)
            .filter(|message| !message.contains(PRELOAD))
            .filter(|message| !expected.iter().any(|part| message.contains(part)))
            .collect()
    }

    /// Everything that the console was told, of whatever level.
    pub fn console(&self) -> Vec<String> {
        self.browser
            .told()
            .into_iter()
            .map(|told| told.message)
            .collect()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}", self.describe());
            return;
        }
        let complaints = self.complaints();
        assert!(
            complaints.is_empty(),
            "the console was told what the test does not expect: {complaints:#?}"
        );
    }
}
