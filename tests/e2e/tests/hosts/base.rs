//! `api-base`: whom a key may be sent to.

use e2e::host_page::INVALID_API_BASES;

use crate::bare::{Bare, URL};

#[track_caller]
fn goes_to(bare: &Bare, origin: &str) {
    bare.run_with("form.apiBase = given", &origin.into());
}

#[test]
fn bad_address_that_is_mended_lets_the_form_come() {
    let bare = Bare::open();
    bare.run("add({ 'api-base': 'javascript:alert(1)', label: 'One' })");
    bare.wait_for_error("not-created", "bad_api_base", None);
    bare.run("form.label = 'Two'; form.focus(); form.apiBase = api");
    bare.wait_until_mounted();
    assert_eq!(bare.page.value_of("label"), "Two");
    bare.page.wait_for_focus_on("url");
    assert_eq!(bare.details("ready").len(), 1);
}

#[test]
fn address_without_words_is_the_pages_own() {
    for given in ["null", "''", "'  '"] {
        let bare = Bare::open();
        bare.page.expects_console_error("404");
        bare.run(&format!(
            "add({{ 'api-base': {given}, url: 'https://a.example/b', label: 'One', events: '*' }})"
        ));
        bare.wait_until_mounted();
        assert_eq!(bare.send().kind, "not-created");
        let asked = bare.run(
            "return performance.getEntriesByType('resource').some(({ name }) => name === `${location.origin}/v1/tenant`)",
        );
        assert_eq!(asked, true, "{given}");
    }
}

#[test]
fn bad_address_after_a_good_one_keeps_the_good_one() {
    let bare = Bare::filled("add({})");
    for bad in INVALID_API_BASES {
        bare.run("told.length = 0");
        goes_to(&bare, bad);
        bare.wait_for_error("not-created", "bad_api_base", None);
    }
    assert_eq!(bare.page.value_of("url"), URL, "the form stays");
    assert_eq!(bare.send().kind, "created");
    assert_eq!(bare.api.subscriptions().len(), 1);
}
