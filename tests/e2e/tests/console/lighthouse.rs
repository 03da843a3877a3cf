//! The audits of Lighthouse.

use e2e::{Sandbox, lighthouse};

#[test]
fn no_audit_of_accessibility_best_practices_or_search_fails() {
    let sandbox = Sandbox::start();
    if let Err(failures) = lighthouse(sandbox.origin()) {
        panic!("{failures}");
    }
}
