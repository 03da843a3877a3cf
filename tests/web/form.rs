//! The form: what is shown, what is text, and what is given back.

use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::{Event, HtmlElement, HtmlInputElement};

use crate::page::{
    Page, TENANT, count, counted, created, plan, requests, response_body, settle, sleep,
    wait_for_requests,
};

#[test]
async fn form_gives_its_listeners_and_timers_back_and_never_parses_markup() {
    count();
    let (listeners, timers) = (counted("listeners"), counted("timers"));
    plan(r#"[{"delay":50,"fails":true}]"#);
    let mut page = Page::open().await;
    page.fill_in().await;
    page.press("Create subscription").await;
    assert!(counted("listeners") > listeners);
    assert!(counted("timers") > timers, "the wait is being counted");
    page.see("[data-outcome]").await;
    page.unmount().await;
    assert_eq!(counted("listeners"), listeners);
    assert_eq!(counted("timers"), timers);
    assert_eq!(counted("innerHTML"), 0);
}

#[test]
async fn server_text_is_text_and_shows_invisible_characters() {
    let label = "<img src=x onerror=alert(1)>\u{202e}gnp";
    let body = json!({
        "ok": true,
        "data": {"subscription": {"subscriptionId": "<script>1</script>", "label": label, "url": "javascript:alert(1)",
            "events": ["space.bent"], "active": true}, "signingSecret": "whsec_0123456789012345678901234"},
        "contractVersion": "v1.0",
    });
    plan(&format!("[{TENANT},{}]", created(&body.to_string())));
    let page = Page::open().await;
    page.fill_in().await;
    page.press("Create subscription").await;
    page.see("[data-outcome=created]").await;
    assert!(!page.has("img, script, a"));
    let text = page.text();
    for shown in [
        "<img src=x onerror=alert(1)>[U+202E]gnp",
        "<script>1</script>",
        "javascript:alert(1)",
        "space.bent",
    ] {
        assert!(text.contains(shown), "{shown} in {text}");
    }
    assert!(text.contains("You sent the label"));
}

#[test]
async fn problem_is_silent_while_typing_and_clears_at_once() {
    let page = Page::open().await;
    let message = || {
        page.element("[id^=url-error]")
            .text_content()
            .unwrap_or_default()
    };
    page.type_into("url", "http://hooks.example.com").await;
    assert_eq!(
        message(),
        "Use https: deliveries are never sent in the clear"
    );
    assert_eq!(
        page.element("[name=url]")
            .get_attribute("aria-invalid")
            .as_deref(),
        Some("true")
    );
    page.press("Use this").await;
    assert_eq!(message(), "");
    assert_eq!(
        page.element("[name=url]").get_attribute("aria-invalid"),
        None
    );
}

#[test]
async fn summary_takes_the_focus_and_leads_to_each_field() {
    let page = Page::open().await;
    page.press("Create subscription").await;
    settle().await;
    let focused = || leptos::prelude::document().active_element();
    assert_eq!(focused(), Some(page.element("[data-outcome=not-created]")));
    page.press_in(".notice", "Enter a label").await;
    assert_eq!(focused(), Some(page.element("[name=label]")));
}

/// The form comes back when its element is moved, or its page sets other texts: the focus may be anywhere then.
#[test]
async fn what_was_announced_takes_no_focus_when_the_form_comes_back() {
    let mut page = Page::open().await;
    page.press("Create subscription").await;
    page.see("[data-outcome=not-created]").await;
    page.unmount().await;
    page.mount().await;
    settle().await;
    assert!(page.has("[data-outcome=not-created]"));
    let document = leptos::prelude::document();
    let focused = document.active_element().map(|element| element.tag_name());
    assert_eq!(focused.as_deref(), Some("BODY"));
}

#[test]
async fn family_box_acts_on_what_the_filter_shows() {
    let page = Page::open().await;
    page.type_into("event-filter", "withdrawn").await;
    let boxes = page.element(".families fieldset:not([hidden]) legend input");
    boxes.unchecked_into::<HtmlElement>().click();
    settle().await;
    assert!(page.text().contains("1 kind selected"));
    assert!(page.text().contains("1 of 5, box acts on the 1 shown"));
}

#[test]
async fn no_text_input_is_corrected_by_the_browser() {
    let page = Page::open().await;
    assert!(page.has("input[autocorrect=off]"));
    assert!(!page.has("input:not([type=checkbox], [type=radio], [autocorrect=off])"));
}

/// A system may write "é" as two characters, where a person sees and counts one.
#[test]
async fn label_is_counted_and_sent_in_its_composed_form_and_stays_as_it_was_typed() {
    plan(&format!("[{TENANT},{}]", created(&response_body())));
    let page = Page::open().await;
    page.fill_in().await;
    let (typed, sent) = ("e\u{301}".repeat(40), "é".repeat(40));
    page.type_into("label", &typed).await;
    let value = || {
        page.element("[name=label]")
            .unchecked_into::<HtmlInputElement>()
            .value()
    };
    assert!(page.text().contains("40 of 60"), "{}", page.text());
    assert_eq!(value(), typed);
    page.type_into("url", "https://hooks.iana.org/other").await;
    assert_eq!(value(), typed, "nothing is written back");
    page.press("Create subscription").await;
    wait_for_requests(2).await;
    let body: Value = serde_json::from_str(requests()[1]["body"].as_str().unwrap()).unwrap();
    assert_eq!(body["label"], sent);
}

/// What a script writes into an input cannot be undone in it.
#[test]
async fn white_space_of_an_address_stays_until_the_field_is_left() {
    let page = Page::open().await;
    let input: HtmlInputElement = page.element("[name=url]").unchecked_into();
    input.set_value(" https://hooks.iana.org ");
    for event in ["paste", "input"] {
        input.dispatch_event(&Event::new(event).unwrap()).unwrap();
    }
    sleep(50).await;
    assert_eq!(input.value(), " https://hooks.iana.org ");
    input.dispatch_event(&Event::new("blur").unwrap()).unwrap();
    settle().await;
    assert_eq!(input.value(), "https://hooks.iana.org");
}

#[test]
async fn ids_of_two_forms_differ_and_lead_to_their_own_elements() {
    let pages = [Page::open().await, Page::open().await];
    for page in &pages {
        page.press("Create subscription").await;
    }
    let ids = |page: &Page| -> Vec<String> {
        let markup = page.markup();
        let ids = markup.split(" id=\"").skip(1);
        ids.map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect()
    };
    let [first, second] = pages.each_ref().map(ids);
    assert!(first.len() > 20, "{first:?}");
    let shared: Vec<_> = first.iter().filter(|id| second.contains(id)).collect();
    assert_eq!(shared, [""; 0]);
    for (page, ids) in pages.iter().zip([&first, &second]) {
        let markup = page.markup();
        for attribute in ["for", "aria-labelledby", "aria-describedby"] {
            for rest in markup.split(&format!(" {attribute}=\"")).skip(1) {
                let named = rest.split('"').next().unwrap();
                assert!(
                    named.split(' ').all(|id| ids.iter().any(|own| own == id)),
                    "{attribute}={named}"
                );
            }
        }
    }
}
