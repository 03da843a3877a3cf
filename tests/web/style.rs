//! The style sheet in a medium that this browser is not: the condition of its rules is replaced by `all`.

use leptos::prelude::document;
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::kinds::form_with_groups;
use crate::page::{Page, page_with_secret, styled};

/// The form's own rules.
const RULES: [&str; 2] = [
    include_str!("../../style/tokens.css"),
    include_str!("../../style/component.css"),
];

fn sheet(medium: &str) -> String {
    RULES
        .concat()
        .replace(&["@media ", medium].concat(), "@media all")
}

/// Pages set the size of their root, so that a `rem` is what suits them: 10 px, most often.
#[test]
async fn text_has_the_reader_s_size_whatever_the_size_of_the_page_s() {
    let _page = Page::open().await;
    let sizes = |page: &str| {
        let texts = ".webhook-form, .webhook-form *";
        styled(&[page, &RULES.concat()].concat(), texts, "font-size")
    };
    let own = sizes("");
    assert!(own.starts_with("16px 15px "), "{own}");
    for page in [
        ":root { font-size: 62.5% }",
        ":root { font-size: 8px }",
        ":root { font-size: 20px }",
        "body { font-size: 30px }",
    ] {
        assert_eq!(sizes(page), own, "{page}");
    }
    let larger = sizes(":root { --webhook-size: 20px }");
    assert!(larger.starts_with("20px 18.75px "), "{larger}");
}

/// In a right-to-left page the first character of ".env" would go to its end.
#[test]
async fn name_of_a_file_is_left_to_right_in_a_right_to_left_page() {
    let page = page_with_secret().await;
    page.press("Reveal secret").await;
    let root = document().document_element().unwrap();
    root.set_attribute("dir", "rtl").unwrap();
    let bidi = styled(&RULES.concat(), ".webhook-form button", "unicode-bidi");
    root.remove_attribute("dir").unwrap();
    assert!(bidi.split(' ').all(|value| value == "plaintext"), "{bidi}");
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

/// The browser laid out 2,000 rows at each key press in the filter.
#[test]
async fn long_list_alone_is_laid_out_where_it_is_near_the_screen() {
    for (kinds, expected) in [(100, "visible"), (101, "auto")] {
        let _page = Page::open_form(form_with_groups(kinds, kinds, "")).await;
        // Few rows are laid out with their group.
        for selector in [".families > fieldset", ".kind:nth-child(n + 30)"] {
            let values = styled(&RULES.concat(), selector, "content-visibility");
            let mut values = values.split(' ');
            assert!(values.all(|value| value == expected), "{kinds} {selector}");
        }
    }
}
