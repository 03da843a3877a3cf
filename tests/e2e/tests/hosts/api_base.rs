//! `api-base`: the API that a key is sent to.

use e2e::host_page::INVALID_API_BASES;

use crate::bare_page::{BarePage, URL};

const FAILURE: &str = "The form cannot be used here";

#[track_caller]
fn set_api_base(bare_page: &BarePage, origin: &str) {
    bare_page.run_with("form.apiBase = given", &origin.into());
}

#[test]
fn corrected_address_mounts_the_form() {
    let bare_page = BarePage::open();
    bare_page.page.expects_console_error("bad_api_base");
    bare_page.run("add({ 'api-base': 'javascript:alert(1)', label: 'One' })");
    bare_page.wait_for_error_event("not-created", "bad_api_base", None);
    // It is told again when the element is back.
    bare_page.run(
        "const parent = form.parentNode; form.remove(); setTimeout(() => parent.append(form))",
    );
    bare_page.page.wait_for("another event", || {
        bare_page.event_details("error").len() == 2
    });
    bare_page.page.wait_for_text(FAILURE);
    bare_page.run("form.label = 'Two'; form.focus(); form.apiBase = api");
    bare_page.wait_until_mounted();
    assert!(!bare_page.page.text().contains(FAILURE));
    assert_eq!(bare_page.page.value_of("label"), "Two");
    bare_page.page.wait_for_focus_on("url");
    assert_eq!(bare_page.event_details("ready").len(), 1);
}

#[test]
fn empty_address_means_the_origin_of_the_page() {
    for given in ["null", "''", "'  '"] {
        let bare_page = BarePage::open();
        bare_page.page.expects_console_error("404");
        bare_page.run(&format!(
            "add({{ 'api-base': {given}, url: 'https://a.example/b', label: 'One', events: '*' }})"
        ));
        bare_page.wait_until_mounted();
        assert_eq!(bare_page.submit().kind, "not-created");
        let requested = bare_page.run(
            "return performance.getEntriesByType('resource').some(({ name }) => name === `${location.origin}/v1/tenant`)",
        );
        assert_eq!(requested, true, "{given}");
    }
}

#[test]
fn invalid_address_does_not_replace_a_valid_one() {
    let bare_page = BarePage::filled_in("add({})");
    bare_page.page.expects_console_error("bad_api_base");
    for invalid in INVALID_API_BASES {
        bare_page.run("recordedEvents.length = 0");
        set_api_base(&bare_page, invalid);
        bare_page.wait_for_error_event("not-created", "bad_api_base", None);
    }
    assert_eq!(bare_page.page.value_of("url"), URL, "the form stays");
    assert_eq!(bare_page.submit().kind, "created");
    assert_eq!(bare_page.api.subscriptions().len(), 1);
}
