//! A subscription is created, shown and stored.

use e2e::host_page::{LABEL, URL};
use e2e::{Page, Sandbox};

#[test]
fn all_nine_fields_are_shown_as_the_database_holds_them() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    page.tick("key.rotated");
    page.press("Create subscription");

    assert_eq!(page.outcome().kind, "created");
    let rows = sandbox.subscriptions();
    let [row] = rows.as_slice() else {
        panic!("{rows:?}")
    };
    assert_eq!(row.url, URL);
    assert_eq!(row.label, LABEL);
    assert_eq!(row.events, ["right.issued", "key.rotated"]);
    assert!(row.active);

    assert_eq!(page.detail("Endpoint"), row.url);
    assert_eq!(page.detail("Label"), row.label);
    assert_eq!(page.details("Events", "code"), row.events);
    assert_eq!(page.detail("State"), "Active");
    assert_eq!(page.instant("Created"), row.created_at);
    assert_eq!(page.detail("Last delivered"), "nothing yet");
    assert_eq!(page.detail("Secret rotated"), "never");
    assert_eq!(page.details("Subscription id", "code"), [row.id.as_str()]);
    assert_eq!(page.detail("Developer id"), row.developer_id);
    assert_eq!(row.last_delivered_at, None);
    assert_eq!(row.secret_last_rotated_at, None);
    assert_eq!(sandbox.posts(), 1);
}

#[test]
fn revealed_secret_is_whole_and_in_no_file_of_the_server() {
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
