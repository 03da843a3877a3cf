//! What holds on every host.

use e2e::FileServer;
use serde_json::{Value, json};

use e2e::stage::{LABEL, SLOT, Stage, TAG, strict};

fn token_callback_creates_on_another_origin(name: &str) {
    let stage = Stage::open(name, "");
    stage.wait_until_mounted();
    stage.create();
    let rows = stage.api.subscriptions();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].label, LABEL);

    let created = stage.details_of("webhook-created");
    let [created] = created.as_slice() else {
        panic!("{created:?}")
    };
    assert_eq!(created["subscription"]["subscriptionId"], rows[0].id);
    assert_eq!(created["subscription"]["developerId"], rows[0].developer_id);
    let secret = stage.page.reveal();
    stage.page.press("I have stored the signing secret");
    stage
        .page
        .wait_for_text("The signing secret is stored with you");
    let stored = stage.details_of("webhook-secret-stored");
    assert_eq!(stored, [json!({ "subscriptionId": rows[0].id })]);

    let heard = stage.heard();
    let names: Vec<_> = heard.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["created", "stored"], "by the page's own listeners");
    assert_eq!(heard[0].1, created["subscription"]);
    assert_eq!(heard[1].1, json!(rows[0].id));
    let told = format!("{:?}{heard:?}", stage.events());
    assert!(!told.contains(&secret[..20]) && !told.contains(stage.api.key()));
}

fn late_definition_keeps_the_token_callback(name: &str) {
    let stage = Stage::open(name, "late");
    stage.page.wait_for_text(SLOT);
    let before = format!(
        "const form = document.querySelector('{TAG}');
         return [form.shadowRoot, form.getAttributeNames().sort()]"
    );
    // Neither the function nor its text may be in the markup.
    assert_eq!(
        stage.page.script(&before, &[]),
        json!([null, ["api-base", "theme"]])
    );
    stage.page.press("Define");
    stage.wait_until_mounted();
    stage.create();
    assert_eq!(stage.api.subscriptions().len(), 1);
    assert_eq!(stage.heard().len(), 1);
}

fn theme_is_changed_by_the_page(name: &str) {
    let stage = Stage::open(name, "");
    stage.page.set_color_scheme("light");
    stage.wait_until_mounted();
    let brightness = || {
        let script = "const canvas = new OffscreenCanvas(1, 1).getContext('2d');
            canvas.fillStyle = getComputedStyle(first('[part~=panel]')).backgroundColor;
            canvas.fillRect(0, 0, 1, 1);
            return canvas.getImageData(0, 0, 1, 1).data[1]";
        stage
            .page
            .shadow_script(script, &[])
            .as_u64()
            .expect("a number")
    };
    assert!(brightness() > 200);
    stage.page.press("Dark theme");
    stage.page.wait_for("a dark panel", || brightness() < 80);
    let script = format!("return getComputedStyle(document.querySelector('{TAG}')).colorScheme");
    assert_eq!(stage.page.script(&script, &[]), "dark");
}

fn element_that_was_removed_comes_back(name: &str) {
    let stage = Stage::open(name, "");
    stage.wait_until_mounted();
    stage.page.press("Remove");
    let gone = format!("return document.querySelector('{TAG}') === null");
    stage.page.wait_for("no element", || {
        stage.page.script(&gone, &[]) == Value::Bool(true)
    });
    assert!(!stage.page.text().contains("New subscription"));
    stage.page.press("Add");
    stage.wait_until_mounted();
    stage.create();
    assert_eq!(stage.details_of("webhook-created").len(), 1);
    assert_eq!(stage.heard().len(), 1, "no listener is left over");
}

/// A violation, at any time, fails the page when it goes away.
fn strict_policy_with_trusted_types_is_never_violated(name: &str) {
    let stage = Stage::of(FileServer::start(name));
    stage.set_policy(&strict(stage.api.origin()));
    stage.visit("/?");
    stage.wait_until_mounted();
    stage.page.press("Create subscription");
    assert_eq!(stage.page.outcome().kind, "not-created");
    stage.create();
    stage.page.reveal();
    stage.page.press("I have stored the signing secret");
    stage.page.press("Create another");
    stage.wait_until_mounted();
    stage.page.press("Dark theme");
    stage.page.press("Remove");
    stage.page.press("Add");
    stage.wait_until_mounted();
    assert_eq!(stage.page.violations(), Vec::<String>::new());
}

macro_rules! hold_on {
    ($($host:ident)*) => {$(
        mod $host {
            const NAME: &str = stringify!($host);

            #[test]
            fn token_callback_creates_on_another_origin() {
                super::token_callback_creates_on_another_origin(NAME);
            }

            #[test]
            fn late_definition_keeps_the_token_callback() {
                super::late_definition_keeps_the_token_callback(NAME);
            }

            #[test]
            fn theme_is_changed_by_the_page() {
                super::theme_is_changed_by_the_page(NAME);
            }

            #[test]
            fn element_that_was_removed_comes_back() {
                super::element_that_was_removed_comes_back(NAME);
            }

            #[test]
            fn strict_policy_with_trusted_types_is_never_violated() {
                super::strict_policy_with_trusted_types_is_never_violated(NAME);
            }
        }
    )*};
}

hold_on!(html react vue svelte angular);
