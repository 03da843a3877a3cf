//! Copying gives the secret as it is, and tells the truth.

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
            copied_is_said_in_time,
        ),
        Row::new(
            "S8 copy that is refused reveals, selects and does not say copied",
            refused_copy_is_said,
        ),
    ]
}

/// Nothing of it may be trimmed, grouped or read as markup.
const ODD: &str =
    "whsec_ two  spaces, \"quotes\" <b>and</b> &amp; \u{e9}\u{1f3ac} kJ8s2mQ0xV4nB7cL1pR9tY3w";

#[track_caller]
fn create_odd(form: &FormPage) {
    let patch = json!({ "data": { "signingSecret": ODD } });
    form.api.next_create(json!({ "patch": patch }));
    form.create();
}

fn copy_is_exact(form: &FormPage) {
    create_odd(form);
    form.page.press("Copy secret");
    form.page.wait_for_text("Copied.");
    assert_eq!(form.page.clipboard(), ODD);
    assert_eq!(form.page.reveal(), ODD);
}

fn selection_is_exact(form: &FormPage) {
    create_odd(form);
    form.page.reveal();
    let select = "getSelection().selectAllChildren(first('output'))";
    form.page.shadow_script(select, &[]);
    form.page.copy();
    assert_eq!(form.page.clipboard(), ODD);
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

/// Puts this in the place of the browser's own clipboard.
#[track_caller]
fn with_clipboard(form: &FormPage, clipboard: &str) {
    let script = format!(
        "Object.defineProperty(navigator, 'clipboard', {{ configurable: true, value: {clipboard} }})"
    );
    form.page.script(&script, &[]);
}

fn copied_is_said_in_time() {
    let form = FormPage::console();
    let page = &form.page;
    with_clipboard(
        &form,
        "{ writeText: (text) => new Promise((done) => { window.taken = text.length; window.confirm = done }) }",
    );
    form.create();
    page.press("Copy secret");
    page.wait_for("the browser to be asked", || {
        page.script("return window.taken ?? 0", &[]) != 0
    });
    assert!(!page.text().contains("Copied."));
    page.script("window.confirm()", &[]);
    page.wait_for_text("Copied.");
    assert_eq!(page.secret(), None);
}

fn refused_copy_is_said() {
    let form = FormPage::console();
    let page = &form.page;
    form.create();
    for clipboard in [
        "{ writeText: async () => { throw new Error('refused') } }",
        "undefined",
    ] {
        with_clipboard(&form, clipboard);
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
