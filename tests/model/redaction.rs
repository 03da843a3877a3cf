//! P5 and S5: neither a secret nor a key is in what any state prints.

use contract::{ApiKey, EndpointUrl};
use proptest::prelude::*;
use webhook_console::model::{AttemptState, CreateForm, TextField, UrlField};

use crate::forms::{NOW, created, filled, response, submit_and_send};

#[track_caller]
fn does_not_print(text: &str, state: &impl std::fmt::Debug) {
    for printed in [format!("{state:?}"), format!("{state:#?}")] {
        assert!(!printed.contains(text), "{printed}");
    }
}

/// The state has the secret, and prints a placeholder for it.
#[track_caller]
fn redacts(secret: &str, state: &impl std::fmt::Debug) {
    does_not_print(secret, state);
    let printed = format!("{state:?}");
    assert!(printed.contains("[REDACTED]"), "{printed}");
}

proptest! {
    #[test]
    fn no_state_prints_the_secret(secret in "[!-~]{12,60}") {
        let state = created(&secret);
        redacts(&secret, &state);
        let AttemptState::Created(created) = &state else {
            panic!("not created");
        };
        prop_assert!(matches!(&created.secret, Ok(here) if here.expose() == secret));
        redacts(&secret, created);
        redacts(&secret, &created.secret);
        let mut form = filled();
        let submission = submit_and_send(&mut form);
        form.complete(submission.id, state);
        redacts(&secret, &form);
        redacts(&secret, form.attempts());
        redacts(&secret, form.result().unwrap().0);
        redacts(&secret, &form.result());
        redacts(&secret, &form.secret());
    }

    #[test]
    fn no_state_prints_the_key(key in "[A-Za-z0-9][!-9;-~]{10,58}[A-Za-z0-9]") {
        let mut form: CreateForm = filled();
        form.connection.set_key(key.clone());
        does_not_print(&key, &form);
        does_not_print(&key, &form.connection);
        does_not_print(&key, &form.connection.key);
        redacts(&key, &form.connection.parsed());
        let submission = submit_and_send(&mut form);
        redacts(&key, &submission);
        does_not_print(&key, &form);
        form.complete(submission.id, response(401, "no"));
        does_not_print(&key, &form);
        does_not_print(&key, &form.problems());
        does_not_print(&key, &form.notice());
    }

    #[test]
    fn no_error_prints_what_was_wrong(key in "[!-~]{12,60}ä", word in "[a-z0-9]{12,60}") {
        does_not_print(&key, &ApiKey::parse(&key));
        let with_password = format!("https://user:{word}@hooks.example.com/");
        does_not_print(&word, &EndpointUrl::parse(&with_password));
        let with_token = format!("https://hooks.example.com/?token={word}");
        does_not_print(&word, &EndpointUrl::parse(&with_token).unwrap().advice());
        let mut form = filled();
        form.connection.set_key(key.clone());
        form.url.set(with_password);
        prop_assert_eq!(form.submit(NOW, None), None);
        does_not_print(&key, &form);
        does_not_print(&word, &form);
        does_not_print(&word, &form.problems());
    }

    #[test]
    fn no_field_prints_its_text(text in "[!-~]{12,60}") {
        let mut field = TextField::new(&text);
        redacts(&text, &field);
        field.set(text.clone());
        field.blur();
        redacts(&text, &field);
        let mut url = UrlField::new(&text);
        redacts(&text, &url);
        for text in [text, "https://hooks.example.com/secret-path".into()] {
            url.set(text.clone());
            url.blur();
            redacts(&text, &url);
            redacts(&text, &CreateForm { url: url.clone(), ..CreateForm::default() });
        }
    }
}
