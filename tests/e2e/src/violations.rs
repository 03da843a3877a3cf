//! The violations of the content security policy that browsers report: in every engine, from the start of a document.

use std::cell::RefCell;

/// The violations that a test expects.
#[derive(Default)]
pub(crate) struct ExpectedViolations(RefCell<Vec<String>>);

impl ExpectedViolations {
    /// Expects reports that contain `part`.
    pub(crate) fn add(&self, part: &str) {
        self.0.borrow_mut().push(part.to_owned());
    }

    /// # Panics
    /// When a report is not expected.
    pub(crate) fn assert_no_others(&self, reports: &[String]) {
        if std::thread::panicking() {
            return;
        }
        let expected = self.0.borrow();
        let unexpected: Vec<_> = reports
            .iter()
            .filter(|report| !expected.iter().any(|part| report.contains(part)))
            .collect();
        assert!(
            unexpected.is_empty(),
            "the browser reports violations of the policy: {unexpected:#?}"
        );
    }
}
