//! The element registered more than once, and pages that are left and come back.

use std::fs;

use e2e::{Folder, Host, settings};
use serde_json::json;

use e2e::stage::{Stage, TAG, fill_in};

const PACKAGE: &str = "webhook-subscription-form";
const NOWHERE: [&str; 0] = [];

#[track_caller]
fn open() -> Stage {
    let stage = Stage::open("html", "");
    stage.until_mounted();
    stage
}

#[test]
fn defining_it_again_changes_and_says_nothing() {
    let stage = open();
    let script = format!(
        "return import('./{PACKAGE}/define.js').then(({{ define }}) => {{
            const before = customElements.get('{TAG}');
            define();
            define('{TAG}');
            return customElements.get('{TAG}') === before;
        }})"
    );
    assert_eq!(stage.page.script(&script, &[]), true);
    stage.create();
}

#[test]
fn other_tag_works_beside_the_first() {
    let stage = open();
    let script = format!(
        "const [apiBase, key] = arguments;
        return import('./{PACKAGE}/define.js').then(({{ define }}) => {{
            define('other-tag');
            define('third-tag');
            const other = document.createElement('other-tag');
            Object.assign(other, {{ apiBase, getToken: async () => key }});
            document.body.append(other);
        }})"
    );
    let arguments = [stage.api.origin().into(), stage.api.key().into()];
    stage.page.script(&script, &arguments);
    stage.page.within("other-tag", |page| {
        page.sees("New subscription");
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().word, "created");
    });
    stage.page.within(TAG, |page| {
        page.sees("New subscription");
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().word, "created");
    });
}

/// A copy of the page with a second copy of the package, of another version.
fn with_another_version() -> Folder {
    let html = settings::hosts().join("html");
    let folder = Folder::copy_of(&html);
    for (from, to) in [("shared", "shared"), (PACKAGE, PACKAGE), (PACKAGE, "other")] {
        let to = folder.path().join(to);
        fs::create_dir_all(&to).expect("a folder");
        for file in Folder::files_in(&html.join(from)) {
            let name = file.file_name().expect("a name");
            fs::copy(&file, to.join(name)).expect("a file is copied");
        }
    }
    let class = folder.path().join("other/element.js");
    let text = fs::read_to_string(&class).expect("the class");
    let version = text.split('"').nth(1).expect("its version");
    let other = text.replacen(version, "9.9.9", 1);
    fs::write(&class, other).expect("the class");
    folder
}

#[test]
fn second_version_leaves_the_first_and_says_both() {
    let folder = with_another_version();
    let stage = Stage::of(Host::of(folder.path()));
    stage.page.expects("is defined already");
    stage.visit("/?");
    stage.until_mounted();
    let script = format!(
        "const before = customElements.get('{TAG}');
        return import('./other/index.js').then((other) => [customElements.get('{TAG}') === before, before.version,
            document.querySelector('{TAG}') instanceof other.WebhookSubscriptionForm])"
    );
    let found = stage.page.script(&script, &[]);
    let version = found[1].as_str().expect("a version").to_owned();
    assert_eq!(found, json!([true, version, false]));
    let console = stage.page.console();
    let told: Vec<_> = console
        .iter()
        .filter(|line| line.contains("is defined already"))
        .collect();
    assert_eq!(told.len(), 1, "{console:#?}");
    assert!(told[0].contains(&version) && told[0].contains("9.9.9"));
    stage.create();
}

#[test]
fn second_version_works_under_a_tag_of_its_own() {
    let folder = with_another_version();
    let stage = Stage::of(Host::of(folder.path()));
    stage.visit("/?");
    stage.until_mounted();
    let script = "const [apiBase, key] = arguments;
        return import('./other/define.js').then(({ define }) => {
            define('newer-form');
            const newer = document.createElement('newer-form');
            Object.assign(newer, { apiBase, getToken: async () => key });
            document.body.append(newer);
        })";
    let arguments = [stage.api.origin().into(), stage.api.key().into()];
    stage.page.script(script, &arguments);
    let mut secrets = Vec::new();
    for tag in ["newer-form", TAG] {
        stage.page.within(tag, |page| {
            page.sees("New subscription");
            fill_in(page);
            page.press("Create subscription");
            assert_eq!(page.outcome().word, "created");
            secrets.push(page.reveal());
        });
    }
    assert_ne!(secrets[0], secrets[1]);
}

#[test]
fn elements_that_end_or_go_do_not_disturb_the_others() {
    let stage = Stage::of(Host::start("html"));
    stage.visit("/two.html?");
    let page = &stage.page;
    let secret = page.within("#first", |page| {
        page.sees("New subscription");
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().word, "created");
        page.reveal()
    });
    let script =
        "const more = Array.from({ length: 3 }, () => document.createElement(arguments[0]));
        document.body.append(...more);
        return new Promise((done) => setTimeout(done, 200)).then(() => {
            const ended = [second.dispose(), more[0].dispose()];
            second.remove();
            more[0].remove();
            more[1].remove();
            return [...ended, more[0].dispose()];
        })";
    assert_eq!(
        page.script(script, &[TAG.into()]),
        json!([true, true, true])
    );
    page.within("#first", |page| {
        assert_eq!(page.secret(), Some(secret));
        page.press("I have stored the signing secret");
        page.press("Create another");
        page.sees("New subscription");
        fill_in(page);
        page.press("Create subscription");
        assert_eq!(page.outcome().word, "created");
        page.reveal();
    });
    assert_eq!(stage.api.rows().len(), 2);
}

#[test]
fn secret_is_not_revealed_on_a_page_that_one_comes_back_to() {
    let stage = open();
    let page = &stage.page;
    stage.create();
    let secret = page.reveal();
    page.visit(&format!("{}/two.html?", stage.host.origin()));
    page.sees("New subscription");
    page.back();
    page.until("the page", || {
        page.text().contains("New subscription") || page.text().contains("Store the signing secret")
    });
    assert_eq!(page.everything(&stage.api).places_of(&secret), NOWHERE);
    page.forward();
    page.sees("New subscription");
    assert_eq!(page.everything(&stage.api).places_of(&secret), NOWHERE);
}

/// Browsers skip their cache when they are driven, so the page is told what it would be told.
#[test]
fn secret_is_masked_on_a_page_that_is_kept_and_shown_again() {
    let stage = open();
    let page = &stage.page;
    stage.create();
    let secret = page.reveal();
    page.script(
        "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))",
        &[],
    );
    assert_eq!(page.everything(&stage.api).places_of(&secret), NOWHERE);
    page.script(
        "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
        &[],
    );
    page.sees("Store the signing secret");
    assert_eq!(page.secret(), None, "masked");
    assert_eq!(page.everything(&stage.api).places_of(&secret), NOWHERE);
    assert_eq!(page.reveal(), secret);
}
