//! The effect of another contract version on the next create. The response itself is tested in the fault matrix.

use e2e::{Page, Sandbox};
use serde_json::json;

#[test]
fn other_version_still_shows_the_secret_and_the_next_create_needs_confirmation() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    sandbox.next_create(json!({ "patch": { "contractVersion": "v2.7" } }));
    let outcome = page.create(&sandbox);
    assert_eq!(outcome.kind, "created");
    let message = "The server speaks v2.7, this build knows v1.0.";
    assert!(outcome.text.contains(message), "{outcome:?}");
    assert!(page.reveal().starts_with("whsec_"));
    page.press("I have stored the signing secret");
    page.press("Create another");
    page.wait_for_text("New subscription");
    page.fill_in(&sandbox);
    page.press("Create subscription");
    page.wait_for_text("The API speaks another version of its contract than this page knows.");
    assert_eq!(sandbox.posts(), 1);
    page.answer_confirmation("Yes, create again");
    assert_eq!(page.outcome().kind, "created");
    assert_eq!(sandbox.posts(), 2);
}
