//! A page whose markup comes from a server and is hydrated.

use e2e::FileServer;
use e2e::host_page::HostPage;

/// React attaches no `on…` prop of a custom element to such markup, and sets no property.
#[test]
fn hydrated_react_page_gets_the_key_and_calls_its_handlers() {
    let host_page = HostPage::new(FileServer::start("react"));
    for query in ["", "late"] {
        host_page.visit(&format!("/hydrated.html?{query}"));
        if query == "late" {
            host_page.page.press("Define");
        }
        host_page.wait_until_mounted();
        host_page.create();
        let created = host_page.event_details("webhook-created").remove(0);
        let expected = [("created".to_owned(), created["subscription"].clone())];
        assert_eq!(host_page.handled_events(), expected, "{query}");
    }
}
