//! The style sheet in a medium that this browser is not: the condition of its rules is replaced by `all`.

use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::page::{page_with_secret, styled};

/// The form's own rules.
fn sheet(medium: &str) -> String {
    let rules = [
        include_str!("../../style/tokens.css"),
        include_str!("../../style/component.css"),
    ];
    rules
        .concat()
        .replace(&["@media ", medium].concat(), "@media all")
}

#[test]
async fn secret_that_is_not_printed_says_why_in_print_alone() {
    let page = page_with_secret().await;
    page.press("Reveal secret").await;
    let displays = |medium: &str| {
        let display = |selector: &str| styled(&sheet(medium), selector, "display");
        (display(".secret > output"), display(".secret > .on-paper"))
    };
    let pair = |secret: &str, reason: &str| (secret.to_owned(), reason.to_owned());
    assert_eq!(displays("nothing"), pair("inline-block", "none"));
    assert_eq!(displays("print"), pair("none", "block"));
}
