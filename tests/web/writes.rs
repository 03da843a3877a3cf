//! A key press and a tick write only what changes by them. The writes are counted by patched setters, not by a clock.

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::{Event, HtmlElement, HtmlInputElement};

use crate::page::{Page, settle, take_writes};

/// The most writes to the DOM that a key press may make.
const LIMIT: usize = 8;

/// Presses keys one by one in an input that nobody has left, and returns the writes of each.
async fn writes_while_typing(page: &Page, name: &str, text: &str) -> Vec<String> {
    let input: HtmlInputElement = page.element(&format!("[name={name}]")).unchecked_into();
    let mut writes = Vec::new();
    for end in 1..=text.len() {
        input.set_value(&text[..end]);
        take_writes();
        input
            .dispatch_event(&Event::new("input").expect("an event"))
            .expect("it is dispatched");
        settle().await;
        writes.push(take_writes());
    }
    writes
}

fn count(writes: &str) -> usize {
    writes.lines().count()
}

#[test]
async fn key_press_in_the_url_writes_nothing_that_does_not_change() {
    let page = Page::open().await;
    let writes = writes_while_typing(&page, "url", "https://hooks.example.com/a").await;
    assert!(writes.iter().all(String::is_empty), "{writes:?}");
}

#[test]
async fn key_press_in_the_url_of_a_complete_form_writes_the_host_alone() {
    let page = Page::open().await;
    page.fill_in().await;
    let writes = writes_while_typing(&page, "url", "https://h.example.com/a").await;
    for written in &writes {
        assert!(count(written) <= LIMIT, "{written}");
    }
    let last = writes.last().expect("a key was pressed");
    assert_eq!(last, "", "the path is not in the sentence");
}

#[test]
async fn key_press_in_a_url_with_a_problem_writes_at_most_eight_times() {
    let page = Page::open().await;
    page.press("Create subscription").await;
    for text in [
        "http://hooks.example.com/a",
        "https://hooks.example.com/b c",
    ] {
        for written in writes_while_typing(&page, "url", text).await {
            assert!(count(&written) <= LIMIT, "{written}");
        }
    }
}

#[test]
async fn key_press_in_the_label_writes_its_count_alone() {
    let page = Page::open().await;
    for written in writes_while_typing(&page, "label", "Staging feed").await {
        assert_eq!(written, "#text nodeValue");
    }
}

#[test]
async fn tick_writes_its_row_its_family_the_counts_and_the_sentence() {
    let page = Page::open().await;
    page.fill_in().await;
    let box_of = |kind: &str| -> HtmlElement {
        page.element(&format!("[name=events][value='{kind}']"))
            .unchecked_into()
    };
    let tick = box_of("right.revoked");
    take_writes();
    tick.click();
    settle().await;
    // The browser has ticked the box itself: what is left are the family's figures, the total and the sentence.
    let written = take_writes();
    assert_eq!(written, ["#text nodeValue"; 3].join("\n"));
    let other_family = box_of("key.rotated");
    take_writes();
    other_family.click();
    settle().await;
    // The checkbox of the family becomes indeterminate.
    let mut written: Vec<_> = take_writes().lines().map(str::to_owned).collect();
    written.sort();
    let expected = [
        "#text nodeValue",
        "#text nodeValue",
        "#text nodeValue",
        "INPUT indeterminate",
    ];
    assert_eq!(written, expected);
}
