//! The label, counted in Unicode scalar values.

use e2e::{Page, Sandbox};

#[test]
fn bad_label_is_explained_at_its_field_and_nothing_is_sent() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    for (typed, said) in [
        (String::new(), "Enter a label"),
        ("   ".to_owned(), "Enter a label"),
        ("x".repeat(61), "Use at most 60 characters"),
        ("🎬".repeat(61), "Use at most 60 characters"),
        ("e\u{301}".repeat(31), "Use at most 60 characters"),
    ] {
        page.fill("Label", &typed);
        page.press("Create subscription");
        page.sees_error_for("label", said);
        assert_eq!(page.outcome().word, "not-created", "{typed}");
        page.sees_focus_on("There is a problem");
        assert_eq!(page.value_of("label"), typed);
    }
    assert_eq!(sandbox.requests(), []);
}

#[test]
fn sixty_emoji_are_sixty_characters() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    let label = "🎬".repeat(60);
    page.fill("Label", &label);
    page.sees("60 of 60");
    page.sees("Some servers count this as more than 60 characters");
    page.press("Create subscription");
    assert_eq!(page.outcome().word, "created");
    assert_eq!(sandbox.rows()[0].label, label);
    assert_eq!(page.detail("Label"), label);
}

#[test]
fn combining_marks_count_one_by_one() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    let label = "e\u{301}".repeat(30);
    page.fill("Label", &label);
    page.sees("60 of 60");
    page.press("Create subscription");
    assert_eq!(page.outcome().word, "created");
    assert_eq!(sandbox.rows()[0].label, label);
}

#[test]
fn markup_and_invisible_characters_in_a_label_are_shown_as_text() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    let label = "<img src=x onerror=alert(1)>{{a}}\u{202e}\u{200b}";
    page.fill("Label", label);
    page.press("Create subscription");
    let outcome = page.outcome();
    let shown = "<img src=x onerror=alert(1)>{{a}}[U+202E][U+200B]";
    assert!(outcome.heading.contains(shown), "{outcome:?}");
    assert_eq!(page.detail("Label"), shown);
    assert_eq!(page.script("return document.images.length", &[]), 0);
    assert_eq!(sandbox.rows()[0].label, label);
}
