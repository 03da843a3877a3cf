//! P5 and S5: neither a secret nor a key is in what any state prints.

use contract::{ApiKey, EndpointUrl};
use proptest::prelude::*;
use webhook_console::model::{CreateForm, Held, State, TextField};

use crate::forms::{NOW, answer, created, filled, sent};

#[track_caller]
fn is_silent_on(words: &str, state: &impl std::fmt::Debug) {
    for printed in [format!("{state:?}"), format!("{state:#?}")] {
        assert!(!printed.contains(words), "{printed}");
    }
}

/// It holds the secret, and prints this in its place.
#[track_caller]
fn redacts(secret: &str, state: &impl std::fmt::Debug) {
    is_silent_on(secret, state);
    let printed = format!("{state:?}");
    assert!(printed.contains("[REDACTED]"), "{printed}");
}

proptest! {
    #[test]
    fn no_state_prints_the_secret(secret in "[!-~]{12,60}") {
        let state = created(&secret);
        redacts(&secret, &state);
        let State::Created(answered) = &state else {
            panic!("not created");
        };
        prop_assert!(matches!(&answered.secret, Held::Here(held) if held.expose() == secret));
        redacts(&secret, answered);
        redacts(&secret, &answered.secret);
        let mut form = filled();
        let submission = sent(&mut form);
        form.end(submission.id, state);
        redacts(&secret, &form);
        redacts(&secret, form.attempts());
        redacts(&secret, form.result().unwrap().0);
        redacts(&secret, &form.result());
        redacts(&secret, &form.secret());
    }

    #[test]
    fn no_state_prints_the_key(key in "[!-~]{12,60}") {
        let mut form: CreateForm = filled();
        form.connection.set_key(key.clone());
        is_silent_on(&key, &form);
        is_silent_on(&key, &form.connection);
        is_silent_on(&key, &form.connection.key);
        redacts(&key, &form.connection.parsed());
        let submission = sent(&mut form);
        redacts(&key, &submission);
        is_silent_on(&key, &form);
        form.end(submission.id, answer(401, "no"));
        is_silent_on(&key, &form);
        is_silent_on(&key, &form.problems());
        is_silent_on(&key, &form.notice());
    }

    #[test]
    fn no_error_prints_what_was_wrong(key in "[!-~]{12,60}ä", word in "[a-z0-9]{12,60}") {
        is_silent_on(&key, &ApiKey::parse(&key));
        let with_password = format!("https://user:{word}@hooks.example.com/");
        is_silent_on(&word, &EndpointUrl::parse(&with_password));
        let with_token = format!("https://hooks.example.com/?token={word}");
        is_silent_on(&word, &EndpointUrl::parse(&with_token).unwrap().advice());
        let mut form = filled();
        form.connection.set_key(key.clone());
        form.set_url(with_password);
        prop_assert_eq!(form.submit(NOW, None), None);
        is_silent_on(&key, &form);
        is_silent_on(&word, &form);
        is_silent_on(&word, &form.problems());
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
