//! A key that a page puts into the markup by mistake.

use serde_json::json;

use e2e::stage::{Stage, TAG};

const KEY: &str = "sk_sandbox_given_by_mistake";
const NAMES: [&str; 5] = ["api-key", "apikey", "token", "gettoken", "get-token"];

#[track_caller]
fn assert_gone_and_told_once(stage: &Stage) {
    let attributes = format!(
        "return [...document.querySelector('{TAG}').attributes].map(({{ name, value }}) => name + '=' + value)"
    );
    stage.page.until("no key in the markup", || {
        let left = stage.page.script(&attributes, &[]).to_string();
        !left.contains(KEY)
    });
    let markup = stage
        .page
        .script("return document.documentElement.outerHTML", &[]);
    assert!(!markup.to_string().contains(KEY));
    let console = stage.page.console();
    let told: Vec<_> = console
        .iter()
        .filter(|line| line.contains(TAG) || line.contains("getToken"))
        .collect();
    assert_eq!(told.len(), 1, "{console:#?}");
    assert!(!console.concat().contains(KEY));
    stage.page.expects("getToken");
}

#[test]
fn key_in_an_attribute_is_removed_and_told_once_without_its_value() {
    let stage = Stage::open("html", "");
    stage.until_mounted();
    let script = format!(
        "const form = document.querySelector('{TAG}');
         for (const name of arguments[0]) form.setAttribute(name, arguments[1]);
         return arguments[0].filter((name) => form.hasAttribute(name))"
    );
    assert_eq!(
        stage.page.script(&script, &[json!(NAMES), json!(KEY)]),
        json!([])
    );
    assert_gone_and_told_once(&stage);
}

/// React and Vue write a property as an attribute when the element is not defined yet: a key would be in the markup.
#[track_caller]
fn written_by(name: &str) {
    let stage = Stage::open(name, "late&mistake");
    let script = format!("return document.querySelector('{TAG}').getAttribute('token')");
    stage
        .page
        .until("the mistake", || stage.page.script(&script, &[]) == KEY);
    stage.page.press("Define");
    assert_gone_and_told_once(&stage);
}

#[test]
fn key_that_react_writes_before_the_definition_is_removed() {
    written_by("react");
}

#[test]
fn key_that_vue_writes_before_the_definition_is_removed() {
    written_by("vue");
}
