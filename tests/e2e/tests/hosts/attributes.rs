//! Attributes, and the properties that reflect them.

use e2e::host_page::fill_in;

use crate::bare::{Bare, URL};

#[test]
fn start_values_count_until_the_person_changes_the_field() {
    let bare =
        Bare::with("add({ url: 'https://one.example/a', label: 'One', events: 'right.issued' })");
    let page = &bare.page;
    assert_eq!(page.value_of("url"), "https://one.example/a");
    assert_eq!(page.value_of("label"), "One");
    assert_eq!(page.ticked(), ["right.issued"]);

    bare.run(
        "form.url = 'https://two.example/b'; form.label = 'Two'; form.events = 'right.revoked'",
    );
    assert_eq!(page.value_of("url"), "https://two.example/b");
    assert_eq!(page.value_of("label"), "Two");
    assert_eq!(page.ticked(), ["right.revoked"]);

    page.fill("Label", "Mine");
    bare.run(
        "form.url = 'https://three.example/c'; form.label = 'Three'; form.events = 'basis.updated'",
    );
    assert_eq!(page.value_of("url"), "https://three.example/c");
    assert_eq!(page.value_of("label"), "Mine", "changed by the person");

    page.fill("Endpoint URL", URL);
    page.tick("right.issued");
    let before = page.ticked();
    bare.run("for (const name of ['url', 'label', 'events']) form.removeAttribute(name)");
    assert_eq!(page.value_of("url"), URL);
    assert_eq!(page.value_of("label"), "Mine");
    assert_eq!(page.ticked(), before);
}

#[test]
fn field_that_the_person_emptied_stays_empty() {
    let bare = Bare::with("add({ url: 'https://one.example/a', label: 'One' })");
    bare.page.fill("Label", "");
    bare.run("form.label = 'Two'");
    assert_eq!(bare.page.value_of("label"), "");
}

#[test]
fn attribute_that_is_set_leaves_filter_and_problems_as_they_are() {
    let bare = Bare::with("add({})");
    let page = &bare.page;
    page.press("Create subscription");
    page.wait_for_error_at("url", "Enter the address");
    page.fill("Filter kinds", "revoked");
    bare.run("form.urlPolicy = 'public'; form.disabled = true; form.disabled = false");
    assert!(
        page.error_for("url").contains("Enter the address"),
        "said before"
    );
    assert!(
        page.error_for("label").contains("Enter a label"),
        "said before"
    );
    assert_eq!(page.value_of("event-filter"), "revoked");
}

#[test]
fn start_value_that_changes_leaves_what_is_said_of_the_other_fields() {
    let bare = Bare::with("add({})");
    bare.page.press("Create subscription");
    bare.page.wait_for_error_at("url", "Enter the address");
    bare.page.fill("Filter kinds", "revoked");
    bare.run("form.label = 'One'");
    assert!(bare.page.error_for("url").contains("Enter the address"));
    assert!(
        bare.page
            .error_for("events")
            .contains("Choose at least one")
    );
    assert_eq!(bare.page.value_of("event-filter"), "revoked");
}

#[test]
fn wildcard_chooses_all_kinds_and_is_sent_alone() {
    let bare = Bare::with("add({ url: 'https://one.example/a', label: 'One', events: '*' })");
    assert_eq!(bare.send().kind, "created");
    assert_eq!(bare.api.subscriptions()[0].events, ["*"]);
}

#[test]
fn list_of_kinds_is_taken_and_sent_in_the_order_shown() {
    let bare = Bare::with(
        "add({ url: 'https://one.example/a', label: 'One' },
             { properties: { events: ['right.revoked', 'right.issued', 'right.revoked'] } })",
    );
    assert_eq!(
        bare.attribute("events"),
        "right.revoked right.issued right.revoked"
    );
    assert_eq!(bare.send().kind, "created");
    assert_eq!(
        bare.api.subscriptions()[0].events,
        ["right.issued", "right.revoked"]
    );
}

/// Attributes and what the element says to its program once had one namespace: `dispose` ended it.
#[test]
fn attribute_that_is_called_as_a_method_is_no_call() {
    let bare = Bare::with(
        "add({ label: 'One', attach: '', detach: '', dispose: '', reset: '', focus: '', messages: '', id: 'x' })",
    );
    assert_eq!(bare.page.value_of("label"), "One");
    assert_eq!(bare.details("ready").len(), 1);
    fill_in(&bare.page);
    assert_eq!(bare.send().kind, "created");
}

#[test]
fn disabled_form_has_no_control_that_reacts() {
    let bare = Bare::filled("add({})");
    let enabled =
        "return every('input, button').filter((control) => !control.matches(':disabled')).length";
    assert_ne!(bare.page.shadow_script(enabled, &[]), 0);
    bare.run("form.disabled = true");
    assert_eq!(bare.page.shadow_script(enabled, &[]), 0);
    bare.page
        .shadow_script("first('form').requestSubmit()", &[]);
    assert_eq!(bare.methods(), Vec::<String>::new());
    bare.run("form.disabled = false");
    assert_eq!(bare.send().kind, "created");
}

#[test]
fn disabled_element_still_lets_its_secret_be_stored() {
    let bare = Bare::filled("add({})");
    bare.send();
    bare.run("form.disabled = true");
    assert!(bare.page.reveal().starts_with("whsec_"));
    bare.page.press("I have stored the signing secret");
    bare.page
        .wait_for_text("The signing secret is stored with you");
    bare.page.press("Create another");
    bare.page.wait_for_text("New subscription");
    assert!(!bare.page.is_enabled("Create subscription"));
}

#[test]
fn theme_is_the_persons_unless_it_is_named() {
    let bare = Bare::with("add({})");
    let is_dark = || {
        let script = "const style = getComputedStyle(first('[part~=panel]')).backgroundColor;
            const canvas = new OffscreenCanvas(1, 1).getContext('2d');
            canvas.fillStyle = style;
            canvas.fillRect(0, 0, 1, 1);
            return canvas.getImageData(0, 0, 1, 1).data[1] < 128";
        bare.page.shadow_script(script, &[]) == true
    };
    for (theme, light_person, dark_person) in [
        ("auto", false, true),
        ("light", false, false),
        ("dark", true, true),
        ("DARK", true, true),
        ("no such word", false, true),
    ] {
        bare.run_with("form.theme = given", &theme.into());
        bare.page.set_color_scheme("light");
        bare.page.wait_for(theme, || is_dark() == light_person);
        bare.page.set_color_scheme("dark");
        bare.page.wait_for(theme, || is_dark() == dark_person);
    }
    assert_eq!(bare.run("return form.theme"), "auto");
}
