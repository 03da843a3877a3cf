//! What is typed into the form arrives, whatever shortcuts the page has.

use e2e::Key;
use serde_json::json;

use crate::bare_page::BarePage;

/// Shortcuts as pages have them: a single key, unless it is typed into an input. And a record of the keys that arrive.
const SHORTCUTS: &str = "window.received = [];
    document.addEventListener('keydown', (event) => {
        received.push(event.key);
        if (event.target.matches('input, textarea')) return;
        if (event.key.length === 1 || event.key.startsWith('Arrow')) event.preventDefault();
    });";

#[test]
fn shortcuts_of_the_page_take_no_key_from_the_form() {
    let bare_page = BarePage::with_element("add({})");
    let page = &bare_page.page;
    bare_page.run(SHORTCUTS);
    page.fill("Label", "");
    page.type_keys("s/e?");
    page.type_keys(Key::Left);
    page.type_keys("x");
    assert_eq!(page.value_of("label"), "s/ex?");
    bare_page.run("form.shadowRoot.querySelector('[value=\"right.revoked\"]').focus()");
    page.type_keys(Key::Space);
    let is_ticked = "return form.shadowRoot.querySelector('[value=\"right.revoked\"]').checked";
    assert_eq!(bare_page.run(is_ticked), true);
    bare_page.run("form.shadowRoot.querySelector('[value=chosen]').focus()");
    page.type_keys(Key::Down);
    let scope = "return form.shadowRoot.querySelector('[name=event-scope]:checked').value";
    assert_eq!(bare_page.run(scope), "all");
    assert_eq!(bare_page.run("return received"), json!([]));
}

#[test]
fn keys_that_no_control_takes_reach_the_page() {
    let bare_page = BarePage::with_element("add({})");
    let page = &bare_page.page;
    bare_page.run(SHORTCUTS);
    page.fill("Label", "");
    for key in [Key::Escape, Key::F9, Key::Tab] {
        page.type_keys(key);
    }
    assert_eq!(
        bare_page.run("return received"),
        json!(["Escape", "F9", "Tab"])
    );
    let chord = "const input = form.shadowRoot.querySelector('[name=label]');
        for (const modifier of ['ctrlKey', 'metaKey', 'none'])
            input.dispatchEvent(new KeyboardEvent('keydown',
                { key: 'k', bubbles: true, composed: true, [modifier]: true }));
        return received.slice(3)";
    assert_eq!(bare_page.run(chord), json!(["k", "k"]));
}
