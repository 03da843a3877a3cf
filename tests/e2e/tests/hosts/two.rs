//! Two elements on one page: each speaks for itself.

use e2e::FileServer;
use serde_json::Value;

use e2e::stage::{Stage, fill_in};

#[test]
fn event_is_fired_by_the_element_it_is_about() {
    let stage = Stage::of(FileServer::start("html"));
    stage.visit("/two.html?");
    stage
        .page
        .wait_for("two forms", || stage.details_of("webhook-ready").len() == 2);
    let script = "window.targets = [];
        document.addEventListener('webhook-created', (event) => targets.push(event.target.id))";
    stage.page.script(script, &[]);
    stage.page.within("#second", |page| {
        fill_in(page);
        page.press("Create subscription");
        page.outcome();
    });
    let targets = stage.page.script("return window.targets", &[]);
    assert_eq!(targets, Value::from(vec!["second"]));
}
