//! A page that wants each attempt to have an `Idempotency-Key`: F24 and F32 to F34. What a page that does not want it
//! sends is in `requests.rs`.

use std::cell::Cell;

use js_sys::Promise;
use leptos::prelude::Update;
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test as test;
use webhook_console::component::host::Host;
use webhook_console::model::{CreateForm, Progress};

use crate::page::{
    Page, SECRET, TENANT, created, plan, requests, response_body, settle, sleep, wait_for_requests,
};

/// A page that uses idempotency keys, and gives another API key each time that it is asked.
#[derive(Default)]
struct TestHost {
    keys: Cell<u32>,
}

impl Host for TestHost {
    fn uses_idempotency_keys(&self) -> bool {
        true
    }

    fn api_key(&self) -> Option<Promise> {
        self.keys.set(self.keys.get() + 1);
        let key: JsValue = format!("sk_test_{}", self.keys.get()).into();
        Some(Promise::resolve(&key))
    }
}

const IN_FLIGHT: &str = r#"{"status":409,"body":"{\"error\":{\"code\":\"IDEMPOTENCY_IN_FLIGHT\"}}","headers":{"Retry-After":"1"}}"#;

async fn open(responses: &[&str]) -> Page {
    plan(&format!("[{TENANT},{}]", responses.join(",")));
    let page = Page::open_with(CreateForm::new("https://api.example"), TestHost::default()).await;
    page.fill_in().await;
    page
}

async fn sent(responses: &[&str]) -> Page {
    let page = open(responses).await;
    page.press("Create subscription").await;
    page
}

/// The same in a page that has the key, with all planned responses.
async fn embedded(responses: &[&str]) -> Page {
    plan(&format!("[{}]", responses.join(",")));
    let form = CreateForm::embedded("https://api.example");
    let page = Page::open_with(form, TestHost::default()).await;
    page.fill_in().await;
    page.press("Create subscription").await;
    page
}

/// The idempotency keys of the requests, in order.
fn keys() -> Vec<Value> {
    let header = |request: &Value| request["headers"]["idempotency-key"].clone();
    requests().iter().map(header).collect()
}

fn slow(body: &str, ms: u32) -> String {
    json!({ "status": 201, "body": body, "delay": ms }).to_string()
}

#[test]
async fn attempt_has_one_key_and_its_probe_the_same_headers() {
    let page = sent(&[&created(&response_body())]).await;
    page.see("[data-outcome=created]").await;
    let [probe, create] = keys().try_into().unwrap();
    assert_eq!(probe, create);
    let key = create.as_str().unwrap();
    let uuid = key.trim_matches('"');
    assert_eq!((key.len(), uuid.len()), (38, 36), "{key}");
    assert!(!page.markup().contains(uuid));
}

#[test]
async fn check_of_the_key_asks_with_the_headers_of_a_create() {
    plan(&format!("[{TENANT}]"));
    let page = Page::open_with(CreateForm::new("https://api.example"), TestHost::default()).await;
    page.fill_in().await;
    page.press("Check key").await;
    assert!(keys()[0].is_string());
}

#[test]
async fn retry_of_an_unknown_end_is_safe_and_says_so() {
    let page = sent(&[r#"{"fails":true}"#, &created(&response_body())]).await;
    page.see("[data-outcome=unknown]").await;
    let safe = "Trying again with the same values is safe: the API makes no second subscription.";
    assert!(page.text().contains(safe), "{}", page.text());
    page.press("Try again").await;
    page.see("[data-outcome=created]").await;
    let [_, first, second] = keys().try_into().unwrap();
    assert_eq!(first, second);
    page.press("I have stored the signing secret").await;
    page.press("Create another").await;
    assert!(!page.has("[data-outcome]") && !page.text().contains("may have been created"));
}

#[test]
async fn changed_values_are_asked_about_and_have_another_key() {
    let page = sent(&[r#"{"fails":true}"#, &created(&response_body())]).await;
    page.see("[data-outcome=unknown]").await;
    page.type_into("label", "Other").await;
    page.press("Try again").await;
    page.see(".question").await;
    assert_eq!(requests().len(), 2);
    page.press("Yes, create again").await;
    page.see("[data-outcome=created]").await;
    let [_, first, second] = keys().try_into().unwrap();
    assert_ne!(first, second);
}

#[test]
async fn request_in_flight_is_waited_for_and_sent_again_with_its_key() {
    let page = sent(&[IN_FLIGHT, IN_FLIGHT, &created(&response_body())]).await;
    assert!(page.text().contains("Creating the subscription…"));
    page.see("[data-outcome=created]").await;
    let keys = keys();
    assert_eq!(keys.len(), 4);
    assert!(keys.iter().all(|key| *key == keys[0]));
}

#[test]
async fn wait_that_takes_too_long_ends_unknown() {
    let page = sent(&[&IN_FLIGHT.replace("\"1\"", "\"31\"")]).await;
    page.see("[data-outcome=unknown]").await;
    assert!(page.text().contains("(409)"));
    assert_eq!(requests().len(), 2);
}

#[test]
async fn form_that_is_gone_for_good_sends_nothing_more() {
    let page = sent(&[IN_FLIGHT, &created(&response_body())]).await;
    settle().await;
    page.state.update(CreateForm::reset);
    page.state.dispose();
    sleep(1_200).await;
    assert_eq!(requests().len(), 2);
}

#[test]
async fn renewed_api_key_keeps_the_idempotency_key() {
    let rejected = r#"{"status":401,"body":""}"#;
    let response = created(&response_body());
    let page = embedded(&[TENANT, rejected, TENANT, &response]).await;
    page.see("[data-outcome=created]").await;
    let [_, first, _, second] = requests().try_into().unwrap();
    assert_eq!(first["headers"]["authorization"], "Bearer sk_test_1");
    assert_eq!(second["headers"]["authorization"], "Bearer sk_test_2");
    let keys = keys();
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}

#[test]
async fn other_api_key_asks_before_it_makes_a_second() {
    let lost = r#"{"fails":true}"#;
    let response = created(&response_body());
    let page = embedded(&[TENANT, lost, &response]).await;
    page.see("[data-outcome=unknown]").await;
    page.press("Create subscription").await;
    page.see("[aria-labelledby^=question]").await;
    assert_eq!(requests().len(), 2, "the check of the key is fresh");
    page.press("Yes, create again").await;
    page.see("[data-outcome=created]").await;
    let keys = keys();
    assert_ne!(keys[1], keys[2], "another attempt");
}

#[test]
async fn silence_after_a_rejected_create_is_not_told_as_nothing_sent() {
    let rejected = r#"{"status":401,"body":""}"#;
    let lost = r#"{"fails":true}"#;
    let page = embedded(&[TENANT, rejected, lost]).await;
    page.see("[data-outcome=not-created]").await;
    assert_eq!(requests().len(), 3);
    let text = page.text();
    assert!(!text.contains("Nothing was sent"), "{text}");
    assert!(text.contains("The key was not accepted"), "{text}");
}

#[test]
async fn two_responses_with_one_secret_are_one_subscription() {
    let first = slow(&response_body(), 700);
    let page = sent(&[&first, &slow(&response_body(), 300)]).await;
    wait_for_requests(2).await;
    Update::update(&page.state.progress, Progress::stop_waiting);
    page.see("[data-outcome=unknown]").await;
    page.press("Create subscription").await;
    page.see("[data-outcome=created]").await;
    page.press("Reveal secret").await;
    sleep(700).await;
    assert_eq!(requests().len(), 3);
    assert!(!page.text().contains("Another subscription was created."));
    let shown = page.element("output").text_content();
    assert_eq!(shown.as_deref(), Some(SECRET), "it stays revealed");
    page.press("I have stored the signing secret").await;
    page.press("Create another").await;
    assert!(!page.has("[data-outcome]") && page.has("[name=url]"));
}

#[test]
async fn key_of_other_values_has_a_message_of_its_own() {
    let reused = json!({"status": 422, "body": r#"{"error":{"code":"IDEMPOTENCY_KEY_REUSED"}}"#});
    let page = sent(&[&reused.to_string()]).await;
    page.see("[data-outcome=not-created]").await;
    assert!(
        page.text()
            .contains("The API knows this attempt with other values.")
    );
    let label: web_sys::HtmlInputElement =
        wasm_bindgen::JsCast::unchecked_into(page.element("[name=label]"));
    assert_eq!(label.value(), "Feed");
}

#[test]
async fn replay_without_its_secret_says_to_make_another() {
    let body = r#"{"ok":true,"data":{"subscription":{"subscriptionId":"whk_1"}},"contractVersion":"v1.0"}"#;
    let page = sent(&[r#"{"fails":true}"#, &created(body)]).await;
    page.see("[data-outcome=unknown]").await;
    page.press("Try again").await;
    page.see("[data-outcome=created]").await;
    let text = page.text();
    assert!(text.contains("No secret came with the answer."), "{text}");
    assert!(text.contains("create another one"), "{text}");
}

#[test]
async fn page_that_does_not_want_keys_meets_a_conflict_as_ever() {
    plan(&format!("[{TENANT},{IN_FLIGHT}]"));
    let page = Page::open().await;
    page.fill_in().await;
    page.press("Create subscription").await;
    page.see("[data-outcome=not-created]").await;
    assert!(page.text().contains("Conflict:"));
    assert_eq!(keys(), [Value::Null, Value::Null]);
}
