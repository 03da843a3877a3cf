//! The label, counted in Unicode scalar values.

use e2e::{Page, Sandbox};

use super::set_value;
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "S34 empty label and one of 61 characters are refused",
            bad_labels,
        ),
        Row::new(
            "S34 label of 60 characters is sent as it was typed, in its composed form",
            good_labels,
        ),
        Row::new(
            "S34 half of a character is shown and sent as U+FFFD",
            half_a_character,
        ),
    ]
}

fn bad_labels() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    let too_long = "Use at most 60 characters";
    for (typed, message) in [
        (String::new(), "Enter a label"),
        (" \u{a0} ".to_owned(), "Enter a label"),
        ("x".repeat(61), too_long),
        ("🎬".repeat(61), too_long),
        ("e\u{301}".repeat(61), too_long),
    ] {
        page.fill("Label", &typed);
        page.press("Create subscription");
        page.wait_for_error_at("label", message);
        assert_eq!(page.outcome().kind, "not-created", "{typed}");
        assert_eq!(page.value_of("label"), typed);
    }
    assert_eq!(sandbox.posts(), 0);
}

fn good_labels() {
    const WARNING: &str = "Some servers count this as more than 60 characters";
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let spaced = format!(" {} ", "x".repeat(58));
    for (typed, label, is_warned) in [
        (spaced.clone(), spaced, false),
        ("e\u{301}".repeat(60), "é".repeat(60), false),
        ("🎬".repeat(30), "🎬".repeat(30), false),
        ("🎬".repeat(60), "🎬".repeat(60), true),
    ] {
        page.fill_in(&sandbox);
        page.fill("Label", &typed);
        page.wait_for_text(&format!("{} of 60", label.chars().count()));
        assert_eq!(page.text().contains(WARNING), is_warned, "{label}");
        assert_eq!(page.value_of("label"), typed, "it is not written back");
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created", "{label}");
        assert_eq!(
            sandbox.subscriptions().pop().expect("a subscription").label,
            label
        );
        page.press("I have stored the signing secret");
        page.press("Create another");
        page.wait_for_focus_on("New subscription");
    }
}

fn half_a_character() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    set_value(&page, "label", r#""a\ud83cb""#);
    assert_eq!(page.value_of("label"), "a\u{fffd}b");
    page.press("Create subscription");
    assert_eq!(page.outcome().kind, "created");
    assert_eq!(sandbox.subscriptions()[0].label, "a\u{fffd}b");
    assert_eq!(page.detail("Label"), "a\u{fffd}b");
}
