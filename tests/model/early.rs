//! The check of the key that goes ahead of a press.

use contract::response::KeyCheck;
use webhook_console::model::{Check, Connection, CreateForm};

use crate::forms::NOW;

const LOCAL: &str = "http://localhost:8787";

/// A connection whose key is being typed.
fn typed(key: &str) -> Connection {
    let mut connection = Connection::new(LOCAL);
    connection.set_key(key.into());
    connection
}

/// A connection whose fields were typed and left.
fn left(base: &str, key: &str) -> Connection {
    let mut connection = typed(key);
    connection.key.blur();
    if base != LOCAL {
        connection.set_base(base.into());
        connection.base.blur();
    }
    connection
}

fn would_check(connection: &Connection) -> bool {
    connection.clone().begin_early_check(false).is_some()
}

#[test]
fn good_pair_that_was_left_is_checked_early_and_nothing_else_is() {
    for (base, key, is_checked) in [
        (LOCAL, "sk_test_1", true),
        ("https://api.example", "sk_sandbox_1", true),
        (LOCAL, "", false),
        (LOCAL, "Bearer sk_test_1", false),
        ("api.example", "sk_sandbox_1", false),
        ("https://sandbox.api.enfinitos.com", "sk_live_1", false),
        // The person has not read the advice yet.
        (LOCAL, "sk_live_1", false),
        ("https://api.example", "sk_test_1", false),
        (LOCAL, "key_1", false),
    ] {
        let mut connection = left(base, key);
        assert_eq!(would_check(&connection), is_checked, "{base} {key}");
        let started = connection.begin_early_check(false);
        assert_eq!(started.is_some(), is_checked, "{base} {key}");
        assert_eq!(*connection.check() == Check::Pending, is_checked);
    }
}

#[test]
fn pair_is_not_checked_early_while_a_field_is_typed() {
    let mut key_is_typed = typed("sk_test_1");
    assert!(!would_check(&key_is_typed));
    assert!(key_is_typed.begin_early_check(true).is_some());
    let mut base_is_typed = left(LOCAL, "sk_sandbox_1");
    base_is_typed.set_base("https://api.example".into());
    assert!(!would_check(&base_is_typed));
    assert_eq!(base_is_typed.begin_early_check(true), None);
    base_is_typed.base.blur();
    assert!(would_check(&base_is_typed));
}

#[test]
fn pair_is_checked_early_once_and_later_when_asked() {
    let mut connection = left(LOCAL, "sk_test_1");
    let (.., version) = connection.begin_early_check(false).unwrap();
    assert_eq!(connection.begin_early_check(true), None, "it is pending");
    connection.end_check(version, KeyCheck::NoResponse, true, NOW);
    assert_eq!(connection.begin_early_check(true), None, "it has failed");
    assert!(connection.begin_check().is_some());
    connection.set_key("sk_test_2".into());
    connection.key.blur();
    assert!(connection.begin_early_check(false).is_some());
    connection.set_key("sk_test_1".into());
    connection.key.blur();
    assert!(!would_check(&connection), "the first pair again");
}

#[test]
fn pair_that_was_asked_about_is_not_checked_early() {
    let mut connection = typed("sk_test_1");
    let (.., version) = connection.begin_check().unwrap();
    assert!(!would_check(&connection), "it is pending");
    connection.end_check(version, KeyCheck::Inconclusive(404), true, NOW);
    assert!(!would_check(&connection), "the result is known");
}

#[test]
fn page_with_the_key_is_not_asked_by_leaving_a_field() {
    let mut form = CreateForm::embedded(LOCAL);
    assert!(!would_check(&form.connection));
    assert_eq!(form.connection.begin_early_check(true), None);
}
