//! A page may do anything to an element while it is told something: nothing breaks, and what it asked for happens.

use e2e::host_page::SLOTTED_TEXT;
use serde_json::json;

use crate::bare::Bare;

const NAMES: [&str; 6] = [
    "webhook-ready",
    "webhook-dirty",
    "webhook-created",
    "webhook-secret-stored",
    "webhook-error",
    "webhook-leave",
];

/// Goes the whole way of a form until this event was told, which may be the end of it.
#[track_caller]
fn go_on_until(bare: &Bare, name: &str) {
    let page = &bare.page;
    let told = || bare.run("return done") == true;
    let sees = |text: &str| page.wait_for(text, || told() || page.text().contains(text));
    let steps: [&dyn Fn(); 5] = [
        &|| sees("New subscription"),
        &|| page.fill("Label", "Two"),
        &|| {
            page.press("Create subscription");
            sees("The page did not provide a key");
        },
        &|| {
            bare.run("window.none = false");
            page.press("Create subscription");
            sees("Store the signing secret");
        },
        &|| {
            if name == "webhook-secret-stored" {
                page.press("I have stored the signing secret");
            } else {
                page.press("Create another");
                page.answer_confirmation("Leave without it");
            }
        },
    ];
    for step in steps {
        if !told() {
            step();
        }
    }
    page.wait_for(name, told);
}

/// An element whose fields are all filled in, and which does this once, in the listener of one event.
#[track_caller]
fn doing(act: &str, name: &str) -> Bare {
    let bare = Bare::open();
    bare.run_with(
        &format!(
            "Object.assign(window, {{ done: false, none: true }});
             const made = add({{ url: 'https://a.example/b', label: 'One', events: 'right.issued' }},
                 {{ properties: {{ getToken: () => window.none ? undefined : key }} }});
             made.addEventListener(given, () => {{ if (!done) {{ done = true; const form = made; {act} }} }})"
        ),
        &name.into(),
    );
    go_on_until(&bare, name);
    assert!(
        !bare.page.text().contains("Something broke"),
        "{act} in {name}"
    );
    bare.run("window.none = false");
    bare
}

/// After all that, the form is one that creates.
#[track_caller]
fn assert_goes_on(bare: &Bare, name: &str) {
    bare.run("form.reset()");
    bare.wait_until_mounted();
    bare.page.fill("Label", "Three");
    assert_eq!(bare.send().kind, "created", "{name}");
}

#[test]
fn dispose_in_any_listener_ends_the_element() {
    for name in NAMES {
        let bare = doing("form.dispose()", name);
        bare.page
            .wait_for(name, || bare.page.text().contains(SLOTTED_TEXT));
        assert_eq!(
            bare.run("return form.shadowRoot.innerHTML"),
            "<slot></slot>",
            "{name}"
        );
        let codes = bare
            .details("error")
            .iter()
            .filter(|error| error["code"] == "broken")
            .count();
        assert_eq!(codes, 0, "{name}");
    }
}

#[test]
fn reset_in_any_listener_empties_the_form() {
    for name in NAMES {
        let bare = doing("form.reset()", name);
        bare.page.wait_for_text("New subscription");
        assert_eq!(bare.page.value_of("label"), "One", "{name}");
        assert_goes_on(&bare, name);
    }
}

#[test]
fn removal_and_return_in_any_listener_leave_a_form_that_goes_on() {
    for name in NAMES {
        let bare = doing(
            "const place = form.parentNode; form.remove(); setTimeout(() => place.append(form), 50)",
            name,
        );
        let here =
            || bare.run("return form !== null && form.shadowRoot.querySelector('h1') !== null");
        bare.page.wait_for(name, || here() == true);
        assert_goes_on(&bare, name);
    }
}

#[test]
fn words_and_attributes_that_change_in_any_listener_are_taken_over() {
    for name in NAMES {
        let bare = doing(
            "form.messages = { Label: 'Name' }; form.eventKinds = [{ id: 'a.one' }]; form.eventKinds = null;
             form.lang = 'de'; form.disabled = true; form.disabled = false; form.urlPolicy = 'public'; form.focus();
             form.messages = null",
            name,
        );
        assert_goes_on(&bare, name);
    }
}

#[test]
fn methods_in_a_focus_listener_break_nothing() {
    let bare = Bare::with("add({})");
    bare.run(
        "form.addEventListener('focusin', () => { form.lang = 'de'; form.reset(); }, { once: true });
         form.addEventListener('focusout', () => form.dispose(), { once: true })",
    );
    bare.run("form.focus()");
    bare.run("document.activeElement.blur(); form.shadowRoot.activeElement?.blur()");
    bare.page.wait_for_text(SLOTTED_TEXT);
    assert_eq!(
        bare.run("return form.shadowRoot.innerHTML"),
        "<slot></slot>"
    );
}

/// An answer takes the focus from the button that was pressed, and the page hears of it within what the program does.
#[test]
fn page_may_do_anything_when_an_answer_takes_the_focus() {
    let slow = "async (request) => {
        const answer = await fetch(request);
        await new Promise((done) => setTimeout(done, 500));
        return answer;
    }";
    for (act, left) in [
        (
            "form.messages = { Label: 'Name' }",
            "Store the signing secret",
        ),
        ("form.lang = 'de'", "Store the signing secret"),
        ("form.remove()", ""),
        ("form.dispose()", SLOTTED_TEXT),
    ] {
        let bare = Bare::filled(&format!("add({{}}, {{ properties: {{ fetch: {slow} }} }})"));
        bare.page.press("Create subscription");
        bare.run(&format!(
            "const [it] = [form]; it.addEventListener('focusout', () => {{ const form = it; {act} }})"
        ));
        bare.page
            .wait_for("an answer", || bare.api.subscriptions().len() == 1);
        bare.page.wait_for(act, || {
            bare.run("return told.some(([name]) => name === 'webhook-created')") == true
        });
        bare.page.wait_for_text(left);
        let broken = "return told.filter(([name]) => name === 'webhook-error')";
        assert_eq!(bare.run(broken), json!([]), "{act}");
        if left.starts_with("Store") {
            bare.page.reveal();
        }
    }
}
