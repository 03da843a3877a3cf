//! Methods, before the program is loaded and after.

use serde_json::json;

use crate::bare_page::{BarePage, URL};
use e2e::host_page::{SLOTTED_TEXT, fill_in};

const ADD_ELEMENT: &str =
    "add({ url: 'https://one.example/a', label: 'One', events: 'right.revoked' })";

#[track_caller]
fn assert_start_values(bare_page: &BarePage) {
    let page = &bare_page.page;
    assert_eq!(page.value_of("url"), "https://one.example/a");
    assert_eq!(page.value_of("label"), "One");
    assert_eq!(page.ticked(), ["right.revoked"]);
}

#[test]
fn reset_before_the_program_is_loaded_does_nothing() {
    let bare_page = BarePage::with_element(&format!("window.given = {ADD_ELEMENT}.reset()"));
    assert_eq!(bare_page.run("return window.given"), true);
    assert_start_values(&bare_page);
}

#[test]
fn focus_before_the_program_is_loaded_applies_at_mount() {
    let bare_page = BarePage::with_element("add({}).focus()");
    bare_page.page.wait_for_focus_on("url");
}

#[test]
fn focus_goes_to_the_first_control_or_to_the_heading_of_a_result() {
    let bare_page = BarePage::filled_in("add({})");
    bare_page.run("form.focus()");
    assert_eq!(bare_page.page.focused(), "url");
    bare_page.submit();
    bare_page.run("document.activeElement.blur(); form.focus()");
    assert_eq!(
        bare_page.run("return document.activeElement === form"),
        true
    );
}

#[test]
fn dispose_before_the_program_is_loaded_prevents_the_mount() {
    let bare_page = BarePage::open();
    let given = bare_page
        .run("const made = add({ id: 'over' }); add({ id: 'other' }); return made.dispose()");
    assert_eq!(given, true);
    bare_page
        .page
        .within("#other", |page| page.wait_for_text("New subscription"));
    let inside = "return document.getElementById('over').shadowRoot.innerHTML";
    assert_eq!(bare_page.run(inside), "<slot></slot>");
    assert!(bare_page.page.text().contains(SLOTTED_TEXT));
    let ready: Vec<_> = bare_page
        .events()
        .into_iter()
        .map(|event| event.target_id)
        .collect();
    assert_eq!(ready, ["other"]);
}

#[test]
fn dispose_of_an_element_outside_the_document_prevents_the_mount() {
    let bare_page = BarePage::open();
    bare_page.run(
        "const made = add({ id: 'over' }); made.remove(); made.dispose(); add({ id: 'other' }); \
         document.body.append(made)",
    );
    bare_page
        .page
        .within("#other", |page| page.wait_for_text("New subscription"));
    assert_eq!(bare_page.event_details("ready").len(), 1);
    assert!(bare_page.page.text().contains(SLOTTED_TEXT));
}

#[test]
fn reset_restores_the_start_values() {
    let bare_page = BarePage::with_element(ADD_ELEMENT);
    fill_in(&bare_page.page);
    bare_page.page.fill("Label", "");
    bare_page.page.press("Create subscription");
    bare_page.page.wait_for_text("There is a problem");
    assert_eq!(bare_page.run("return form.reset()"), true);
    assert_start_values(&bare_page);
    assert!(!bare_page.page.has_outcome());
    assert_eq!(bare_page.page.error_for("label"), "");
    bare_page.run("form.label = 'Two'");
    assert_eq!(bare_page.page.value_of("label"), "Two", "untouched again");
}

#[test]
fn reset_drops_a_secret_and_shows_the_form() {
    let bare_page = BarePage::with_element(ADD_ELEMENT);
    fill_in(&bare_page.page);
    bare_page.submit();
    let secret = bare_page.page.reveal();
    assert_eq!(bare_page.run("return form.reset()"), true);
    bare_page.wait_until_mounted();
    assert_start_values(&bare_page);
    let everything = bare_page.page.everything(&bare_page.api);
    assert_eq!(everything.places_of(&secret), Vec::<String>::new());
    assert_eq!(
        bare_page.event_details("secret-stored"),
        [] as [serde_json::Value; 0]
    );
}

#[test]
fn dispose_removes_view_and_state_and_is_final() {
    let bare_page = BarePage::filled_in("add({})");
    bare_page.submit();
    let secret = bare_page.page.reveal();
    assert_eq!(bare_page.run("return form.dispose()"), true);
    bare_page.page.wait_for_text(SLOTTED_TEXT);
    assert_eq!(
        bare_page.run("return form.shadowRoot.innerHTML"),
        "<slot></slot>"
    );
    let everything = bare_page.page.everything(&bare_page.api);
    assert_eq!(everything.places_of(&secret), Vec::<String>::new());

    let after = "const here = form; const seen = [here.reset(), here.dispose()];
        here.remove(); document.body.append(here); here.focus(); here.label = 'Late'; here.apiBase = api;
        return new Promise((resolve) => setTimeout(() => resolve([...seen, here.shadowRoot.innerHTML]), 300))";
    assert_eq!(bare_page.run(after), json!([true, true, "<slot></slot>"]));
    assert!(bare_page.page.text().contains(SLOTTED_TEXT));
    assert_eq!(bare_page.event_details("ready").len(), 1);
}

#[test]
fn response_after_dispose_is_ignored() {
    let bare_page = BarePage::filled_in("add({})");
    bare_page.api.next_create(json!({ "delayMs": 700 }));
    bare_page.page.press("Create subscription");
    bare_page
        .page
        .wait_for("the create", || bare_page.api.posts() == 1);
    assert_eq!(bare_page.run("return form.dispose()"), true);
    bare_page.page.wait_for("the subscription", || {
        bare_page.api.subscriptions().len() == 1
    });
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert!(bare_page.page.text().contains(SLOTTED_TEXT));
    assert_eq!(
        bare_page.event_details("created"),
        [] as [serde_json::Value; 0]
    );
    let markup =
        bare_page.run("return document.documentElement.outerHTML + form.shadowRoot.innerHTML");
    assert!(!markup.to_string().contains("whsec_"));
}

#[test]
fn other_elements_outlive_one_that_is_disposed() {
    let bare_page = BarePage::open();
    bare_page.run("add({ id: 'one' }); add({ id: 'two' })");
    bare_page
        .page
        .within("#one", |page| page.wait_for_text("New subscription"));
    bare_page.run("form.dispose()");
    bare_page.page.within("#two", |page| {
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
        assert!(page.reveal().starts_with("whsec_"));
    });
    assert_eq!(bare_page.api.subscriptions()[0].url, URL);
}
