//! S30 to S37: the input is sent as it was typed or pasted, or is refused with an error.

mod label;
mod url;

use e2e::host_page::{TAG, URL};
use e2e::{Key, Page, Sandbox};
use serde_json::{Value, json};

use crate::form_page::{FormPage, on_both_surfaces};
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    let mut rows = url::rows();
    rows.extend(label::rows());
    rows.extend([
        Row::new(
            "S35 nothing ticked is not all",
            on_both_surfaces(nothing_is_not_all),
        ),
        Row::new(
            "S35 all kinds are sent as the star alone",
            on_both_surfaces(all_is_the_star_alone),
        ),
        Row::new(
            "S35 kinds are sent once and in the order shown",
            kinds_are_in_order,
        ),
        Row::new(
            "S35 unknown kind of the host is kept and flagged",
            unknown_kind_is_flagged,
        ),
        Row::new(
            "S36 200 kB in any field are refused and not sent",
            too_much_is_refused,
        ),
        Row::new(
            "S37 Enter that ends a composition does not submit",
            on_both_surfaces(composition_does_not_submit),
        ),
    ]);
    rows
}

/// Sets the value of a field by a script: not every text can be typed or pasted.
#[track_caller]
fn set_value(page: &Page, name: &str, text: &str) {
    let script = "const field = first(`[name='${arguments[0]}']`);
        field.focus();
        field.value = JSON.parse(arguments[1]);
        field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))";
    page.shadow_script(script, &[name.into(), text.into()]);
}

fn nothing_is_not_all(form: &FormPage) {
    const SAID: &str = "Choose at least one kind of event, or all kinds";
    let page = &form.page;
    form.fill_in();
    page.tick("right.issued");
    page.press("Create subscription");
    page.wait_for_error_at("events", SAID);
    assert_eq!(page.outcome().kind, "not-created");
    page.press(SAID);
    page.wait_for_focus_on("event-scope");
    assert_eq!(form.api.posts(), 0);
}

fn all_is_the_star_alone(form: &FormPage) {
    let page = &form.page;
    form.fill_in();
    page.tick("key.rotated");
    page.choose("All kinds, including ones added later");
    page.choose("Chosen kinds");
    assert_eq!(page.ticked(), ["right.issued", "key.rotated"]);
    page.choose("All kinds, including ones added later");
    form.record_requests();
    assert_eq!(form.submit().kind, "created");
    assert_eq!(form.last_request()["events"], json!(["*"]));
    assert_eq!(form.api.subscriptions()[0].events, ["*"]);
    assert_eq!(page.details("Events", "code"), ["*"]);
}

fn kinds_are_in_order() {
    let form = FormPage::element();
    let page = &form.page;
    let script = "document.querySelector(arguments[0]).events = ['right.revoked', 'right.issued', 'right.revoked']";
    page.script(script, &[TAG.into()]);
    page.fill("Endpoint URL", URL);
    page.fill("Label", "In order");
    page.tick("offer.proposed");
    page.tick("right.suspended");
    form.record_requests();
    assert_eq!(form.submit().kind, "created");
    let expected = [
        "right.issued",
        "right.suspended",
        "right.revoked",
        "offer.proposed",
    ];
    assert_eq!(form.last_request()["events"], json!(expected));
    assert_eq!(form.api.subscriptions()[0].events, expected);
}

/// The sandbox has no such kind.
fn unknown_kind_is_flagged() {
    let form = FormPage::element();
    let page = &form.page;
    let script = "document.querySelector(arguments[0]).events = 'right.issued moon.landed'";
    page.script(script, &[TAG.into()]);
    form.record_requests();
    page.expects_console_error("422");
    page.fill("Endpoint URL", URL);
    page.fill("Label", "To the moon");
    let flagged = "return every('[name=events]')
        .filter((box) => box.closest('label').innerText.includes('not known here')).map((box) => box.value)";
    assert_eq!(page.shadow_script(flagged, &[]), json!(["moon.landed"]));
    assert_eq!(page.ticked(), ["right.issued", "moon.landed"]);
    assert_eq!(form.submit().kind, "not-created");
    assert_eq!(
        form.last_request()["events"],
        json!(["right.issued", "moon.landed"])
    );
}

fn too_much_is_refused() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let text = "https://example.com/".repeat(10_240);
    for (label, name, message) in [
        (
            "Endpoint URL",
            "url",
            "At most 2048 characters, 204800 were given",
        ),
        ("Label", "label", "Use at most 60 characters"),
        ("API key", "api-key", "This is too long for a key"),
        (
            "API base address",
            "api-base",
            "This is too long for an address",
        ),
    ] {
        page.fill_in(&sandbox);
        page.set_clipboard(&text);
        let before = page.value_of(name);
        page.fill(label, "");
        page.paste();
        page.wait_for("the paste", || page.value_of(name).len() == text.len());
        page.press("Create subscription");
        page.wait_for_error_at(name, message);
        assert_eq!(page.outcome().kind, "not-created", "{name}");
        set_value(&page, name, &Value::from(before).to_string());
        // `fill_in` toggled the kind.
        page.tick("right.issued");
    }
    page.set_clipboard(&text);
    page.fill("Filter kinds", "");
    page.paste();
    page.wait_for_text("No kind fits this filter.");
    assert_eq!(sandbox.posts(), 0);
}

/// No driver has an input method: a script dispatches the events of a composition.
fn composition_does_not_submit(form: &FormPage) {
    let page = &form.page;
    form.fill_in();
    let script = "for (const field of every('.webhook-form input')) {
            const tell = (event) => field.dispatchEvent(event);
            const shared = { bubbles: true, composed: true, cancelable: true };
            const enter = { ...shared, key: 'Enter', code: 'Enter', keyCode: 229, isComposing: true };
            tell(new CompositionEvent('compositionstart', shared));
            tell(new KeyboardEvent('keydown', enter));
            tell(new KeyboardEvent('keyup', enter));
            tell(new CompositionEvent('compositionend', shared));
        }";
    page.shadow_script(script, &[]);
    assert_eq!(
        page.shadow_script("return first('[aria-busy=true]')", &[]),
        Value::Null
    );
    assert!(!page.has_outcome());
    assert_eq!(form.api.posts(), 0);
    page.fill("Label", "Entered");
    page.type_keys(Key::Enter);
    assert_eq!(page.outcome().kind, "created", "that of a keyboard does");
}
