//! The form: what is shown, what is text, and what is given back.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::page::{Page, TENANT, count, counted, created, plan, settle};

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
        page.element("#url-error")
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
    wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(boxes).click();
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
