//! Two elements on one page: each emits its own events.

use e2e::FileServer;
use serde_json::Value;

use e2e::host_page::{HostPage, fill_in};

#[test]
fn event_is_dispatched_by_its_own_element() {
    let host_page = HostPage::new(FileServer::start("html"));
    host_page.visit("/two.html?");
    host_page.page.wait_for("two forms", || {
        host_page.event_details("webhook-ready").len() == 2
    });
    let script = "window.targets = [];
        document.addEventListener('webhook-created', (event) => targets.push(event.target.id))";
    host_page.page.script(script, &[]);
    host_page.page.within("#second", |page| {
        fill_in(page);
        page.press("Create subscription");
        page.outcome();
    });
    let targets = host_page.page.script("return window.targets", &[]);
    assert_eq!(targets, Value::from(vec!["second"]));
}
