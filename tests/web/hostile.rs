//! Untrusted text in every place that shows them, S21 and S22; and a browser that gives less than it should, F39.

use serde_json::json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::page::{Page, SECRET, TENANT, created, plan, response_body, settle};

#[wasm_bindgen(inline_js = "
    export function without_clipboard(is_without) {
        if (is_without) Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
        else delete navigator.clipboard;
    }
    export function alarm() {
        return window.alarmed === true;
    }
")]
extern "C" {
    fn without_clipboard(is_without: bool);
    /// Whether any of the untrusted text ran as a script.
    fn alarm() -> bool;
}

const HOSTILE: &str = "<img src=x onerror='alarmed=true'><script>alarmed=true</script>\"><svg onload=alarmed=true> {{x}} \u{202e}\u{2066}\u{200b}";
const SHOWN: &str = "<img src=x onerror='alarmed=true'><script>alarmed=true</script>\"><svg onload=alarmed=true> {{x}} [U+202E][U+2066][U+200B]";

/// A page whose create got this response, and that shows the untrusted text as text.
async fn shown_as_text(status: u16, content_type: &str, body: &str) -> Page {
    let response =
        json!({"status": status, "body": body, "headers": {"Content-Type": content_type}});
    plan(&format!("[{TENANT},{response}]"));
    let page = Page::open().await;
    page.fill_in().await;
    page.press("Create subscription").await;
    page.see("[data-outcome]").await;
    for _ in 0..3 {
        settle().await;
    }
    assert!(!page.has("img, script, svg, iframe"), "{}", page.markup());
    assert!(!alarm());
    let text = page.text();
    assert!(text.contains(&SHOWN[..110]), "{text}");
    assert!(
        !text.contains(['\u{202e}', '\u{2066}', '\u{200b}']),
        "{text}"
    );
    page
}

#[test]
async fn untrusted_text_of_an_error_is_text() {
    let fields =
        json!([{"path": "label", "message": HOSTILE}, {"path": HOSTILE, "message": HOSTILE}]);
    for body in [
        json!({"error": {"code": HOSTILE, "message": HOSTILE, "requestId": HOSTILE}}),
        json!({"error": {"message": HOSTILE, "fields": fields}}),
        json!({ "error": HOSTILE }),
    ] {
        shown_as_text(422, "application/json", &body.to_string()).await;
    }
}

#[test]
async fn untrusted_text_of_an_unknown_response_is_text() {
    shown_as_text(200, "text/html", HOSTILE).await;
    let page = shown_as_text(200, "text/html; <b>x</b>", HOSTILE).await;
    assert!(page.text().contains("text/html; <b>x</b>"));
}

#[test]
async fn untrusted_text_of_a_subscription_is_text() {
    let subscription = json!({"subscriptionId": HOSTILE, "developerId": HOSTILE, "url": HOSTILE, "label": HOSTILE,
        "events": [HOSTILE], "createdAt": HOSTILE, "lastDeliveredAt": HOSTILE, "secretLastRotatedAt": HOSTILE});
    let body = json!({"ok": true, "data": {"subscription": subscription, "signingSecret": HOSTILE}, "contractVersion": HOSTILE});
    let page = shown_as_text(201, "application/json", &body.to_string()).await;
    page.press("Reveal secret").await;
    assert_eq!(
        page.element("output").text_content().as_deref(),
        Some(HOSTILE),
        "byte for byte"
    );
    assert!(!page.has("img, script, svg, a") && !alarm());
}

#[test]
async fn browser_without_a_clipboard_shows_the_secret_to_be_copied_by_hand() {
    plan(&format!("[{TENANT},{}]", created(&response_body())));
    let page = Page::open().await;
    page.fill_in().await;
    page.press("Create subscription").await;
    page.see("[data-outcome=created]").await;
    without_clipboard(true);
    page.press("Copy secret").await;
    without_clipboard(false);
    assert!(!page.text().contains("Copied"));
    assert!(page.text().contains("did not let this page copy"));
    assert_eq!(
        page.element("output").text_content().as_deref(),
        Some(SECRET)
    );
}

#[test]
async fn revealed_secret_leaves_the_document_with_the_form() {
    plan(&format!("[{TENANT},{}]", created(&response_body())));
    let mut page = Page::open().await;
    page.fill_in().await;
    page.press("Create subscription").await;
    page.see("[data-outcome=created]").await;
    page.press("Reveal secret").await;
    page.unmount().await;
    let document = leptos::prelude::document()
        .document_element()
        .expect("a document");
    assert!(!document.outer_html().contains(SECRET));
    page.mount().await;
    assert!(!page.markup().contains(SECRET), "masked again");
    page.press("Reveal secret").await;
    assert_eq!(page.markup().matches(SECRET).count(), 1);
}
