//! Elements under other tags, removed elements, and pages in the back-forward cache.

use e2e::FileServer;
use serde_json::json;

use e2e::host_page::{HostPage, TAG, fill_in};

const PACKAGE: &str = "webhook-subscription-form";
const NOWHERE: [&str; 0] = [];

#[track_caller]
fn open() -> HostPage {
    let host_page = HostPage::open("html", "");
    host_page.wait_until_mounted();
    host_page
}

#[test]
fn other_tag_works_beside_the_first() {
    let host_page = open();
    let script = format!(
        "const [apiBase, key] = arguments;
        return import('./{PACKAGE}/define.js').then(({{ define }}) => {{
            define('other-tag');
            define('third-tag');
            const other = document.createElement('other-tag');
            Object.assign(other, {{ apiBase, getToken: async () => key }});
            document.body.append(other);
        }})"
    );
    let arguments = [host_page.api.origin().into(), host_page.api.key().into()];
    host_page.page.script(&script, &arguments);
    host_page.page.within("other-tag", |page| {
        page.wait_for_text("New subscription");
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
    });
    host_page.page.within(TAG, |page| {
        page.wait_for_text("New subscription");
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
    });
}

#[test]
fn disposed_and_removed_elements_do_not_disturb_the_others() {
    let host_page = HostPage::new(FileServer::start("html"));
    host_page.visit("/two.html?");
    let page = &host_page.page;
    let secret = page.within("#first", |page| {
        page.wait_for_text("New subscription");
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
        page.reveal()
    });
    let script =
        "const more = Array.from({ length: 3 }, () => document.createElement(arguments[0]));
        document.body.append(...more);
        return new Promise((done) => setTimeout(done, 200)).then(() => {
            const ended = [second.dispose(), more[0].dispose()];
            second.remove();
            more[0].remove();
            more[1].remove();
            return [...ended, more[0].dispose()];
        })";
    assert_eq!(
        page.script(script, &[TAG.into()]),
        json!([true, true, true])
    );
    page.within("#first", |page| {
        assert_eq!(page.secret(), Some(secret));
        page.press("I have stored the signing secret");
        page.press("Create another");
        page.wait_for_text("New subscription");
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
        page.reveal();
    });
    assert_eq!(host_page.api.subscriptions().len(), 2);
}

#[test]
fn secret_is_not_revealed_after_a_navigation_back() {
    let host_page = open();
    let page = &host_page.page;
    host_page.create();
    let secret = page.reveal();
    page.visit(&format!("{}/two.html?", host_page.file_server.origin()));
    page.wait_for_text("New subscription");
    page.back();
    page.wait_for("the page", || {
        page.text().contains("New subscription") || page.text().contains("Store the signing secret")
    });
    assert_eq!(page.everything(&host_page.api).places_of(&secret), NOWHERE);
    page.forward();
    page.wait_for_text("New subscription");
    assert_eq!(page.everything(&host_page.api).places_of(&secret), NOWHERE);
}

/// Driven browsers have no back-forward cache, so a script dispatches the events.
#[test]
fn secret_is_masked_on_a_page_that_is_restored_from_the_cache() {
    let host_page = open();
    let page = &host_page.page;
    host_page.create();
    let secret = page.reveal();
    page.script(
        "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))",
        &[],
    );
    assert_eq!(page.everything(&host_page.api).places_of(&secret), NOWHERE);
    page.script(
        "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
        &[],
    );
    page.wait_for_text("Store the signing secret");
    assert_eq!(page.secret(), None, "masked");
    assert_eq!(page.everything(&host_page.api).places_of(&secret), NOWHERE);
    assert_eq!(page.reveal(), secret);
}
