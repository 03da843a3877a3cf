//! The recovery from a panic.

use serde_json::json;

use super::{NOWHERE, PANIC_MESSAGE, assert_reported_once, create_with_panic, open};
use e2e::host_page::{LABEL, REMOVED, TAG, URL, fill_in};

#[test]
fn start_again_shows_a_working_form_with_the_input() {
    let host_page = open("/?");
    let page = &host_page.page;
    fill_in(page);
    // The filter hides the ticked kind.
    page.fill("Filter kinds", "rotated");
    page.script("panicNext()", &[]);
    page.script("document.getElementById('token').value = ''", &[]);
    page.press("Create subscription");
    page.wait_for_text(PANIC_MESSAGE);
    assert!(!page.has_button("Reveal secret"));
    page.press("Start again");
    page.wait_for("the panel to go", || !page.text().contains(PANIC_MESSAGE));
    assert_eq!(page.value_of("url"), URL);
    assert_eq!(page.value_of("label"), LABEL);
    assert_eq!(page.ticked(), ["right.issued"]);
    page.fill("Token", host_page.api.key());
    page.press("Create subscription");
    assert_eq!(page.outcome().kind, "created");
    page.reveal();
    assert_eq!(host_page.api.subscriptions().len(), 1);
    assert_eq!(page.script("return panicked", &[]), json!([TAG]));
}

#[test]
fn start_again_restores_the_choice_of_all_kinds() {
    let host_page = open("/?");
    let page = &host_page.page;
    page.choose("All kinds, including ones added later");
    page.script("panicNext()", &[]);
    page.press("Create subscription");
    page.wait_for_text(PANIC_MESSAGE);
    page.press("Start again");
    page.wait_for("the panel to go", || !page.text().contains(PANIC_MESSAGE));
    let all = "return first('[name=event-scope][value=all]').checked";
    assert_eq!(page.shadow_script(all, &[]), true);
}

#[test]
fn start_again_confirms_before_it_drops_a_secret() {
    let host_page = open("/?");
    let page = &host_page.page;
    create_with_panic(page, TAG);
    let secret = page.reveal();
    page.press("Start again");
    page.wait_for_text("You have not said that the secret is stored");
    page.press("Stay here");
    assert_eq!(page.secret(), Some(secret.clone()));
    page.press("Start again");
    page.press("Leave without it");
    host_page.wait_until_mounted();
    assert_eq!(page.everything(&host_page.api).places_of(&secret), NOWHERE);
    host_page.create();
    assert_ne!(page.reveal(), secret);
}

#[test]
fn secret_survives_a_panic_while_the_page_changes_the_messages() {
    let host_page = open("/?");
    let page = &host_page.page;
    host_page.create();
    let secret = page.reveal();
    let script = format!(
        "panicNext(); try {{ document.querySelector('{TAG}').messages = {{ 'Created': 'Done' }} }} catch {{}}"
    );
    page.script(&script, &[]);
    page.wait_for_text(PANIC_MESSAGE);
    assert_reported_once(&host_page, TAG);
    assert_eq!(page.secret(), None, "masked");
    assert_eq!(page.reveal(), secret);
    page.protocol("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    let visible = "return first('.broken output').checkVisibility({ visibilityProperty: true })";
    assert_eq!(page.shadow_script(visible, &[]), false, "it is not printed");
}

#[test]
fn secret_survives_a_panic_and_a_removal() {
    let host_page = open("/?");
    let page = &host_page.page;
    page.expects_console_error(REMOVED);
    create_with_panic(page, TAG);
    let secret = page.reveal();
    page.press("Remove");
    page.press("Add");
    page.wait_for("an offer of the secret", || {
        page.has_button("Reveal secret")
    });
    assert_eq!(page.secret(), None, "masked");
    assert_eq!(page.reveal(), secret);
}
