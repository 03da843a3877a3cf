//! A page's own list with thousands of kinds: what is built when, and what a key press and a tick touch.

use std::sync::Arc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::{Event, HtmlElement, HtmlInputElement};
use webhook_console::model::{CreateForm, InitialValues, Kind, Message, Taxonomy};

use crate::page::{
    Page, TENANT, created, plan, requests, response_body, settle, take_writes, wait_for_requests,
    wait_until,
};

#[wasm_bindgen(module = "/tests/web/stub.js")]
extern "C" {
    fn hold_idle();
    fn be_idle() -> Promise;
    fn release_idle(tells: bool);
    fn take_reads() -> u32;
}

const MANY: usize = 2_000;
const IN_A_GROUP: usize = 20;
/// How many rows are built at once.
const AT_ONCE: usize = 100;

fn id(at: usize) -> String {
    format!("group{}.kind{at}", at / IN_A_GROUP)
}

/// A form for so many kinds, of which some are ticked initially.
fn form(kinds: usize, events: &str) -> CreateForm {
    form_with_groups(IN_A_GROUP, kinds, events)
}

/// The same with so many kinds in each group.
pub fn form_with_groups(of: usize, kinds: usize, events: &str) -> CreateForm {
    let mut taxonomy = Taxonomy::empty();
    for at in 0..kinds {
        let kind = Kind {
            id: id(at).into(),
            name: format!("Kind {at}").into(),
            description: "".into(),
            group: 0,
            fires_today: true,
            is_unlisted: false,
        };
        let group = Message::Verbatim(format!("Group {}", at / of));
        taxonomy.add(group, kind);
    }
    let mut form = CreateForm::new("https://api.example");
    form.set_initial(&InitialValues {
        events: events.to_owned(),
        taxonomy: Arc::new(taxonomy),
        ..InitialValues::default()
    });
    form
}

async fn open(kinds: usize, events: &str) -> Page {
    Page::open_form(form(kinds, events)).await
}

fn boxes(page: &Page) -> Vec<HtmlInputElement> {
    let boxes = page.elements("[name=events]").into_iter();
    boxes.map(JsCast::unchecked_into).collect()
}

/// The identifiers of the rows that fit.
fn ids(page: &Page, fits: impl Fn(&HtmlInputElement) -> bool) -> Vec<String> {
    let fitting = boxes(page).into_iter().filter(fits);
    fitting.map(|row| row.value()).collect()
}

fn is_hidden(row: &HtmlInputElement) -> bool {
    let label = row.parent_element().expect("a label");
    label.has_attribute("hidden")
}

/// Lets the browser be idle once. Whether anything waited for it.
async fn idle() -> bool {
    let was_waiting = JsFuture::from(be_idle()).await.expect("it runs");
    was_waiting.is_truthy()
}

async fn build_all() {
    while idle().await {}
}

#[track_caller]
fn click(page: &Page, selector: &str) {
    let element: HtmlElement = page.element(selector).unchecked_into();
    element.click();
}

#[test]
async fn long_list_is_built_in_short_tasks_in_its_order() {
    hold_idle();
    let page = open(MANY, "").await;
    build_in_short_tasks(&page).await;
    let expected: Vec<_> = (0..MANY).map(id).collect();
    assert_eq!(ids(&page, |_| true), expected);
    let groups = page.elements(".families > fieldset");
    assert_eq!(groups.len(), MANY / IN_A_GROUP);
    release_idle(true);
}

async fn build_in_short_tasks(page: &Page) {
    assert_eq!(boxes(page).len(), AT_ONCE, "the rest waits");
    let mut before = AT_ONCE;
    while idle().await {
        let built = boxes(page).len();
        assert!(
            built - before <= 2 * IN_A_GROUP,
            "{} rows in a task",
            built - before
        );
        before = built;
    }
}

#[test]
async fn large_group_is_built_in_short_tasks_too() {
    hold_idle();
    let page = Page::open_form(form_with_groups(MANY, MANY, "")).await;
    build_in_short_tasks(&page).await;
    let expected: Vec<_> = (0..MANY).map(id).collect();
    assert_eq!(ids(&page, |_| true), expected);
    release_idle(true);
}

#[test]
async fn short_list_is_built_at_once() {
    hold_idle();
    let page = open(AT_ONCE, "").await;
    assert_eq!(boxes(&page).len(), AT_ONCE);
    assert!(!page.has(".long"));
    assert!(!idle().await, "nothing waits");
    let page = Page::open().await;
    assert_eq!(boxes(&page).len(), 19);
    assert!(!idle().await, "nothing waits");
    release_idle(true);
}

#[test]
async fn long_list_is_built_where_the_browser_does_not_tell_when_it_is_idle() {
    release_idle(false);
    let page = open(AT_ONCE + 2 * IN_A_GROUP, "").await;
    let all = AT_ONCE + 2 * IN_A_GROUP;
    wait_until("all rows", || boxes(&page).len() == all).await;
    release_idle(true);
}

#[test]
async fn filter_applies_to_rows_that_are_built_after_it() {
    hold_idle();
    let page = open(MANY, "").await;
    page.type_into("event-filter", "kind199").await;
    assert_eq!(boxes(&page).len(), AT_ONCE);
    build_all().await;
    let expected: Vec<_> = (0..MANY)
        .map(id)
        .filter(|id| id.contains("kind199"))
        .collect();
    assert_eq!(ids(&page, |row| !is_hidden(row)), expected);
    assert_eq!(boxes(&page).len(), MANY);
    release_idle(true);
}

#[test]
async fn kinds_are_ticked_and_sent_before_their_rows_are_built() {
    hold_idle();
    plan(&format!("[{TENANT},{}]", created(&response_body())));
    let page = open(MANY, &id(1_234)).await;
    page.fill_in().await;
    // The groups are there before their rows.
    while page.elements(".families > fieldset").len() < MANY / IN_A_GROUP {
        assert!(idle().await, "all groups are built");
    }
    click(&page, ".families > fieldset:last-of-type legend input");
    settle().await;
    let last_group = MANY - IN_A_GROUP;
    assert!(
        ids(&page, |_| true).len() < last_group,
        "its rows are not there"
    );
    let ticked = [0, 1_234].into_iter().chain(last_group..MANY);
    let ticked: Vec<_> = ticked.map(id).collect();
    page.press("Create subscription").await;
    wait_for_requests(2).await;
    assert_eq!(requests()[1]["body"].as_str().map(events), Some(ticked));
    release_idle(true);
}

fn events(body: &str) -> Vec<String> {
    let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
    let events = body["events"].as_array().expect("a list").iter();
    events
        .map(|event| event.as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
async fn row_that_is_built_late_is_ticked() {
    hold_idle();
    let page = open(MANY, &id(1_234)).await;
    build_all().await;
    assert_eq!(ids(&page, HtmlInputElement::checked), [id(1_234)]);
    release_idle(true);
}

#[test]
async fn nothing_is_built_once_the_form_is_gone() {
    hold_idle();
    let mut page = open(MANY, "").await;
    assert!(idle().await);
    take_writes();
    page.unmount().await;
    take_writes();
    assert!(idle().await, "a task was waiting");
    assert_eq!(take_writes(), "");
    assert!(!idle().await, "it asks for no other");
    release_idle(true);
}

#[test]
async fn tick_asks_the_rows_of_its_group_alone() {
    hold_idle();
    let page = open(AT_ONCE + 5 * IN_A_GROUP, "").await;
    build_all().await;
    take_reads();
    take_writes();
    click(&page, "[name=events]");
    settle().await;
    let reads = take_reads() as usize;
    // Besides them the box itself by its handler, the box of the group, and the two of the scope.
    assert!(reads <= IN_A_GROUP + 4, "{reads} boxes were asked");
    // The figures and the box of the group, the total, and the sentence.
    let written = take_writes();
    assert!(written.lines().count() <= 8, "{written}");
    release_idle(true);
}

#[test]
async fn key_press_in_the_filter_writes_the_rows_that_it_hides_and_asks_no_box() {
    hold_idle();
    let kinds = AT_ONCE + 5 * IN_A_GROUP;
    let page = open(kinds, "").await;
    build_all().await;
    // The boxes of the groups, and the two of the scope.
    let limit = kinds / IN_A_GROUP + 2;
    for (filter, changed) in [("kind", 0), ("kind19", kinds - 11), ("", kinds - 11)] {
        take_reads();
        take_writes();
        let input: HtmlInputElement = page.element("[name=event-filter]").unchecked_into();
        input.set_value(filter);
        let event = Event::new("input").expect("an event");
        input.dispatch_event(&event).expect("it is dispatched");
        settle().await;
        let (reads, written) = (take_reads() as usize, take_writes());
        assert!(reads <= limit, "{filter}: {reads} boxes were asked");
        let rows = written.lines().filter(|line| *line == "LABEL hidden");
        assert_eq!(rows.count(), changed, "{filter}: {written}");
    }
    release_idle(true);
}
