//! A subscription is created, shown and stored.

use e2e::host_page::{LABEL, URL};
use e2e::{Page, Sandbox};

#[test]
fn all_nine_fields_are_shown_as_they_are_stored() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    page.tick("key.rotated");
    page.press("Create subscription");

    assert_eq!(page.outcome().kind, "created");
    let subscriptions = sandbox.subscriptions();
    let [subscription] = subscriptions.as_slice() else {
        panic!("{subscriptions:?}")
    };
    assert_eq!(subscription.url, URL);
    assert_eq!(subscription.label, LABEL);
    assert_eq!(subscription.events, ["right.issued", "key.rotated"]);
    assert!(subscription.active);

    assert_eq!(page.detail("Endpoint"), subscription.url);
    assert_eq!(page.detail("Label"), subscription.label);
    assert_eq!(page.details("Events", "code"), subscription.events);
    assert_eq!(page.detail("State"), "Active");
    assert_eq!(page.instant("Created"), subscription.created_at);
    assert_eq!(page.detail("Last delivered"), "nothing yet");
    assert_eq!(page.detail("Secret rotated"), "never");
    assert_eq!(
        page.details("Subscription id", "code"),
        [subscription.id.as_str()]
    );
    assert_eq!(page.detail("Developer id"), subscription.developer_id);
    assert_eq!(subscription.last_delivered_at, None);
    assert_eq!(subscription.secret_last_rotated_at, None);
    assert_eq!(sandbox.posts(), 1);
}

#[test]
fn revealed_secret_is_complete_and_in_no_file_of_the_server() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    let secret = page.reveal();
    assert!(
        secret.starts_with("whsec_") && secret.len() == 70,
        "{secret}"
    );
    assert_eq!(
        sandbox.files_with(&secret),
        Vec::<std::path::PathBuf>::new()
    );
}
