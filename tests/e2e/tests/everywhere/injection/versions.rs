//! The element registered more than once.

use std::fs;

use e2e::{Folder, Host, settings};
use serde_json::json;

use e2e::stage::{Stage, TAG, fill_in};

use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "S28 defining it again changes and says nothing",
            defined_again,
        ),
        Row::new(
            "S28 second version leaves the first and says both",
            second_version_says_both,
        ),
        Row::new(
            "S28 second version works under a tag of its own",
            second_version_has_its_tag,
        ),
    ]
}

const PACKAGE: &str = "webhook-subscription-form";

fn defined_again() {
    let stage = Stage::open("html", "");
    stage.until_mounted();
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

fn second_version_says_both() {
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

fn second_version_has_its_tag() {
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
