use webhook_console::model::TextField;

/// Finds fault with every text, and quotes it.
fn fault(text: &str) -> String {
    format!("bad: {text}")
}

fn said(field: &TextField) -> Option<String> {
    field.problem(|text| Some(fault(text)))
}

#[test]
fn field_is_silent_while_it_is_typed() {
    let mut field = TextField::new("begun");
    assert_eq!(said(&field), None);
    for text in ["a", "ab", ""] {
        field.set(text.into());
        assert_eq!(field.text(), text);
        assert_eq!(said(&field), None);
    }
}

#[test]
fn changed_field_is_checked_when_it_is_left_and_at_every_change_from_then_on() {
    let mut field = TextField::default();
    field.set("a".into());
    field.leave();
    assert_eq!(said(&field), Some(fault("a")));
    field.set("ab".into());
    assert_eq!(said(&field), Some(fault("ab")));
    assert_eq!(field.problem(|_| None), None, "and clears at once");
}

#[test]
fn field_that_was_not_changed_is_not_checked_when_it_is_left() {
    let mut field = TextField::new("given");
    field.leave();
    assert_eq!(said(&field), None);
}

#[test]
fn empty_field_is_spoken_of_after_a_submit_only() {
    let mut field = TextField::default();
    field.set("a".into());
    field.set(String::new());
    field.leave();
    assert_eq!(said(&field), None);
    field.set("a".into());
    field.leave();
    field.set(String::new());
    assert_eq!(said(&field), None, "after it was left with a text too");
    field.submit();
    assert_eq!(said(&field), Some(fault("")));
}

#[test]
fn words_of_the_server_come_first_and_go_with_the_next_change_or_submit() {
    for go_on in [
        |field: &mut TextField| field.set("b".into()),
        |field: &mut TextField| field.submit(),
    ] {
        let mut field = TextField::new("a");
        field.refuse("taken".into());
        assert_eq!(said(&field), Some("taken".into()));
        field.leave();
        assert_eq!(said(&field), Some("taken".into()));
        go_on(&mut field);
        assert_ne!(said(&field), Some("taken".into()));
    }
}

#[test]
fn field_is_settled_from_when_it_was_left_or_submitted_until_it_is_changed() {
    for settle in [
        |field: &mut TextField| field.leave(),
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
    empty.leave();
    assert!(!empty.is_settled());
}
