//! The tests of every framework.

use e2e::FileServer;
use serde_json::{Value, json};

use e2e::host_page::{HostPage, LABEL, SLOTTED_TEXT, TAG, strict_policy};

fn token_callback_creates_on_another_origin(name: &str) {
    let host_page = HostPage::open(name, "");
    host_page.wait_until_mounted();
    host_page.create();
    let subscriptions = host_page.api.subscriptions();
    assert_eq!(subscriptions.len(), 1);
    assert_eq!(subscriptions[0].label, LABEL);

    let created = host_page.event_details("webhook-created");
    let [created] = created.as_slice() else {
        panic!("{created:?}")
    };
    assert_eq!(
        created["subscription"]["subscriptionId"],
        subscriptions[0].id
    );
    assert_eq!(
        created["subscription"]["developerId"],
        subscriptions[0].developer_id
    );
    let secret = host_page.page.reveal();
    host_page.page.press("I have stored the signing secret");
    host_page
        .page
        .wait_for_text("The signing secret is stored with you");
    let stored = host_page.event_details("webhook-secret-stored");
    assert_eq!(stored, [json!({ "subscriptionId": subscriptions[0].id })]);

    let handled = host_page.handled_events();
    let names: Vec<_> = handled.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["created", "stored"], "by the page's own listeners");
    assert_eq!(handled[0].1, created["subscription"]);
    assert_eq!(handled[1].1, json!(subscriptions[0].id));
    let output = format!("{:?}{handled:?}", host_page.events());
    assert!(!output.contains(&secret[..20]) && !output.contains(host_page.api.key()));
}

fn late_definition_uses_the_token_callback(name: &str) {
    let host_page = HostPage::open(name, "late");
    host_page.page.wait_for_text(SLOTTED_TEXT);
    let before = format!(
        "const form = document.querySelector('{TAG}');
         return [form.shadowRoot, form.getAttributeNames().sort()]"
    );
    // Neither the function nor its source may be in the markup.
    assert_eq!(
        host_page.page.script(&before, &[]),
        json!([null, ["api-base", "theme"]])
    );
    host_page.page.press("Define");
    host_page.wait_until_mounted();
    host_page.create();
    assert_eq!(host_page.api.subscriptions().len(), 1);
    assert_eq!(host_page.handled_events().len(), 1);
}

fn theme_is_changed_by_the_page(name: &str) {
    let host_page = HostPage::open(name, "");
    host_page.page.set_color_scheme("light");
    host_page.wait_until_mounted();
    let brightness = || {
        let script = "const canvas = new OffscreenCanvas(1, 1).getContext('2d');
            canvas.fillStyle = getComputedStyle(first('[part~=panel]')).backgroundColor;
            canvas.fillRect(0, 0, 1, 1);
            return canvas.getImageData(0, 0, 1, 1).data[1]";
        host_page
            .page
            .shadow_script(script, &[])
            .as_u64()
            .expect("a number")
    };
    assert!(brightness() > 200);
    host_page.page.press("Dark theme");
    host_page
        .page
        .wait_for("a dark panel", || brightness() < 80);
    let script = format!("return getComputedStyle(document.querySelector('{TAG}')).colorScheme");
    assert_eq!(host_page.page.script(&script, &[]), "dark");
    host_page.create();
    assert_eq!(
        host_page.handled_events().len(),
        1,
        "no listener is attached twice"
    );
}

fn removed_element_is_mounted_again(name: &str) {
    let host_page = HostPage::open(name, "");
    host_page.wait_until_mounted();
    host_page.page.press("Remove");
    let gone = format!("return document.querySelector('{TAG}') === null");
    host_page.page.wait_for("no element", || {
        host_page.page.script(&gone, &[]) == Value::Bool(true)
    });
    assert!(!host_page.page.text().contains("New subscription"));
    host_page.page.press("Add");
    host_page.wait_until_mounted();
    host_page.create();
    assert_eq!(host_page.event_details("webhook-created").len(), 1);
    assert_eq!(
        host_page.handled_events().len(),
        1,
        "no listener is left over"
    );
}

/// A violation at any time fails the test when the page is dropped.
fn strict_policy_with_trusted_types_is_never_violated(name: &str) {
    let host_page = HostPage::new(FileServer::start(name));
    host_page.set_policy(&strict_policy(host_page.api.origin()));
    host_page.visit("/?");
    host_page.wait_until_mounted();
    host_page.page.press("Create subscription");
    assert_eq!(host_page.page.outcome().kind, "not-created");
    host_page.create();
    host_page.page.reveal();
    host_page.page.press("I have stored the signing secret");
    host_page.page.press("Create another");
    host_page.wait_until_mounted();
    host_page.page.press("Dark theme");
    host_page.page.press("Remove");
    host_page.page.press("Add");
    host_page.wait_until_mounted();
    assert_eq!(host_page.page.violations(), Vec::<String>::new());
}

macro_rules! test_frameworks {
    ($($framework:ident)*) => {$(
        mod $framework {
            const NAME: &str = stringify!($framework);

            #[test]
            fn token_callback_creates_on_another_origin() {
                super::token_callback_creates_on_another_origin(NAME);
            }

            #[test]
            fn late_definition_uses_the_token_callback() {
                super::late_definition_uses_the_token_callback(NAME);
            }

            #[test]
            fn theme_is_changed_by_the_page() {
                super::theme_is_changed_by_the_page(NAME);
            }

            #[test]
            fn removed_element_is_mounted_again() {
                super::removed_element_is_mounted_again(NAME);
            }

            #[test]
            fn strict_policy_with_trusted_types_is_never_violated() {
                super::strict_policy_with_trusted_types_is_never_violated(NAME);
            }
        }
    )*};
}

test_frameworks!(html react vue svelte angular);
