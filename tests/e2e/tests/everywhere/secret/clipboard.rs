//! Copying writes the exact secret, and reports the result.

use serde_json::{Value, json};

use crate::form_page::{FormPage, NOWHERE, on_both_surfaces};
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "S7 copy gives the exact bytes",
            on_both_surfaces(copy_is_exact),
        ),
        Row::new(
            "S7 selecting by hand gives the exact bytes",
            on_both_surfaces(selection_is_exact),
        ),
        Row::new(
            "S8 copy works while the secret is masked",
            on_both_surfaces(masked_secret_is_copied),
        ),
        Row::new(
            "S8 copied is said when the browser has confirmed it and not before",
            copied_is_shown_after_confirmation,
        ),
        Row::new(
            "S8 copy that is refused reveals, selects and does not say copied",
            refused_copy_is_shown,
        ),
    ]
}

/// A secret that must not be trimmed, grouped or read as markup.
const ODD_SECRET: &str =
    "whsec_ two  spaces, \"quotes\" <b>and</b> &amp; \u{e9}\u{1f3ac} kJ8s2mQ0xV4nB7cL1pR9tY3w";

#[track_caller]
fn create_odd(form: &FormPage) {
    let patch = json!({ "data": { "signingSecret": ODD_SECRET } });
    form.api.next_create(json!({ "patch": patch }));
    form.create();
}

fn copy_is_exact(form: &FormPage) {
    create_odd(form);
    form.page.press("Copy secret");
    form.page.wait_for_text("Copied.");
    assert_eq!(form.page.clipboard(), ODD_SECRET);
    assert_eq!(form.page.reveal(), ODD_SECRET);
}

fn selection_is_exact(form: &FormPage) {
    create_odd(form);
    form.page.reveal();
    let select = "getSelection().selectAllChildren(first('output'))";
    form.page.shadow_script(select, &[]);
    form.page.copy();
    assert_eq!(form.page.clipboard(), ODD_SECRET);
}

fn masked_secret_is_copied(form: &FormPage) {
    form.create();
    form.page.press("Copy secret");
    form.page.wait_for_text("Copied.");
    assert_eq!(form.page.secret(), None);
    let copied = form.page.clipboard();
    assert_eq!(form.everything().places_of(&copied), NOWHERE);
    assert_eq!(form.page.reveal(), copied);
}

/// Replaces `navigator.clipboard`.
#[track_caller]
fn set_clipboard_api(form: &FormPage, clipboard: &str) {
    let script = format!(
        "Object.defineProperty(navigator, 'clipboard', {{ configurable: true, value: {clipboard} }})"
    );
    form.page.script(&script, &[]);
}

fn copied_is_shown_after_confirmation() {
    let form = FormPage::console();
    let page = &form.page;
    set_clipboard_api(
        &form,
        "{ writeText: (text) => new Promise((done) => { window.taken = text.length; window.confirm = done }) }",
    );
    form.create();
    page.press("Copy secret");
    page.wait_for("the call of the browser", || {
        page.script("return window.taken ?? 0", &[]) != 0
    });
    assert!(!page.text().contains("Copied."));
    page.script("window.confirm()", &[]);
    page.wait_for_text("Copied.");
    assert_eq!(page.secret(), None);
}

fn refused_copy_is_shown() {
    let form = FormPage::console();
    let page = &form.page;
    form.create();
    for clipboard in [
        "{ writeText: async () => { throw new Error('refused') } }",
        "undefined",
    ] {
        set_clipboard_api(&form, clipboard);
        page.press("Copy secret");
        page.wait_for_text("The browser did not let this page copy. The secret is selected");
        let secret = page.secret().expect("the secret");
        let selected = page.script("return getSelection().toString()", &[]);
        assert_eq!(selected, Value::from(secret.as_str()), "{clipboard}");
        assert!(!page.text().contains("Copied."), "{clipboard}");
        page.copy();
        assert_eq!(page.clipboard(), secret, "{clipboard}");
        if page.has_button("Hide secret") {
            page.press("Hide secret");
        }
    }
}
