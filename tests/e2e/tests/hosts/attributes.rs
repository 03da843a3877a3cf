//! Attributes, and the properties that reflect them.

use e2e::host_page::fill_in;

use crate::bare_page::{BarePage, URL};

#[test]
fn start_values_apply_until_the_field_is_dirty() {
    let bare_page = BarePage::with_element(
        "add({ url: 'https://one.example/a', label: 'One', events: 'right.issued' })",
    );
    let page = &bare_page.page;
    assert_eq!(page.value_of("url"), "https://one.example/a");
    assert_eq!(page.value_of("label"), "One");
    assert_eq!(page.ticked(), ["right.issued"]);

    bare_page.run(
        "form.url = 'https://two.example/b'; form.label = 'Two'; form.events = 'right.revoked'",
    );
    assert_eq!(page.value_of("url"), "https://two.example/b");
    assert_eq!(page.value_of("label"), "Two");
    assert_eq!(page.ticked(), ["right.revoked"]);

    page.fill("Label", "Mine");
    bare_page.run(
        "form.url = 'https://three.example/c'; form.label = 'Three'; form.events = 'basis.updated'",
    );
    assert_eq!(page.value_of("url"), "https://three.example/c");
    assert_eq!(page.value_of("label"), "Mine", "changed by the person");

    page.fill("Endpoint URL", URL);
    page.tick("right.issued");
    let before = page.ticked();
    bare_page.run("for (const name of ['url', 'label', 'events']) form.removeAttribute(name)");
    assert_eq!(page.value_of("url"), URL);
    assert_eq!(page.value_of("label"), "Mine");
    assert_eq!(page.ticked(), before);
}

#[test]
fn field_that_the_person_emptied_stays_empty() {
    let bare_page = BarePage::with_element("add({ url: 'https://one.example/a', label: 'One' })");
    bare_page.page.fill("Label", "");
    bare_page.run("form.label = 'Two'");
    assert_eq!(bare_page.page.value_of("label"), "");
}

#[test]
fn set_attribute_does_not_change_filter_and_errors() {
    let bare_page = BarePage::with_element("add({})");
    let page = &bare_page.page;
    page.press("Create subscription");
    page.wait_for_error_at("url", "Enter the address");
    page.fill("Filter kinds", "revoked");
    bare_page.run("form.urlPolicy = 'public'; form.disabled = true; form.disabled = false");
    assert!(
        page.error_for("url").contains("Enter the address"),
        "shown before"
    );
    assert!(
        page.error_for("label").contains("Enter a label"),
        "shown before"
    );
    assert_eq!(page.value_of("event-filter"), "revoked");
}

#[test]
fn changed_start_value_does_not_change_the_errors_of_other_fields() {
    let bare_page = BarePage::with_element("add({})");
    bare_page.page.press("Create subscription");
    bare_page.page.wait_for_error_at("url", "Enter the address");
    bare_page.page.fill("Filter kinds", "revoked");
    bare_page.run("form.label = 'One'");
    assert!(
        bare_page
            .page
            .error_for("url")
            .contains("Enter the address")
    );
    assert!(
        bare_page
            .page
            .error_for("events")
            .contains("Choose at least one")
    );
    assert_eq!(bare_page.page.value_of("event-filter"), "revoked");
}

#[test]
fn wildcard_chooses_all_kinds_and_is_sent_alone() {
    let bare_page =
        BarePage::with_element("add({ url: 'https://one.example/a', label: 'One', events: '*' })");
    assert_eq!(bare_page.submit().kind, "created");
    assert_eq!(bare_page.api.subscriptions()[0].events, ["*"]);
}

#[test]
fn list_of_kinds_is_sent_in_the_order_shown() {
    let bare_page = BarePage::with_element(
        "add({ url: 'https://one.example/a', label: 'One' },
             { properties: { events: ['right.revoked', 'right.issued', 'right.revoked'] } })",
    );
    assert_eq!(
        bare_page.attribute("events"),
        "right.revoked right.issued right.revoked"
    );
    assert_eq!(bare_page.submit().kind, "created");
    assert_eq!(
        bare_page.api.subscriptions()[0].events,
        ["right.issued", "right.revoked"]
    );
}

/// Attributes and the calls of the program once had one namespace: the attribute `dispose` ended the element.
#[test]
fn attribute_with_the_name_of_a_method_is_not_a_call() {
    let bare_page = BarePage::with_element(
        "add({ label: 'One', attach: '', detach: '', dispose: '', reset: '', focus: '', messages: '', id: 'x' })",
    );
    assert_eq!(bare_page.page.value_of("label"), "One");
    assert_eq!(bare_page.event_details("ready").len(), 1);
    fill_in(&bare_page.page);
    assert_eq!(bare_page.submit().kind, "created");
}

#[test]
fn disabled_form_has_no_enabled_control() {
    let bare_page = BarePage::filled_in("add({})");
    let enabled =
        "return every('input, button').filter((control) => !control.matches(':disabled')).length";
    assert_ne!(bare_page.page.shadow_script(enabled, &[]), 0);
    bare_page.run("form.disabled = true");
    assert_eq!(bare_page.page.shadow_script(enabled, &[]), 0);
    bare_page
        .page
        .shadow_script("first('form').requestSubmit()", &[]);
    assert_eq!(bare_page.request_methods(), Vec::<String>::new());
    bare_page.run("form.disabled = false");
    assert_eq!(bare_page.submit().kind, "created");
}

#[test]
fn disabled_element_still_lets_its_secret_be_stored() {
    let bare_page = BarePage::filled_in("add({})");
    bare_page.submit();
    bare_page.run("form.disabled = true");
    assert!(bare_page.page.reveal().starts_with("whsec_"));
    bare_page.page.press("I have stored the signing secret");
    bare_page
        .page
        .wait_for_text("The signing secret is stored with you");
    bare_page.page.press("Create another");
    bare_page.page.wait_for_text("New subscription");
    assert!(!bare_page.page.is_enabled("Create subscription"));
}

#[test]
fn theme_follows_the_preference_unless_it_is_set() {
    let bare_page = BarePage::with_element("add({})");
    let is_dark = || {
        let script = "const style = getComputedStyle(first('[part~=panel]')).backgroundColor;
            const canvas = new OffscreenCanvas(1, 1).getContext('2d');
            canvas.fillStyle = style;
            canvas.fillRect(0, 0, 1, 1);
            return canvas.getImageData(0, 0, 1, 1).data[1] < 128";
        bare_page.page.shadow_script(script, &[]) == true
    };
    for (theme, light_person, dark_person) in [
        ("auto", false, true),
        ("light", false, false),
        ("dark", true, true),
        ("DARK", true, true),
        ("no such word", false, true),
    ] {
        bare_page.run_with("form.theme = given", &theme.into());
        bare_page.page.set_color_scheme("light");
        bare_page.page.wait_for(theme, || is_dark() == light_person);
        bare_page.page.set_color_scheme("dark");
        bare_page.page.wait_for(theme, || is_dark() == dark_person);
    }
    assert_eq!(bare_page.run("return form.theme"), "auto");
}
