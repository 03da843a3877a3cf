//! S14 to S20: the key stays in its field, and is sent to its own API alone.

mod api_base;
mod form;

use e2e::host_page::{HostPage, TAG};
use serde_json::json;

use crate::row::Row;

pub fn rows() -> Vec<Row> {
    let mut rows = vec![
        Row::new(
            "S14 key in an attribute is removed and told once without its value",
            key_in_an_attribute,
        ),
        Row::new(
            "S14 key that React writes before the definition is removed",
            || key_written_by("react"),
        ),
        Row::new(
            "S14 key that Vue writes before the definition is removed",
            || key_written_by("vue"),
        ),
    ];
    rows.extend(form::rows());
    rows.extend(api_base::rows());
    rows
}

const KEY: &str = "sk_sandbox_given_by_mistake";
const NAMES: [&str; 5] = ["api-key", "apikey", "token", "gettoken", "get-token"];

#[track_caller]
fn assert_removed_with_one_warning(host_page: &HostPage) {
    let attributes = format!(
        "return [...document.querySelector('{TAG}').attributes].map(({{ name, value }}) => name + '=' + value)"
    );
    host_page.page.wait_for("no key in the markup", || {
        let attributes = host_page.page.script(&attributes, &[]).to_string();
        !attributes.contains(KEY)
    });
    let markup = host_page
        .page
        .script("return document.documentElement.outerHTML", &[]);
    assert!(!markup.to_string().contains(KEY));
    let console = host_page.page.console_messages();
    assert!(
        console.iter().any(|line| line.contains("getToken")),
        "{console:#?}"
    );
    assert!(!console.concat().contains(KEY));
    let warnings = host_page.page.script("return window.warnings", &[]);
    assert_eq!(warnings.as_array().map(Vec::len), Some(1), "{warnings}");
    host_page.page.expects_console_error("getToken");
}

/// Records the warnings on the console.
const RECORD_WARNINGS: &str = "window.warnings = [];
    const { warn } = console;
    console.warn = (...values) => { window.warnings.push(values.join(' ')); warn.apply(console, values) };";

fn key_in_an_attribute() {
    let host_page = HostPage::open("html", "");
    host_page.wait_until_mounted();
    host_page.page.script(RECORD_WARNINGS, &[]);
    let script = format!(
        "const form = document.querySelector('{TAG}');
         for (const name of arguments[0]) form.setAttribute(name, arguments[1]);
         return arguments[0].filter((name) => form.hasAttribute(name))"
    );
    assert_eq!(
        host_page.page.script(&script, &[json!(NAMES), json!(KEY)]),
        json!([])
    );
    assert_removed_with_one_warning(&host_page);
}

/// React and Vue write a property as an attribute before the element is defined, so a key is in the markup.
#[track_caller]
fn key_written_by(name: &str) {
    let host_page = HostPage::open(name, "late&mistake");
    let script = format!("return document.querySelector('{TAG}').getAttribute('token')");
    host_page
        .page
        .wait_for("the mistake", || host_page.page.script(&script, &[]) == KEY);
    host_page.page.script(RECORD_WARNINGS, &[]);
    host_page.page.press("Define");
    assert_removed_with_one_warning(&host_page);
}
