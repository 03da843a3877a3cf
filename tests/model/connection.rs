use contract::response::{KeyCheck, Reason, Refusal};
use contract::wire::Tenant;
use contract::{ApiBase, ApiKeyError, KeyAdvice};
use webhook_console::model::wording::{not_sent, sentence};
use webhook_console::model::{Check, Connection, CreateForm, NotSent, given_key_for};

use crate::forms::{BASE, KEY, NOW, filled, response, submit_and_send, text};

fn connection(base: &str, key: &str) -> Connection {
    let mut connection = Connection::new(base);
    connection.set_key(key.into());
    connection
}

fn tenant(scopes: Option<&[&str]>) -> KeyCheck {
    KeyCheck::Accepted(Tenant {
        email: None,
        scopes: scopes.map(|scopes| scopes.iter().map(ToString::to_string).collect()),
    })
}

fn refused(reason: Reason, status: u16) -> Refusal {
    Refusal {
        reason,
        status,
        ..Refusal::missing_scope()
    }
}

#[test]
fn check_requires_a_valid_base_and_key() {
    let mut without_key = Connection::new(BASE);
    assert_eq!(without_key.begin_check(), None);
    assert_eq!(without_key.check(), &Check::Unchecked);
    assert_eq!(
        text(without_key.key_problem()).as_deref(),
        Some("Enter an API key")
    );
    assert_eq!(without_key.base_problem(), None);
    let mut without_base = connection("http://api.example", KEY);
    assert_eq!(without_base.begin_check(), None);
    assert_eq!(
        text(without_base.base_problem()).as_deref(),
        Some("Use https: the key must not travel in the clear (http is for this machine alone)")
    );
    let mut other_host = connection("https://sandbox.api.enfinitos.com", "sk_live_0");
    assert_eq!(other_host.begin_check(), None);
    assert_eq!(
        text(other_host.key_problem()).as_deref(),
        Some("This is a production key (sk_live_): the sandbox must not see it")
    );
}

#[test]
fn check_uses_the_trimmed_values() {
    let mut connection = connection(" https://api.example/ ", " sk_test_1 ");
    let (base, key, version) = connection.begin_check().unwrap();
    assert_eq!(
        (base.as_str(), key.expose()),
        ("https://api.example", "sk_test_1")
    );
    assert_eq!(connection.check(), &Check::Pending);
    assert_eq!(connection.begin_check(), None, "one at a time");
    connection.end_check(version, KeyCheck::NoResponse, true, NOW);
    assert_eq!(connection.check(), &Check::Done(KeyCheck::NoResponse, NOW));
}

#[test]
fn check_without_a_response_says_offline_where_the_browser_is() {
    let after = |result: KeyCheck| {
        let mut connection = connection(BASE, KEY);
        let (_, _, version) = connection.begin_check().unwrap();
        connection.end_check(version, result, false, NOW);
        connection.check().clone()
    };
    assert_eq!(after(KeyCheck::NoResponse), Check::Offline);
    // The browser may be wrong: a response decides.
    let accepted = tenant(Some(&["*"]));
    assert_eq!(after(accepted.clone()), Check::Done(accepted, NOW));
}

#[test]
fn response_about_an_earlier_key_or_base_is_ignored() {
    for change in [
        |connection: &mut Connection| connection.set_key("sk_test_2".into()),
        |connection: &mut Connection| connection.set_base("https://b.example".into()),
    ] {
        let mut connection = connection(BASE, KEY);
        let (_, _, version) = connection.begin_check().unwrap();
        change(&mut connection);
        assert_eq!(connection.check(), &Check::Unchecked);
        connection.end_check(version, tenant(Some(&["*"])), true, NOW);
        assert_eq!(connection.check(), &Check::Unchecked);
        assert!(!connection.is_fresh(NOW));
        assert_ne!(connection.version(), version);
    }
}

#[test]
fn check_that_was_given_up_says_so_and_takes_a_late_result() {
    let mut connection = connection(BASE, KEY);
    let (.., version) = connection.begin_check().unwrap();
    connection.give_up_check();
    assert_eq!(*connection.check(), Check::GivenUp);
    assert!(connection.begin_check().is_some(), "it can be tried again");
    connection.give_up_check();
    connection.end_check(version, KeyCheck::Inconclusive(404), true, 1.0);
    connection.give_up_check();
    let late = Check::Done(KeyCheck::Inconclusive(404), 1.0);
    assert_eq!(*connection.check(), late);
}

#[test]
fn change_resets_the_check() {
    let mut connection = connection(BASE, KEY);
    connection.end_check(connection.version(), tenant(Some(&["*"])), true, NOW);
    assert!(connection.is_fresh(NOW));
    connection.set_key(KEY.into());
    assert_eq!(connection.check(), &Check::Unchecked);
    assert!(!connection.is_fresh(NOW));
}

#[test]
fn refused_create_invalidates_the_check_of_its_key() {
    for (status, is_about_key) in [(401, true), (403, true), (404, false), (422, false)] {
        let mut form = filled();
        let accepted = |form: &mut CreateForm| {
            let version = form.connection.version();
            form.connection
                .end_check(version, tenant(Some(&["*"])), true, NOW);
        };
        accepted(&mut form);
        let submission = submit_and_send(&mut form);
        form.complete(submission.id, response(status, ""));
        assert_eq!(
            form.connection.check() == &Check::Unchecked,
            is_about_key,
            "{status}"
        );
        // It says nothing of another key.
        let mut form = filled();
        let submission = submit_and_send(&mut form);
        form.connection.set_key("sk_test_2".into());
        accepted(&mut form);
        form.complete(submission.id, response(status, ""));
        assert!(form.connection.is_fresh(NOW), "{status}");
    }
}

#[test]
fn check_of_a_key_that_may_create_is_fresh_for_a_minute() {
    for (check, fresh) in [
        (tenant(Some(&["*"])), true),
        (tenant(None), true),
        (tenant(Some(&["audit:read"])), false),
        (KeyCheck::NoResponse, false),
        (KeyCheck::Inconclusive(500), false),
        (
            KeyCheck::Refused(refused(Reason::KeyLacksScope, 403)),
            false,
        ),
    ] {
        let mut connection = connection(BASE, KEY);
        connection.end_check(connection.version(), check.clone(), true, NOW);
        assert_eq!(connection.is_fresh(NOW), fresh, "{check:?}");
        assert_eq!(connection.is_fresh(NOW + 59_999.0), fresh, "{check:?}");
        assert!(!connection.is_fresh(NOW + 60_000.0), "{check:?}");
        assert!(
            !connection.is_fresh(NOW - 1.0),
            "a clock that was set back: {check:?}"
        );
    }
}

#[test]
fn key_problem_is_shown_after_blur() {
    let mut connection = connection(BASE, "a\nb");
    assert_eq!(connection.key_problem(), None);
    connection.key.blur();
    assert_eq!(
        text(connection.key_problem()).as_deref(),
        Some("The key holds a line break: copy it again, as one line")
    );
    connection.set_key("sk_live_1".into());
    assert_eq!(connection.key_problem(), None);
    assert_eq!(connection.key_advice(), Some(KeyAdvice::LiveElsewhere));
    let mut unchecked = Connection::new(BASE);
    unchecked.set_key("sk_live_1".into());
    assert_eq!(unchecked.key_advice(), None);
}

#[test]
fn key_alone_is_offered_where_more_was_pasted() {
    let mut connection = connection(BASE, "export API_KEY=\"sk_test_1\"");
    assert!(connection.key_offer().is_none(), "while it is typed");
    connection.key.blur();
    assert_eq!(
        text(connection.key_problem()).as_deref(),
        Some("The key begins with a name, as in API_KEY=, which is no part of it")
    );
    connection.use_key_offer();
    assert_eq!(connection.key.text(), "sk_test_1");
    assert_eq!(connection.key_problem(), None);
    assert!(connection.key_offer().is_none());
    connection.set_key("sk_test_1\u{200b}".into());
    assert_eq!(
        text(connection.key_problem()).as_deref(),
        Some("The key ends with U+200B, which is no part of it")
    );
    for other in ["whsec_0", "sk_test_ä", "a b", ""] {
        connection.set_key(other.into());
        assert!(connection.key_offer().is_none(), "{other}");
        connection.use_key_offer();
        assert_eq!(connection.key.text(), other);
    }
}

#[test]
fn given_key_that_cannot_be_used_is_named() {
    let base = ApiBase::parse(BASE).unwrap();
    let key = given_key_for("Bearer sk_sandbox_1\n", &base).unwrap();
    assert_eq!(key.expose(), "sk_sandbox_1");
    let error = given_key_for("'sk_sandbox_1'", &base).unwrap_err();
    assert_eq!(
        not_sent(&NotSent::BadKey(error), "", "").to_string(),
        "The page provided a key that cannot be used. Nothing was sent. The key begins with ', which is no part of it."
    );
    let sandbox = ApiBase::parse("https://sandbox.api.enfinitos.com").unwrap();
    let error = given_key_for("Bearer sk_live_1", &sandbox).unwrap_err();
    assert_eq!(error, ApiKeyError::LiveOnSandbox);
}

#[test]
fn base_without_the_path_of_the_api_is_offered() {
    let mut connection = Connection::new(BASE);
    connection.set_base("https://b.example/v1/webhooks/".into());
    assert_eq!(connection.base_offer(), None, "while it is typed");
    connection.base.blur();
    assert_eq!(connection.base_problem(), None);
    let offer = connection.base_offer().unwrap();
    assert_eq!(offer.as_str(), "https://b.example");
    connection.use_base_offer();
    assert_eq!(connection.base.text(), "https://b.example");
    assert_eq!(connection.base_offer(), None);
    connection.use_base_offer();
    assert_eq!(connection.base.text(), "https://b.example");
}

#[test]
fn key_is_not_validated_against_an_invalid_base() {
    let mut connection = connection("nowhere", "sk_live_1");
    connection.key.blur();
    assert_eq!(connection.key_problem(), None);
    assert_eq!(connection.key_advice(), None);
    assert_eq!(connection.parsed(), None);
    connection.set_base("https://sandbox.api.enfinitos.com".into());
    let problem = sentence(&ApiKeyError::LiveOnSandbox);
    assert_eq!(connection.key_problem(), Some(problem));
}

#[test]
fn create_is_blocked_only_by_what_certainly_prevents_it() {
    let rejected = refused(Reason::KeyRejected, 401);
    for (check, online, offline) in [
        (
            KeyCheck::NoResponse,
            Some(NotSent::Unreachable),
            Some(NotSent::Offline),
        ),
        (
            KeyCheck::Refused(rejected.clone()),
            Some(NotSent::Refused(rejected.clone())),
            Some(NotSent::Refused(rejected)),
        ),
        (
            tenant(Some(&["audit:read"])),
            Some(NotSent::Refused(Refusal::missing_scope())),
            Some(NotSent::Refused(Refusal::missing_scope())),
        ),
        (tenant(Some(&["*"])), None, None),
        (tenant(None), None, None),
        (
            KeyCheck::Refused(refused(Reason::KeyLacksScope, 403)),
            None,
            None,
        ),
        (
            KeyCheck::Refused(refused(Reason::NoSuchEndpoint, 404)),
            None,
            None,
        ),
        (
            KeyCheck::Refused(refused(Reason::TooManyRequests(None), 429)),
            None,
            None,
        ),
        (
            KeyCheck::Redirect,
            Some(NotSent::Redirected),
            Some(NotSent::Redirected),
        ),
        (KeyCheck::Inconclusive(503), None, None),
    ] {
        assert_eq!(NotSent::after(&check, true), online, "{check:?}");
        assert_eq!(NotSent::after(&check, false), offline, "{check:?}");
    }
}

#[test]
fn reason_why_nothing_was_sent_claims_no_more_than_was_seen() {
    let text =
        |reason: &NotSent| not_sent(reason, "api.example", "https://page.example").to_string();
    assert_eq!(
        text(&NotSent::Stopped),
        "You stopped waiting before anything was sent. Nothing was sent."
    );
    assert_eq!(
        text(&NotSent::Offline),
        "You are offline. Nothing was sent."
    );
    let unreachable = text(&NotSent::Unreachable);
    assert_eq!(
        unreachable,
        "Could not reach api.example. Nothing was sent. If the API is up, it may not allow this page’s origin \
         https://page.example, or this page may not be allowed to speak to it. A refusal that this page may not read \
         looks the same."
    );
    assert!(!unreachable.contains("CORS"));
    assert_eq!(
        text(&NotSent::Refused(Refusal::missing_scope())),
        "The key is valid but lacks permission: creating a subscription needs the scope *"
    );
}
