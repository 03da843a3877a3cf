//! What is asked ahead of a press: the API about the key, and a page for its key.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Promise, Reflect};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::{Event, HtmlInputElement};
use webhook_console::component::host::Host;
use webhook_console::model::{CreateForm, InitialValues};

use crate::page::{
    Page, TENANT, created, pause, plan, requests, response_body, settle, sleep, wait_for_requests,
    wait_until,
};

const BASE: &str = "http://localhost:8787";
const BUTTON: &str = "button[type=submit]";

/// A page that gives another API key each time that it is asked, after a while.
#[derive(Clone, Default)]
struct TestHost {
    keys: Rc<Cell<u32>>,
    milliseconds: u32,
}

impl Host for TestHost {
    fn api_key(&self) -> Option<Promise> {
        self.keys.set(self.keys.get() + 1);
        let key: JsValue = format!("sk_test_{}", self.keys.get()).into();
        let wait = pause(self.milliseconds);
        Some(future_to_promise(async move {
            JsFuture::from(wait).await?;
            Ok(key)
        }))
    }
}

fn plan_for_a_create() {
    plan(&format!("[{TENANT},{}]", created(&response_body())));
}

/// The response to a check of the key, after a while.
fn slow_tenant() -> String {
    let mut response: Value = serde_json::from_str(TENANT).unwrap();
    response["delay"] = 1_000.into();
    response.to_string()
}

fn sent() -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let key = |request: &Value| text(&request["headers"]["authorization"]);
    let requests = requests();
    let methods = requests.iter().map(|request| text(&request["method"]));
    methods.zip(requests.iter().map(key)).collect()
}

/// One check of this key was sent, and then a create with it.
#[track_caller]
fn assert_checked_and_created_with(key: &str) {
    let request = |method: &str| (method.to_owned(), format!("Bearer {key}"));
    assert_eq!(sent(), [request("GET"), request("POST")]);
}

/// Dispatches an event with one property.
async fn dispatch(page: &Page, name: &str, property: &str, value: impl Into<JsValue>) {
    let event = Event::new(name).unwrap();
    Reflect::set(&event, &property.into(), &value.into()).unwrap();
    Reflect::set(&event, &"repeat".into(), &false.into()).unwrap();
    page.element(BUTTON).dispatch_event(&event).unwrap();
    settle().await;
}

/// A form of a page that has the key, filled in by that page.
fn filled() -> CreateForm {
    let mut form = CreateForm::embedded(BASE);
    form.set_initial(&InitialValues {
        url: "https://hooks.iana.org/enfinitos".into(),
        label: "Feed".into(),
        events: "right.issued".into(),
        ..InitialValues::default()
    });
    form
}

async fn embedded() -> (Page, TestHost) {
    let host = TestHost::default();
    let page = Page::open_with(CreateForm::embedded(BASE), host.clone()).await;
    page.fill_in().await;
    (page, host)
}

#[test]
async fn key_is_checked_when_its_field_is_left_and_a_press_does_not_check_it_again() {
    plan_for_a_create();
    let page = Page::open_with(CreateForm::new(BASE), TestHost::default()).await;
    page.fill_in().await;
    wait_for_requests(1).await;
    settle().await;
    assert!(page.text().contains("The key works"), "{}", page.text());
    page.press("Create subscription").await;
    page.see("[data-outcome=created]").await;
    assert_checked_and_created_with("sk_test_0123456789");
}

#[test]
async fn press_waits_for_the_check_that_is_under_way() {
    plan(&format!(
        "[{},{}]",
        slow_tenant(),
        created(&response_body())
    ));
    let page = Page::open_with(CreateForm::new(BASE), TestHost::default()).await;
    page.fill_in().await;
    page.press("Create subscription").await;
    assert_eq!(requests().len(), 1);
    page.see("[data-outcome=created]").await;
    assert_eq!(requests().len(), 2);
}

#[test]
async fn check_that_is_asked_for_waits_for_the_one_under_way_with_the_same_pair() {
    plan(&format!("[{}]", slow_tenant()));
    let page = Page::open_with(CreateForm::new(BASE), TestHost::default()).await;
    page.fill_in().await;
    // The same key once more is another version of the connection.
    page.type_into("api-key", "").await;
    page.type_into("api-key", "sk_test_0123456789").await;
    page.press("Check key").await;
    wait_until("the result", || page.text().contains("The key works")).await;
    assert_eq!(requests().len(), 1);
}

#[test]
async fn focus_on_the_button_checks_a_key_that_was_not_left() {
    plan_for_a_create();
    let page = Page::open_with(CreateForm::new(BASE), TestHost::default()).await;
    let input = page.element("[name=api-key]");
    let input: HtmlInputElement = input.unchecked_into();
    input.set_value("sk_test_1");
    input.dispatch_event(&Event::new("input").unwrap()).unwrap();
    settle().await;
    assert_eq!(requests().len(), 0);
    dispatch(&page, "focus", "key", "").await;
    assert_eq!(requests().len(), 1);
}

#[test]
async fn page_is_asked_for_its_key_when_a_press_begins_and_that_press_alone_uses_it() {
    for (event, property, value) in [
        ("pointerdown", "button", JsValue::from(0)),
        ("keydown", "key", "Enter".into()),
        ("keydown", "key", " ".into()),
    ] {
        plan_for_a_create();
        let (page, host) = embedded().await;
        dispatch(&page, event, property, value).await;
        assert_eq!((host.keys.get(), sent().len()), (1, 1), "{event}");
        page.press("Create subscription").await;
        page.see("[data-outcome=created]").await;
        assert_checked_and_created_with("sk_test_1");
        assert_eq!(host.keys.get(), 1);
        page.press("I have stored the signing secret").await;
        page.press("Create another").await;
        plan(&format!("[{}]", created(&response_body())));
        page.fill_in().await;
        page.press("Create subscription").await;
        page.see("[data-outcome=created]").await;
        assert_eq!(host.keys.get(), 2, "the next press has a key of its own");
    }
}

#[test]
async fn page_is_not_asked_for_its_key_before_it_is_needed() {
    for (event, property, value) in [
        ("focus", "key", JsValue::from("")),
        ("pointerdown", "button", JsValue::from(2)),
        ("keydown", "key", "Tab".into()),
        ("keydown", "key", "a".into()),
    ] {
        plan("[]");
        let (page, host) = embedded().await;
        dispatch(&page, event, property, value).await;
        assert_eq!((host.keys.get(), requests().len()), (0, 0), "{event}");
    }
    plan("[]");
    let (page, host) = embedded().await;
    page.type_into("label", "").await;
    dispatch(&page, "pointerdown", "button", 0).await;
    assert_eq!(host.keys.get(), 0, "a field must be corrected");
}

#[test]
async fn key_of_a_press_that_did_not_come_is_not_used_later() {
    plan(&format!("[{TENANT},{}]", created(&response_body())));
    let (page, host) = embedded().await;
    dispatch(&page, "pointerdown", "button", 0).await;
    assert_eq!(host.keys.get(), 1);
    sleep(5_100).await;
    page.press("Create subscription").await;
    page.see("[data-outcome=created]").await;
    assert_eq!(host.keys.get(), 2);
    let keys: Vec<_> = sent().into_iter().map(|(_, key)| key).collect();
    assert_eq!(keys, ["Bearer sk_test_1", "Bearer sk_test_2"]);
}

#[test]
async fn other_window_that_takes_the_focus_is_no_end_of_typing() {
    plan(&format!("[{TENANT}]"));
    let page = Page::open_with(CreateForm::new(BASE), TestHost::default()).await;
    let input: HtmlInputElement = page.element("[name=api-key]").unchecked_into();
    input.focus().unwrap();
    input.set_value("sk_test_1");
    for event in ["input", "blur"] {
        input.dispatch_event(&Event::new(event).unwrap()).unwrap();
    }
    settle().await;
    assert_eq!(requests().len(), 0, "the input has the focus of its page");
    input.blur().unwrap();
    // A page without the focus of the browser dispatches no event.
    input.dispatch_event(&Event::new("blur").unwrap()).unwrap();
    wait_for_requests(1).await;
}

#[test]
async fn disabled_form_asks_for_no_key() {
    for is_disabled in [false, true] {
        plan(&format!("[{TENANT}]"));
        let host = TestHost::default();
        let mut form = filled();
        form.disabled = is_disabled;
        let page = Page::open_with(form, host.clone()).await;
        dispatch(&page, "pointerdown", "button", 0).await;
        assert_eq!(host.keys.get(), u32::from(!is_disabled));
    }
}

#[test]
async fn key_that_is_held_down_asks_for_one_key() {
    plan(&format!("[{TENANT},{TENANT},{TENANT}]"));
    let host = TestHost::default();
    let page = Page::open_with(filled(), host.clone()).await;
    for is_repeated in [false, true, true] {
        let event = Event::new("keydown").unwrap();
        Reflect::set(&event, &"key".into(), &" ".into()).unwrap();
        Reflect::set(&event, &"repeat".into(), &is_repeated.into()).unwrap();
        page.element(BUTTON).dispatch_event(&event).unwrap();
        settle().await;
    }
    assert_eq!(host.keys.get(), 1);
}

#[test]
async fn key_that_comes_when_the_form_has_ended_is_sent_nowhere() {
    plan(&format!("[{TENANT}]"));
    let host = TestHost {
        milliseconds: 100,
        ..TestHost::default()
    };
    let page = Page::open_with(filled(), host.clone()).await;
    dispatch(&page, "pointerdown", "button", 0).await;
    assert_eq!(host.keys.get(), 1);
    page.state.dispose();
    sleep(200).await;
    assert_eq!(requests().len(), 0);
}

#[test]
async fn check_that_ended_within_its_press_is_not_repeated() {
    let missing = r#"{"status":404,"body":"{}"}"#;
    plan(&format!("[{missing},{}]", created(&response_body())));
    let page = Page::open_with(filled(), TestHost::default()).await;
    dispatch(&page, "pointerdown", "button", 0).await;
    wait_for_requests(1).await;
    settle().await;
    page.press("Create subscription").await;
    page.see("[data-outcome=created]").await;
    assert_eq!(requests().len(), 2);
}
