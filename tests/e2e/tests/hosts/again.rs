//! An instance that leaves the document and comes back keeps what cannot be had again.

use serde_json::json;

use e2e::stage::{Stage, fill_in};

#[test]
fn same_instance_comes_back_with_its_secret() {
    let stage = Stage::open("html", "");
    stage.until_mounted();
    stage.create();
    let secret = stage.page.reveal();
    stage.page.press("Remove");
    assert!(!stage.page.text().contains("Store the signing secret"));
    stage.page.press("Add");
    stage.page.sees("Store the signing secret");
    assert_eq!(stage.page.secret(), None, "masked");
    assert_eq!(stage.page.reveal(), secret);
    assert_eq!(stage.details_of("webhook-created").len(), 1);
    assert_eq!(
        stage.details_of("webhook-leave"),
        Vec::<serde_json::Value>::new()
    );
}

#[test]
fn answer_that_comes_while_the_element_is_away_waits_for_it() {
    let stage = Stage::open("html", "");
    stage.until_mounted();
    fill_in(&stage.page);
    stage.api.next_create(json!({ "delayMs": 1_000 }));
    stage.page.press("Create subscription");
    stage.page.until("the create", || stage.api.posts() == 1);
    stage.page.press("Remove");
    stage.page.until("the row", || stage.api.rows().len() == 1);
    std::thread::sleep(std::time::Duration::from_millis(1_200));
    stage.page.press("Add");
    assert_eq!(stage.page.outcome().word, "created");
    assert!(stage.page.reveal().starts_with("whsec_"));
    assert_eq!(stage.api.posts(), 1, "sent once");
}
