//! The requests to the API, and how its responses are read.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::page::{Page, SECRET, TENANT, created, plan, requests, response_body};

fn plans(all: &[&str]) {
    plan(&format!("[{}]", all.join(",")));
}

/// A form that was filled in and submitted, with these planned responses.
async fn sent(responses: &[&str]) -> Page {
    plans(responses);
    let page = Page::open().await;
    page.fill_in().await;
    page.press("Create subscription").await;
    page
}

#[test]
async fn create_is_sent_once_with_the_options_that_protect_its_response() {
    let slow = created(&response_body()).replacen('{', r#"{"delay":100,"#, 1);
    let page = sent(&[TENANT, &slow]).await;
    page.press("Create subscription").await;
    page.see("[data-outcome=created]").await;
    let [probe, create] = requests().try_into().expect("a probe and a create");
    assert_eq!(probe["method"], "GET");
    assert_eq!(probe["url"], "https://api.example/v1/tenant");
    assert_eq!(create["method"], "POST");
    assert_eq!(create["url"], "https://api.example/v1/webhooks");
    assert_eq!(
        create["body"],
        r#"{"url":"https://hooks.iana.org/enfinitos","events":["right.issued"],"label":"Feed"}"#
    );
    for request in [probe, create] {
        assert_eq!(request["mode"], "cors");
        assert_eq!(request["credentials"], "omit");
        assert_eq!(request["cache"], "no-store");
        assert_eq!(request["redirect"], "manual");
        assert_eq!(request["referrerPolicy"], "no-referrer");
        assert_eq!(
            request["headers"],
            json!({
                "accept": "application/json",
                "authorization": "Bearer sk_test_0123456789",
                "content-type": "application/json",
            })
        );
    }
}

#[test]
async fn secret_in_a_body_that_breaks_off_is_shown() {
    let whole = response_body();
    let most = &whole[..whole.len() - 10];
    let broken = json!({ "status": 201, "chunks": [&most[..50], &most[50..]], "breaks": true });
    let page = sent(&[TENANT, &broken.to_string()]).await;
    page.see("[data-outcome=created]").await;
    assert!(page.text().contains("The answer looked wrong"));
    page.press("Reveal secret").await;
    assert_eq!(
        page.element("output").text_content().as_deref(),
        Some(SECRET)
    );
}

#[test]
async fn secret_of_a_response_without_a_stream_is_read() {
    let hidden: [&[&str]; 3] = [
        &["body"],
        &["body", "arrayBuffer"],
        &["body", "arrayBuffer", "text"],
    ];
    for (hides, is_read) in hidden.into_iter().zip([true, true, false]) {
        let response = json!({ "status": 201, "body": response_body(), "hides": hides });
        let page = sent(&[TENANT, &response.to_string()]).await;
        page.see("[data-outcome=created]").await;
        if is_read {
            page.press("Reveal secret").await;
            assert_eq!(
                page.element("output").text_content().as_deref(),
                Some(SECRET)
            );
        } else {
            assert!(page.text().contains("The answer was cut off."));
        }
    }
}

#[test]
async fn response_is_read_up_to_256_kib_and_no_further() {
    let filler = " ".repeat(300 * 1024);
    let endless =
        json!({ "status": 201, "chunks": [response_body(), filler, "x"], "breaks": false });
    let page = sent(&[TENANT, &endless.to_string()]).await;
    page.see("[data-outcome=created]").await;
    assert!(page.text().contains("The answer looked wrong"));
    assert!(page.has(".secret"));
}

#[test]
async fn whole_secret_is_not_kept_back_by_a_connection_that_stays_open() {
    for how in ["staysOpen", "drips"] {
        let open = json!({ "status": 201, "chunks": [response_body()], how: true });
        let page = sent(&[TENANT, &open.to_string()]).await;
        page.see("[data-outcome=created]").await;
        assert!(!page.text().contains("The answer looked wrong"));
        page.press("Reveal secret").await;
        assert_eq!(
            page.element("output").text_content().as_deref(),
            Some(SECRET)
        );
    }
}

/// Reading the rest of a response ended two seconds after its secret, and the id of the subscription with it.
#[test]
async fn rest_of_a_response_may_arrive_late() {
    let body = response_body();
    let (before, after) = body.split_at(body.find("\"subscription").unwrap());
    let secret = format!("\"signingSecret\":\"{SECRET}\",");
    let chunks = [[before, &secret].concat(), after.to_owned()];
    let slow = json!({ "status": 201, "chunks": chunks, "pause": 2_500 });
    let page = sent(&[TENANT, &slow.to_string()]).await;
    page.see("[data-outcome=created]").await;
    let text = page.text();
    assert!(
        !text.contains("The answer looked wrong") && text.contains("whk_"),
        "{text}"
    );
}

#[test]
async fn key_that_the_response_quotes_is_not_shown() {
    let quoted =
        json!({ "status": 401, "body": "{\"message\":\"Incorrect API key: sk_test_0123456789\"}" });
    let page = sent(&[TENANT, &quoted.to_string()]).await;
    page.see("[data-outcome=not-created]").await;
    let text = page.text();
    assert!(text.contains("Incorrect API key: ****"), "{text}");
}

#[test]
async fn network_error_in_place_of_a_response_is_no_response() {
    let page = sent(&[TENANT, r#"{"isError":true}"#]).await;
    page.see("[data-outcome=unknown]").await;
    assert!(
        page.text().contains("No answer came back."),
        "{}",
        page.text()
    );
}

#[test]
async fn unreadable_response_is_truncated_and_not_without_a_secret() {
    for how in ["isRead", "asText"] {
        let unread = json!({ "status": 201, "chunks": [response_body()], how: true });
        let page = sent(&[TENANT, &unread.to_string()]).await;
        page.see("[data-outcome=created]").await;
        assert!(
            page.text().contains("The answer was cut off"),
            "{how}: {}",
            page.text()
        );
    }
}

#[test]
async fn redirect_is_not_followed_and_leaves_the_outcome_open() {
    let page = sent(&[TENANT, r#"{"type":"opaqueredirect"}"#]).await;
    page.see("[data-outcome=unknown]").await;
    assert!(page.text().contains("answered with a redirect"));
}

#[test]
async fn silent_probe_means_that_nothing_was_sent() {
    plans(&[r#"{"fails":true}"#]);
    let page = Page::open().await;
    page.fill_in().await;
    page.press("Create subscription").await;
    page.see("[data-outcome=not-created]").await;
    assert!(
        page.text()
            .contains("Could not reach api.example. Nothing was sent.")
    );
    assert_eq!(requests().len(), 1);
}

#[test]
async fn lost_response_is_an_unknown_outcome_and_another_create_needs_confirmation() {
    let page = sent(&[TENANT, r#"{"fails":true}"#, &created(&response_body())]).await;
    page.see("[data-outcome=unknown]").await;
    page.press("Create subscription").await;
    assert_eq!(requests().len(), 2, "it asks before it sends");
    page.see(".question").await;
    page.press_in(".question", "Yes, create again").await;
    page.see("[data-outcome=created]").await;
    assert_eq!(requests().len(), 3, "the probe still counts");
}

#[test]
async fn rejected_key_is_an_error_of_the_key_field_and_nothing_is_sent() {
    plans(&[r#"{"status":401,"body":""}"#]);
    let page = Page::open().await;
    page.fill_in().await;
    page.press("Create subscription").await;
    page.see("[data-outcome=not-created]").await;
    let message = page
        .element("[id^=api-key-error]")
        .text_content()
        .unwrap_or_default();
    assert!(message.contains("The key was not accepted"), "{message}");
    assert_eq!(requests().len(), 1);
}
