use webhook_console::model::{Message, TextField};

use crate::forms::text;

/// The error of every text, which quotes it.
fn error(text: &str) -> String {
    format!("bad: {text}")
}

fn problem(field: &TextField) -> Option<String> {
    text(field.problem(|text| Some(Message::Verbatim(error(text)))))
}

#[test]
fn field_has_no_problem_while_it_is_typed_for_the_first_time() {
    let mut field = TextField::new("initial");
    assert_eq!(problem(&field), None);
    for text in ["a", "ab", ""] {
        field.set(text.into());
        assert_eq!(field.text(), text);
        assert_eq!(problem(&field), None);
    }
}

#[test]
fn edited_field_is_checked_on_blur_and_at_every_change_after_it() {
    let mut field = TextField::default();
    field.set("a".into());
    field.blur();
    assert_eq!(problem(&field), Some(error("a")));
    field.set("ab".into());
    assert_eq!(problem(&field), Some(error("ab")));
    assert_eq!(field.problem(|_| None), None, "and clears at once");
}

#[test]
fn unedited_field_is_not_checked_on_blur() {
    let mut field = TextField::new("initial");
    field.blur();
    assert_eq!(problem(&field), None);
}

#[test]
fn empty_field_is_checked_after_a_submit_only() {
    let mut field = TextField::default();
    field.set("a".into());
    field.set(String::new());
    field.blur();
    assert_eq!(problem(&field), None);
    field.set("a".into());
    field.blur();
    field.set(String::new());
    assert_eq!(problem(&field), None, "after a blur with a text too");
    field.submit();
    assert_eq!(problem(&field), Some(error("")));
}

#[test]
fn rejection_comes_first_and_is_cleared_by_the_next_change_or_submit() {
    for change in [
        |field: &mut TextField| field.set("b".into()),
        |field: &mut TextField| field.submit(),
    ] {
        let mut field = TextField::new("a");
        field.reject("taken".to_owned());
        assert_eq!(problem(&field), Some("taken".into()));
        field.blur();
        assert_eq!(problem(&field), Some("taken".into()));
        change(&mut field);
        assert_ne!(problem(&field), Some("taken".into()));
    }
}

#[test]
fn field_is_settled_from_blur_or_submit_until_the_next_change() {
    for settle in [
        |field: &mut TextField| field.blur(),
        |field: &mut TextField| field.submit(),
    ] {
        let mut field = TextField::default();
        field.set("a".into());
        assert!(!field.is_settled());
        settle(&mut field);
        assert!(field.is_settled());
        field.set("ab".into());
        assert!(!field.is_settled());
        assert!(field.is_checked());
    }
    let mut empty = TextField::default();
    empty.blur();
    assert!(!empty.is_settled());
}

#[test]
fn reset_restores_the_initial_text_and_never_lowers_edits() {
    let mut field = TextField::new("initial");
    let mut edits = field.edits();
    for text in ["a", "initial"] {
        field.set(text.into());
        assert!(field.edits() > edits);
        edits = field.edits();
        field.submit();
        field.reset();
        assert!(field.edits() > edits);
        edits = field.edits();
        assert_eq!((field.text(), field.is_dirty()), ("initial", false));
        assert_eq!(problem(&field), None);
    }
}

#[test]
fn initial_text_replaces_an_unedited_text_and_is_no_edit() {
    let mut field = TextField::new("a");
    field.set_initial("b");
    assert_eq!((field.text(), field.is_dirty()), ("b", false));
    assert_eq!(field.edits(), 0);
    field.set("c".into());
    field.set_initial("d");
    assert_eq!((field.text(), field.is_dirty()), ("c", true));
    assert_eq!(field.edits(), 1);
    field.set_initial("c");
    assert!(!field.is_dirty());
    field.reset();
    field.set_initial("e");
    assert_eq!(field.text(), "e", "a field that was reset is unedited");
}

#[test]
fn unchanged_initial_text_keeps_the_rejection() {
    let mut field = TextField::new("a");
    field.reject("taken".to_owned());
    field.set_initial("a");
    assert_eq!(problem(&field), Some("taken".into()));
}
