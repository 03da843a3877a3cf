//! Two elements on one page know nothing of each other.

use e2e::{Host, Page};
use serde_json::Value;

use e2e::stage::{SLOT, Stage, fill_in};

#[track_caller]
fn open() -> Stage {
    let stage = Stage::of(Host::start("html"));
    stage.visit("/two.html?late");
    stage.page.sees(SLOT);
    stage.page.press("Define");
    stage
        .page
        .until("two forms", || stage.details_of("webhook-ready").len() == 2);
    stage
}

fn left_alone(page: &Page) {
    page.sees("New subscription");
    assert_eq!(page.value_of("label"), "Second");
    assert_eq!(page.value_of("url"), "");
    assert_eq!(page.ticked(), Vec::<String>::new());
    assert!(!page.has_outcome());
}

#[test]
fn elements_on_one_page_keep_their_fields_and_secrets_apart() {
    let stage = open();
    let page = &stage.page;
    page.within("#first", |page| {
        assert_eq!(page.value_of("label"), "First");
        fill_in(page);
    });
    page.within("#second", left_alone);
    let first = page.within("#first", |page| {
        page.press("Create subscription");
        assert_eq!(page.outcome().word, "created");
        page.reveal()
    });
    page.within("#second", left_alone);
    let second = page.within("#second", |page| {
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().word, "created");
        page.reveal()
    });
    assert_ne!(first, second);
    page.within("#second", |page| {
        page.press("I have stored the signing secret");
        page.sees("The signing secret is stored with you");
    });
    page.within("#first", |page| assert_eq!(page.secret(), Some(first)));
    assert_eq!(stage.api.rows().len(), 2);
}

#[test]
fn event_is_fired_by_the_element_it_is_about() {
    let stage = open();
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
