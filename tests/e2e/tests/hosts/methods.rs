//! Methods, before the program is there and after.

use serde_json::json;

use crate::bare::{Bare, URL};
use e2e::host_page::{SLOTTED_TEXT, fill_in};

const START: &str = "add({ url: 'https://one.example/a', label: 'One', events: 'right.revoked' })";

#[track_caller]
fn assert_as_it_began(bare: &Bare) {
    let page = &bare.page;
    assert_eq!(page.value_of("url"), "https://one.example/a");
    assert_eq!(page.value_of("label"), "One");
    assert_eq!(page.ticked(), ["right.revoked"]);
}

#[test]
fn reset_before_the_program_is_there_has_nothing_to_do() {
    let bare = Bare::with(&format!("window.given = {START}.reset()"));
    assert_eq!(bare.run("return window.given"), true);
    assert_as_it_began(&bare);
}

#[test]
fn focus_before_the_program_is_there_comes_with_the_form() {
    let bare = Bare::with("add({}).focus()");
    bare.page.wait_for_focus_on("url");
}

#[test]
fn focus_goes_to_the_first_control_or_to_the_heading_of_a_result() {
    let bare = Bare::filled("add({})");
    bare.run("form.focus()");
    assert_eq!(bare.page.focused(), "url");
    bare.send();
    bare.run("document.activeElement.blur(); form.focus()");
    assert_eq!(bare.run("return document.activeElement === form"), true);
}

#[test]
fn dispose_before_the_program_is_there_never_lets_the_form_come() {
    let bare = Bare::open();
    let given =
        bare.run("const made = add({ id: 'over' }); add({ id: 'other' }); return made.dispose()");
    assert_eq!(given, true);
    bare.page
        .within("#other", |page| page.wait_for_text("New subscription"));
    let inside = "return document.getElementById('over').shadowRoot.innerHTML";
    assert_eq!(bare.run(inside), "<slot></slot>");
    assert!(bare.page.text().contains(SLOTTED_TEXT));
    let ready: Vec<_> = bare.told().into_iter().map(|event| event.from).collect();
    assert_eq!(ready, ["other"]);
}

#[test]
fn dispose_of_an_element_outside_the_document_never_lets_it_come() {
    let bare = Bare::open();
    bare.run(
        "const made = add({ id: 'over' }); made.remove(); made.dispose(); add({ id: 'other' }); \
         document.body.append(made)",
    );
    bare.page
        .within("#other", |page| page.wait_for_text("New subscription"));
    assert_eq!(bare.details("ready").len(), 1);
    assert!(bare.page.text().contains(SLOTTED_TEXT));
}

#[test]
fn reset_goes_back_to_the_start_values() {
    let bare = Bare::with(START);
    fill_in(&bare.page);
    bare.page.fill("Label", "");
    bare.page.press("Create subscription");
    bare.page.wait_for_text("There is a problem");
    assert_eq!(bare.run("return form.reset()"), true);
    assert_as_it_began(&bare);
    assert!(!bare.page.has_outcome());
    assert_eq!(bare.page.error_for("label"), "");
    bare.run("form.label = 'Two'");
    assert_eq!(bare.page.value_of("label"), "Two", "untouched again");
}

#[test]
fn reset_drops_a_secret_and_goes_back_to_the_form() {
    let bare = Bare::with(START);
    fill_in(&bare.page);
    bare.send();
    let secret = bare.page.reveal();
    assert_eq!(bare.run("return form.reset()"), true);
    bare.wait_until_mounted();
    assert_as_it_began(&bare);
    let everything = bare.page.everything(&bare.api);
    assert_eq!(everything.places_of(&secret), Vec::<String>::new());
    assert_eq!(bare.details("secret-stored"), [] as [serde_json::Value; 0]);
}

#[test]
fn dispose_removes_view_and_state_and_is_final() {
    let bare = Bare::filled("add({})");
    bare.send();
    let secret = bare.page.reveal();
    assert_eq!(bare.run("return form.dispose()"), true);
    bare.page.wait_for_text(SLOTTED_TEXT);
    assert_eq!(
        bare.run("return form.shadowRoot.innerHTML"),
        "<slot></slot>"
    );
    let everything = bare.page.everything(&bare.api);
    assert_eq!(everything.places_of(&secret), Vec::<String>::new());

    let after = "const here = form; const seen = [here.reset(), here.dispose()];
        here.remove(); document.body.append(here); here.focus(); here.label = 'Late'; here.apiBase = api;
        return new Promise((resolve) => setTimeout(() => resolve([...seen, here.shadowRoot.innerHTML]), 300))";
    assert_eq!(bare.run(after), json!([true, true, "<slot></slot>"]));
    assert!(bare.page.text().contains(SLOTTED_TEXT));
    assert_eq!(bare.details("ready").len(), 1);
}

#[test]
fn answer_that_comes_after_dispose_is_for_nobody() {
    let bare = Bare::filled("add({})");
    bare.api.next_create(json!({ "delayMs": 700 }));
    bare.page.press("Create subscription");
    bare.page.wait_for("the create", || bare.api.posts() == 1);
    assert_eq!(bare.run("return form.dispose()"), true);
    bare.page
        .wait_for("the row", || bare.api.subscriptions().len() == 1);
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert!(bare.page.text().contains(SLOTTED_TEXT));
    assert_eq!(bare.details("created"), [] as [serde_json::Value; 0]);
    let markup = bare.run("return document.documentElement.outerHTML + form.shadowRoot.innerHTML");
    assert!(!markup.to_string().contains("whsec_"));
}

#[test]
fn other_elements_outlive_one_that_is_disposed() {
    let bare = Bare::open();
    bare.run("add({ id: 'one' }); add({ id: 'two' })");
    bare.page
        .within("#one", |page| page.wait_for_text("New subscription"));
    bare.run("form.dispose()");
    bare.page.within("#two", |page| {
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
        assert!(page.reveal().starts_with("whsec_"));
    });
    assert_eq!(bare.api.subscriptions()[0].url, URL);
}
