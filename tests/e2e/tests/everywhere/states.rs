//! Every state of the form, each reached from the one before, and the focused element in it.

mod list;

use e2e::host_page::TAG;
use e2e::{Page, Screen};
use serde_json::{Value, json};

use self::list::STATES;
use crate::form_page::{FormPage, Surface};

/// Opens the form on a screen whose preferences it follows.
#[track_caller]
pub fn open(surface: Surface, screen: Screen) -> FormPage {
    let form = FormPage::open(surface, screen);
    if surface == Surface::Element {
        // The form follows the preferred theme, and the list of events in the host page wraps.
        let script = "document.querySelector(arguments[0]).removeAttribute('theme');
            document.body.style.overflowWrap = 'anywhere'";
        form.page.script(script, &[TAG.into()]);
    }
    form
}

/// Calls `act` with only the form in scope, and nothing of the host page.
pub fn in_scope<T>(form: &FormPage, act: impl FnOnce(&Page) -> T) -> T {
    match form.surface {
        Surface::Console => act(&form.page),
        Surface::Element => form.page.within(TAG, act),
    }
}

/// The lines that `read` returns for the form, with a placeholder for the host of the API, which changes with each run.
pub fn lines(form: &FormPage, read: impl FnOnce(&Page) -> Vec<String>) -> Vec<String> {
    let lines = in_scope(form, read).into_iter();
    lines
        .map(|line| line.replace(form.api.host(), "HOST"))
        .collect()
}

/// Reaches one state after the other, and calls `check` with the name of each.
pub fn visit_all(form: &FormPage, mut check: impl FnMut(&'static str)) {
    for state in STATES {
        let Some(focus) = state.focus(form.surface) else {
            continue;
        };
        (state.reach)(form);
        if !focus.is_empty() {
            form.page.wait_for_focus_on(focus);
        }
        check(state.name);
    }
}

/// Submits the form; the response has this fault.
fn submit_with_fault(form: &FormPage, fault: Value) {
    form.api.next_create(fault);
    form.page.press("Create subscription");
}

/// Submits the form; the API refuses it with this response.
fn submit_refused(form: &FormPage, status: u16, body: &Value) {
    form.page.expects_console_error(&status.to_string());
    // The element asks its page for another key once, before the key is rejected.
    let times = if status == 401 && form.surface == Surface::Element {
        2
    } else {
        1
    };
    submit_with_fault(
        form,
        json!({ "status": status, "body": body.to_string(), "times": times,
            "headers": { "Retry-After": "3600" } }),
    );
    assert_eq!(form.page.outcome().kind, "not-created", "{status}");
}
