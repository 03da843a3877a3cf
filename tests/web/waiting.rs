//! Waiting, giving up, and what comes late: F4, F5 and F44.

use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::page::{
    Page, SECRET, TENANT, created, plan, requests, response_body, settle, sleep, wait_for_requests,
    wait_until,
};

#[wasm_bindgen(inline_js = "
    const now = Date.now;
    export function skip_ahead(ms) {
        Date.now = () => now() + ms;
    }
    const { setTimeout } = window;
    export function shorten_timers(shortened) {
        window.setTimeout = (run, ms) => setTimeout(run, shortened && ms === 30_000 ? 50 : ms);
    }
")]
extern "C" {
    /// Sets the page's clock ahead; 0 sets it right.
    fn skip_ahead(ms: f64);
    /// Makes timers of half a minute fire at once.
    fn shorten_timers(shortened: bool);
}

const OTHER_SECRET: &str = "whsec_AnotherSecretThatIsNotReal0123456789";

/// The response to a create, after so many milliseconds.
fn after(ms: u32, body: &str) -> String {
    let mut response: Value = serde_json::from_str(&created(body)).unwrap();
    response["delay"] = ms.into();
    response.to_string()
}

async fn sent(responses: &[&str]) -> Page {
    plan(&format!("[{TENANT},{}]", responses.join(",")));
    let page = Page::open().await;
    page.fill_in().await;
    page.press("Create subscription").await;
    wait_for_requests(2).await;
    page
}

/// Makes half a minute pass, and gives the page the time to see it.
async fn wait_long() {
    skip_ahead(31_000.0);
    sleep(1_100).await;
    skip_ahead(0.0);
}

#[test]
async fn button_is_busy_and_not_disabled_while_a_create_is_under_way() {
    let page = sent(&[&after(150, &response_body())]).await;
    let button = page.element("button[type=submit]");
    for name in ["aria-busy", "aria-disabled"] {
        assert_eq!(button.get_attribute(name).as_deref(), Some("true"));
    }
    assert!(!button.has_attribute("disabled"));
    assert!(page.text().contains("Creating the subscription…"));
    page.see("[data-outcome=created]").await;
    assert_eq!(requests().len(), 2);
}

#[test]
async fn slow_create_says_so_and_can_be_given_up_and_its_secret_still_comes() {
    let page = sent(&[&after(2_500, &response_body())]).await;
    assert!(!page.text().contains("Stop waiting"));
    wait_long().await;
    assert!(page.text().contains("Still waiting for an answer…"));
    page.press("Stop waiting").await;
    page.see("[data-outcome=unknown]").await;
    assert!(page.text().contains("You have stopped waiting"));
    assert!(page.text().contains("hooks.iana.org"));
    let button = page.element("button[type=submit]");
    assert!(!button.has_attribute("aria-disabled"));
    for _ in 0..20 {
        if page.has("[data-outcome=created]") {
            break;
        }
        sleep(100).await;
    }
    page.press("Reveal secret").await;
    assert_eq!(
        page.element("output").text_content().as_deref(),
        Some(SECRET)
    );
    let heading = page.element("[id^=result-heading]");
    assert!(heading.get_attribute("tabindex").is_some());
}

#[test]
async fn wait_is_counted_from_three_seconds_on_and_can_be_ended_from_five_on() {
    let page = sent(&[&after(5_000, &response_body())]).await;
    for (milliseconds, is_counted, can_stop) in [
        (0.0, false, false),
        (2_500.0, true, false),
        (5_000.0, true, true),
    ] {
        skip_ahead(milliseconds);
        sleep(1_100).await;
        let wait = page.element(".wait").text_content().unwrap_or_default();
        assert_eq!(wait.ends_with(" s"), is_counted, "{milliseconds}: {wait}");
        let has_button = page.text().contains("Stop waiting");
        assert_eq!(has_button, can_stop, "{milliseconds}");
    }
    skip_ahead(0.0);
}

#[test]
async fn check_of_a_key_is_given_up_after_half_a_minute_and_then_asked_for_anew() {
    let mut hangs: Value = serde_json::from_str(TENANT).unwrap();
    hangs["delay"] = 60_000.into();
    plan(&format!("[{hangs},{TENANT}]"));
    shorten_timers(true);
    let page = Page::open().await;
    page.fill_in().await;
    page.press("Check key").await;
    sleep(100).await;
    shorten_timers(false);
    let given_up = "No answer yet. The key was not checked.";
    assert!(page.text().contains(given_up), "{}", page.text());
    page.press("Check key").await;
    wait_until("the answer", || page.text().contains("The key works")).await;
    assert_eq!(requests().len(), 2);
}

#[test]
async fn check_of_a_key_is_counted_and_can_be_ended() {
    let mut slow: Value = serde_json::from_str(TENANT).unwrap();
    slow["delay"] = 5_000.into();
    plan(&Value::from(vec![slow]).to_string());
    let page = Page::open().await;
    page.fill_in().await;
    page.press("Check key").await;
    assert!(page.text().contains("Asking the API about this key…"));
    assert!(!page.text().contains("Stop the check"));
    skip_ahead(3_000.0);
    sleep(1_100).await;
    assert!(page.text().contains("3 s") || page.text().contains("4 s"));
    assert!(!page.text().contains("Stop the check"));
    skip_ahead(5_000.0);
    sleep(1_100).await;
    skip_ahead(0.0);
    assert!(page.text().contains("7 s") || page.text().contains("8 s"));
    page.press("Stop the check").await;
    assert!(
        page.text()
            .contains("No answer yet. The key was not checked.")
    );
    assert!(!page.text().contains("Stop the check"));
}

#[test]
async fn second_secret_waits_for_the_first_to_be_stored() {
    let second = response_body().replace(SECRET, OTHER_SECRET);
    let page = sent(&[&after(1_700, &response_body()), &after(600, &second)]).await;
    wait_long().await;
    page.press("Stop waiting").await;
    page.press("Create subscription").await;
    page.see(".question").await;
    page.press("Yes, create again").await;
    page.see("[data-outcome=created]").await;
    page.press("Reveal secret").await;
    let shown = page.element("output").text_content();
    wait_until("the other secret", || {
        page.text().contains("Another subscription was created.")
    })
    .await;
    assert_eq!(
        page.element("output").text_content(),
        shown,
        "none replaces another"
    );
    page.press("I have stored the signing secret").await;
    page.press("Show the next secret").await;
    page.press("Reveal secret").await;
    let mut both = [shown, page.element("output").text_content()].map(Option::unwrap_or_default);
    both.sort();
    assert_eq!(both, [OTHER_SECRET, SECRET]);
    page.press("I have stored the signing secret").await;
    page.press("Create another").await;
    settle().await;
    assert!(page.has("[name=url]"));
    let markup = page.markup();
    assert!(!markup.contains(SECRET) && !markup.contains(OTHER_SECRET));
}

#[test]
async fn response_to_a_form_that_is_gone_for_good_breaks_nothing() {
    let page = sent(&[&after(100, &response_body())]).await;
    drop(page);
    sleep(250).await;
    let page = Page::open().await;
    assert!(
        !page.has("[data-outcome]"),
        "it is not shown in another form"
    );
    assert_eq!(requests().len(), 2);
}
