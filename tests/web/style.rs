//! The style sheet in a medium that this browser is not: the condition of its rules is replaced by `all`.

use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::page::{Page, page_with_secret, styled};

/// The form's own rules. The host page's text is small: a size in `rem` is smaller than at its default.
fn sheet(medium: &str) -> String {
    let rules = [
        ":root { font-size: 10px }",
        include_str!("../../style/tokens.css"),
        include_str!("../../style/component.css"),
    ];
    rules
        .concat()
        .replace(&["@media ", medium].concat(), "@media all")
}

/// A phone enlarges a page whose input is smaller, and leaves it enlarged.
#[test]
async fn text_input_has_16_pixels_where_a_finger_points() {
    let _page = Page::open().await;
    let sizes = |sheet: String| -> Vec<f64> {
        let inputs = ".webhook-form input:not([type=checkbox], [type=radio])";
        let sizes = styled(&sheet, inputs, "font-size");
        let pixels = sizes.split(' ').map(|size| size.strip_suffix("px"));
        pixels.map(|size| size.unwrap().parse().unwrap()).collect()
    };
    let (fine, coarse) = (sizes(sheet("nothing")), sizes(sheet("(pointer: coarse)")));
    assert_eq!(coarse.len(), 5, "base, key, URL, label, filter: {coarse:?}");
    assert!(coarse.iter().all(|size| *size >= 16.0), "{coarse:?}");
    assert!(fine.iter().all(|size| *size < 16.0), "{fine:?}");
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
