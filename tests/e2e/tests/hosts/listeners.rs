//! A listener may call any method of the element: nothing panics, and the call has its effect.

use e2e::host_page::{REMOVED, SLOTTED_TEXT};
use serde_json::json;

use crate::bare_page::BarePage;

const NAMES: [&str; 6] = [
    "webhook-ready",
    "webhook-dirty",
    "webhook-created",
    "webhook-secret-stored",
    "webhook-error",
    "webhook-leave",
];

/// Uses the form until this event is emitted, which may end the element.
#[track_caller]
fn use_form_until(bare_page: &BarePage, name: &str) {
    let page = &bare_page.page;
    let is_emitted = || bare_page.run("return done") == true;
    let wait_for_text =
        |text: &str| page.wait_for(text, || is_emitted() || page.text().contains(text));
    let steps: [&dyn Fn(); 5] = [
        &|| wait_for_text("New subscription"),
        &|| page.fill("Label", "Two"),
        &|| {
            page.press("Create subscription");
            wait_for_text("The page did not provide a key");
        },
        &|| {
            bare_page.run("window.none = false");
            page.press("Create subscription");
            wait_for_text("Store the signing secret");
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
        if !is_emitted() {
            step();
        }
    }
    page.wait_for(name, is_emitted);
}

/// An element that is filled in, with a listener that runs `act` once.
#[track_caller]
fn with_listener(act: &str, name: &str) -> BarePage {
    let bare_page = BarePage::open();
    bare_page.run_with(
        &format!(
            "Object.assign(window, {{ done: false, none: true }});
             const made = add({{ url: 'https://hooks.iana.org/b', label: 'One', events: 'right.issued' }},
                 {{ properties: {{ getToken: () => window.none ? undefined : key }} }});
             made.addEventListener(given, () => {{ if (!done) {{ done = true; const form = made; {act} }} }})"
        ),
        &name.into(),
    );
    bare_page.page.expects_console_error(REMOVED);
    use_form_until(&bare_page, name);
    assert!(
        !bare_page.page.text().contains("Something broke"),
        "{act} in {name}"
    );
    bare_page.run("window.none = false");
    bare_page
}

/// Asserts that the form still creates a subscription.
#[track_caller]
fn assert_still_works(bare_page: &BarePage, name: &str) {
    bare_page.run("form.reset()");
    bare_page.wait_until_mounted();
    bare_page.page.fill("Label", "Three");
    assert_eq!(bare_page.submit().kind, "created", "{name}");
}

#[test]
fn dispose_in_any_listener_ends_the_element() {
    for name in NAMES {
        let bare_page = with_listener("form.dispose()", name);
        bare_page
            .page
            .wait_for(name, || bare_page.page.text().contains(SLOTTED_TEXT));
        assert_eq!(
            bare_page.run("return form.shadowRoot.innerHTML"),
            "<slot></slot>",
            "{name}"
        );
        let codes = bare_page
            .event_details("error")
            .iter()
            .filter(|error| error["code"] == "broken")
            .count();
        assert_eq!(codes, 0, "{name}");
    }
}

#[test]
fn reset_in_any_listener_empties_the_form() {
    for name in NAMES {
        let bare_page = with_listener("form.reset()", name);
        bare_page.page.wait_for_text("New subscription");
        assert_eq!(bare_page.page.value_of("label"), "One", "{name}");
        assert_still_works(&bare_page, name);
    }
}

#[test]
fn removal_and_return_in_any_listener_leave_a_working_form() {
    for name in NAMES {
        let bare_page = with_listener(
            "const place = form.parentNode; form.remove(); setTimeout(() => place.append(form), 50)",
            name,
        );
        let here = || {
            bare_page.run("return form !== null && form.shadowRoot.querySelector('h1') !== null")
        };
        bare_page.page.wait_for(name, || here() == true);
        assert_still_works(&bare_page, name);
    }
}

#[test]
fn messages_and_attributes_that_change_in_any_listener_are_applied() {
    for name in NAMES {
        let bare_page = with_listener(
            "form.messages = { Label: 'Name' }; form.eventKinds = [{ id: 'a.one' }]; form.eventKinds = null;
             form.lang = 'de'; form.disabled = true; form.disabled = false; form.urlPolicy = 'public'; form.focus();
             form.messages = null",
            name,
        );
        assert_still_works(&bare_page, name);
    }
}

#[test]
fn methods_in_a_focus_listener_break_nothing() {
    let bare_page = BarePage::with_element("add({})");
    bare_page.run(
        "form.addEventListener('focusin', () => { form.lang = 'de'; form.reset(); }, { once: true });
         form.addEventListener('focusout', () => form.dispose(), { once: true })",
    );
    bare_page.run("form.focus()");
    bare_page.run("document.activeElement.blur(); form.shadowRoot.activeElement?.blur()");
    bare_page.page.wait_for_text(SLOTTED_TEXT);
    assert_eq!(
        bare_page.run("return form.shadowRoot.innerHTML"),
        "<slot></slot>"
    );
}

/// A response moves the focus from the pressed button, so the listener of the page runs inside a call of the program.
#[test]
fn methods_in_a_focus_listener_of_a_response_break_nothing() {
    let slow = "async (request) => {
        const response = await fetch(request);
        await new Promise((done) => setTimeout(done, 500));
        return response;
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
        let bare_page =
            BarePage::filled_in(&format!("add({{}}, {{ properties: {{ fetch: {slow} }} }})"));
        bare_page.page.expects_console_error(REMOVED);
        bare_page.page.press("Create subscription");
        bare_page.run(&format!(
            "const [it] = [form]; it.addEventListener('focusout', () => {{ const form = it; {act} }})"
        ));
        bare_page
            .page
            .wait_for("the response", || bare_page.api.subscriptions().len() == 1);
        bare_page.page.wait_for(act, || {
            bare_page.run("return recordedEvents.some(([name]) => name === 'webhook-created')")
                == true
        });
        bare_page.page.wait_for_text(left);
        let errors = "return recordedEvents.filter(([name]) => name === 'webhook-error')";
        assert_eq!(bare_page.run(errors), json!([]), "{act}");
        if left.starts_with("Store") {
            bare_page.page.reveal();
        }
    }
}
