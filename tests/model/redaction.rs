//! P5: neither a secret nor a key is in what any state prints.

use proptest::prelude::*;
use webhook_console::model::{CreateForm, Held, State, TextField};

use crate::forms::{answer, created, filled, sent};

#[track_caller]
fn is_silent_on(words: &str, state: &impl std::fmt::Debug) {
    for printed in [format!("{state:?}"), format!("{state:#?}")] {
        assert!(!printed.contains(words), "{printed}");
    }
}

proptest! {
    #[test]
    fn no_state_prints_the_secret(secret in "[!-~]{12,60}") {
        let state = created(&secret);
        is_silent_on(&secret, &state);
        let State::Created(answered) = &state else {
            panic!("not created");
        };
        prop_assert!(matches!(&answered.secret, Held::Here(held) if held.expose() == secret));
        is_silent_on(&secret, answered);
        is_silent_on(&secret, &answered.secret);
        let mut form = filled();
        let submission = sent(&mut form);
        form.end(submission.id, state);
        is_silent_on(&secret, &form);
        is_silent_on(&secret, form.attempts());
        is_silent_on(&secret, form.result().unwrap().0);
        is_silent_on(&secret, &form.result());
        is_silent_on(&secret, &form.secret());
    }

    #[test]
    fn no_state_prints_the_key(key in "[!-~]{12,60}") {
        let mut form: CreateForm = filled();
        form.connection.set_key(key.clone());
        is_silent_on(&key, &form);
        is_silent_on(&key, &form.connection);
        is_silent_on(&key, &form.connection.key);
        is_silent_on(&key, &form.connection.parsed());
        let submission = sent(&mut form);
        is_silent_on(&key, &submission);
        is_silent_on(&key, &form);
        form.end(submission.id, answer(401, "no"));
        is_silent_on(&key, &form);
        is_silent_on(&key, &form.problems());
        is_silent_on(&key, &form.notice());
    }

    #[test]
    fn no_field_prints_its_text(text in "[!-~]{12,60}") {
        let mut field = TextField::new(&text);
        is_silent_on(&text, &field);
        field.set(text.clone());
        field.leave();
        is_silent_on(&text, &field);
    }
}
