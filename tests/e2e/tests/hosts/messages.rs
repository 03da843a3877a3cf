//! `messages`: whose words they are, what stands for those that are missing, and what a change of them leaves alone.

use e2e::Page;
use serde_json::Value;

use crate::bare::Bare;

#[test]
fn words_of_two_elements_do_not_mix() {
    let bare = Bare::open();
    bare.run(
        "const words = (before) => new Proxy({}, { get: (_, text) => before + text });
         add({ id: 'one' }, { properties: { messages: words('1 ') } });
         add({ id: 'two' }, { properties: { messages: words('2 ') } });
         add({ id: 'own' })",
    );
    let parts = [("#one", "1 "), ("#two", "2 "), ("#own", "")];
    // All of them are changed in turn: each change speaks again.
    let all = |act: &dyn Fn(&Page, &str)| {
        for (part, before) in parts {
            bare.page.within(part, |page| act(page, before));
        }
    };
    all(&|page, before| page.wait_for_text(&format!("{before}New subscription")));
    all(&|page, before| page.press(&format!("{before}Create subscription")));
    all(&|page, before| page.fill(&format!("{before}Label"), "x"));
    all(&|page, _| page.tick("right.issued"));
    all(&|page, before| {
        assert!(
            page.error_for("url")
                .starts_with(&format!("{before}Enter the address"))
        );
        page.wait_for_text(&format!("{before}1 kind selected"));
        let others = parts
            .iter()
            .filter(|(_, other)| *other != before && !other.is_empty());
        for (_, other) in others {
            assert!(!page.text().contains(&format!("{other}New")), "{before}");
        }
    });
}

#[test]
fn text_that_is_missing_or_no_text_stays_english() {
    let bare = Bare::open();
    bare.run(
        "add({}, { properties: { messages: { 'New subscription': 'Neu', Label: 7, Events: null,
            get 'Endpoint URL'() { throw new Error('no'); } } } })",
    );
    for text in [
        "Neu",
        "Label",
        "Events",
        "Endpoint URL",
        "Create subscription",
    ] {
        bare.page.wait_for_text(text);
    }
    for nothing in ["null", "undefined", "'text'", "42"] {
        bare.run("form.messages = { 'New subscription': 'Neu' }");
        bare.page.wait_for_text("Neu");
        bare.run(&format!("form.messages = {nothing}"));
        bare.page.wait_for_text("New subscription");
    }
}

#[test]
fn words_that_change_leave_what_was_typed_and_who_is_typing() {
    let bare = Bare::with("add({})");
    bare.page.fill("Label", "Mine");
    bare.run("form.messages = { 'New subscription': 'Neu' }");
    bare.page.wait_for_text("Neu");
    assert_eq!(bare.page.value_of("label"), "Mine");
    assert_eq!(bare.page.focused(), "label");
    bare.page.insert_text(" too");
    assert_eq!(bare.page.value_of("label"), "Mine too");
}

#[test]
fn language_of_the_words_is_said_only_where_it_is_known() {
    let bare = Bare::with("add({})");
    let said = || {
        bare.page
            .shadow_script("return first('.webhook-form').getAttribute('lang')", &[])
    };
    assert_eq!(said(), "en");
    bare.run("form.messages = {}");
    assert_eq!(said(), Value::Null);
    bare.run("form.messages = null");
    assert_eq!(said(), "en");
}

/// A page that renders itself anew gives the same words in another object.
#[test]
fn same_words_in_another_object_change_nothing() {
    let bare = Bare::with("add({}, { properties: { messages: { Label: 'Name' } } })");
    bare.run("form.addEventListener('webhook-dirty', () => { form.messages = { Label: 'Name' } })");
    bare.page.tick("right.issued");
    bare.page.wait_for("the change", || {
        bare.run("return told.some(([name]) => name === 'webhook-dirty')") == true
    });
    bare.page.wait_for_text("1 kind selected");
    assert_eq!(bare.page.focused(), "events");
    bare.run("form.messages = { Label: 'Anders' }");
    bare.page.wait_for_text("Anders");
}
