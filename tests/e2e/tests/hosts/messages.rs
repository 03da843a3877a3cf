//! `messages`: their element, the fallback of missing ones, and the effects of a change.

use e2e::Page;
use serde_json::Value;

use crate::bare_page::BarePage;

#[test]
fn messages_of_two_elements_do_not_mix() {
    let bare_page = BarePage::open();
    bare_page.run(
        "const prefixed = (before) => new Proxy({}, { get: (_, text) => before + text });
         add({ id: 'one' }, { properties: { messages: prefixed('1 ') } });
         add({ id: 'two' }, { properties: { messages: prefixed('2 ') } });
         add({ id: 'own' })",
    );
    let parts = [("#one", "1 "), ("#two", "2 "), ("#own", "")];
    // The elements change in turn, and each renders its messages again.
    let all = |act: &dyn Fn(&Page, &str)| {
        for (part, before) in parts {
            bare_page.page.within(part, |page| act(page, before));
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
fn missing_or_invalid_message_stays_english() {
    let bare_page = BarePage::open();
    bare_page.run(
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
        bare_page.page.wait_for_text(text);
    }
    for nothing in ["null", "undefined", "'text'", "42"] {
        bare_page.run("form.messages = { 'New subscription': 'Neu' }");
        bare_page.page.wait_for_text("Neu");
        bare_page.run(&format!("form.messages = {nothing}"));
        bare_page.page.wait_for_text("New subscription");
    }
}

#[test]
fn changed_messages_do_not_change_input_and_focus() {
    let bare_page = BarePage::with_element("add({})");
    bare_page.page.fill("Label", "Mine");
    bare_page.run("form.messages = { 'New subscription': 'Neu' }");
    bare_page.page.wait_for_text("Neu");
    assert_eq!(bare_page.page.value_of("label"), "Mine");
    assert_eq!(bare_page.page.focused(), "label");
    bare_page.page.insert_text(" too");
    assert_eq!(bare_page.page.value_of("label"), "Mine too");
}

#[test]
fn lang_of_the_messages_is_set_only_where_it_is_known() {
    let bare_page = BarePage::with_element("add({})");
    let lang = || {
        bare_page
            .page
            .shadow_script("return first('.webhook-form').getAttribute('lang')", &[])
    };
    assert_eq!(lang(), "en");
    bare_page.run("form.messages = {}");
    assert_eq!(lang(), Value::Null);
    bare_page.run("form.messages = null");
    assert_eq!(lang(), "en");
}

/// A page that renders again passes the same messages in another object.
#[test]
fn same_messages_in_another_object_change_nothing() {
    let bare_page =
        BarePage::with_element("add({}, { properties: { messages: { Label: 'Name' } } })");
    bare_page
        .run("form.addEventListener('webhook-dirty', () => { form.messages = { Label: 'Name' } })");
    bare_page.page.tick("right.issued");
    bare_page.page.wait_for("the change", || {
        bare_page.run("return recordedEvents.some(([name]) => name === 'webhook-dirty')") == true
    });
    bare_page.page.wait_for_text("1 kind selected");
    assert_eq!(bare_page.page.focused(), "events");
    bare_page.run("form.messages = { Label: 'Anders' }");
    bare_page.page.wait_for_text("Anders");
}
