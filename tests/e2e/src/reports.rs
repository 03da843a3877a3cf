//! What browsers report of pages that broke their policy: in every engine, and from a document's first moment on.

use std::cell::RefCell;

/// The reports that a test brings about.
#[derive(Default)]
pub(crate) struct Expected(RefCell<Vec<String>>);

impl Expected {
    /// Reports with this in them are no news.
    pub(crate) fn add(&self, part: &str) {
        self.0.borrow_mut().push(part.to_owned());
    }

    /// # Panics
    /// When there is another one.
    pub(crate) fn hold_against(&self, reports: &[String]) {
        if std::thread::panicking() {
            return;
        }
        let expected = self.0.borrow();
        let news: Vec<_> = reports
            .iter()
            .filter(|report| !expected.iter().any(|part| report.contains(part)))
            .collect();
        assert!(
            news.is_empty(),
            "the browser reports what breaks the policy: {news:#?}"
        );
    }
}
