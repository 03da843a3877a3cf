use webhook_console::model::{CreateForm, FieldId, Notice, Scope, Screen};

use crate::forms::{
    BASE, KEY, LABEL, NOW, URL, answer, at, created, filled, lost, secret, sending, sent,
};

#[test]
fn what_is_sent_is_what_was_typed() {
    let (form, submission) = sending();
    assert_eq!(submission.base.as_str(), BASE);
    assert_eq!(
        submission.key.as_ref().map(contract::ApiKey::expose),
        Some(KEY)
    );
    let body = serde_json::to_value(&submission.request).unwrap();
    let expected = serde_json::json!({
        "url": URL,
        "events": ["right.issued", "right.revoked"],
        "label": LABEL,
    });
    assert_eq!(body, expected);
    let attempt = form.attempts().sending().expect("it is waited for");
    assert_eq!(attempt.id, submission.id);
    assert_eq!(attempt.sent.request, submission.request);
    assert_eq!(submission.idempotency_key, None);
    assert!(!attempt.sent.is_safe_to_repeat());
    assert_eq!(
        (attempt.sent.api_host.as_str(), attempt.sent.at),
        ("api.example", NOW)
    );
}

#[test]
fn second_submit_does_nothing_until_the_first_has_ended() {
    for state in [
        lost(),
        answer(422, ""),
        answer(500, ""),
        created(&secret(1)),
    ] {
        let (mut form, submission) = sending();
        let news = form.news();
        assert_eq!(form.submit(NOW, None), None);
        assert_eq!(form.submit(NOW + 1.0, None), None);
        assert_eq!((form.news(), form.notice()), (news, None));
        assert!(form.is_sending());
        form.end(submission.id, state);
        assert!(!form.is_sending());
    }
}

#[test]
fn key_is_asked_about_first_unless_it_was_just_now() {
    let (form, submission) = sending();
    assert_eq!(submission.probe, Some(form.connection.version()));
    let mut form = filled();
    let tenant = contract::response::KeyCheck::Accepted(contract::wire::Tenant::default());
    let version = form.connection.version();
    form.connection.end_check(version, tenant, NOW - 59_000.0);
    assert_eq!(sent(&mut form.clone()).probe, None);
    assert!(form.submit(NOW + 1_000.0, None).unwrap().probe.is_some());
}

#[test]
fn address_is_completed_and_trimmed_on_submit_and_it_is_said() {
    let mut form = filled();
    form.set_url(" hooks.example.com/x ".into());
    let submission = sent(&mut form);
    assert_eq!(
        submission.request.url.as_str(),
        "https://hooks.example.com/x"
    );
    assert_eq!(form.url.text(), "https://hooks.example.com/x");
    assert!(form.scheme_was_added());
}

#[test]
fn all_kinds_are_sent_as_the_wildcard() {
    let mut form = filled();
    form.pick(|picker| picker.choose(Scope::All));
    assert_eq!(sent(&mut form).request.events.to_wire(), ["*"]);
}

#[test]
fn problems_come_in_the_order_of_the_page() {
    let mut form = CreateForm::new("");
    assert_eq!(form.problems(), []);
    assert_eq!(form.submit(NOW, None), None);
    let expected = [
        at(FieldId::ApiBase, "Enter the address of the API"),
        at(FieldId::ApiKey, "Enter an API key"),
        at(FieldId::Url, "Enter the address of your endpoint"),
        at(FieldId::Label, "Enter a label"),
        at(
            FieldId::Events,
            "Choose at least one kind of event, or all kinds",
        ),
    ];
    assert_eq!(form.problems(), expected);
    assert_eq!(form.notice(), Some(Notice::Problems));
    assert_eq!(form.screen(), Screen::Form);
    assert_eq!(form.attempts().latest(), None);
    let names = expected.map(|problem| problem.field.unwrap().name());
    assert_eq!(names, ["api-base", "api-key", "url", "label", "events"]);
}

#[test]
fn each_bad_value_alone_stops_the_submit() {
    type Spoil = fn(&mut CreateForm);
    let spoilt: [(Spoil, _); 8] = [
        (
            |form| form.connection.set_base("api.example".into()),
            at(
                FieldId::ApiBase,
                "Enter the whole address, with https:// at its start",
            ),
        ),
        (
            |form| form.connection.set_key("a\r\nb".into()),
            at(
                FieldId::ApiKey,
                "The key holds a line break: copy it again, as one line",
            ),
        ),
        (
            |form| form.set_url("http://hooks.example.com".into()),
            at(
                FieldId::Url,
                "Use https: deliveries are never sent in the clear",
            ),
        ),
        (
            |form| form.set_label(" \t ".into()),
            at(FieldId::Label, "Enter a label"),
        ),
        (
            |form| form.set_label("😀".repeat(61)),
            at(FieldId::Label, "Use at most 60 characters"),
        ),
        (
            |form| form.set_label("e\u{301}".repeat(31)),
            at(FieldId::Label, "Use at most 60 characters"),
        ),
        (
            |form| form.pick(|picker| (0..19).for_each(|at| picker.tick(at, false))),
            at(
                FieldId::Events,
                "Choose at least one kind of event, or all kinds",
            ),
        ),
        (
            |form| form.connection.set_base("https://api.enfinitos.com".into()),
            at(
                FieldId::ApiKey,
                "This is a sandbox key (sk_sandbox_): production does not take it",
            ),
        ),
    ];
    for (spoil, problem) in spoilt {
        let mut form = filled();
        spoil(&mut form);
        let news = form.news();
        assert_eq!(form.submit(NOW, None), None);
        assert_eq!(form.problems(), [problem]);
        assert_eq!(form.notice(), Some(Notice::Problems));
        assert_ne!(form.news(), news);
    }
}

#[test]
fn summary_goes_once_everything_is_mended() {
    let mut form = filled();
    form.set_label(String::new());
    assert_eq!(form.submit(NOW, None), None);
    form.set_label("x".into());
    assert_eq!(form.problems(), []);
    assert_eq!(form.notice(), None);
    sent(&mut form);
}

#[test]
fn label_is_spoken_of_when_it_is_left_too_long() {
    let mut form = CreateForm::default();
    form.set_label("x".repeat(61));
    assert_eq!(form.label_problem(), None);
    form.label.leave();
    let problem = form.label_problem();
    assert_eq!(problem.as_deref(), Some("Use at most 60 characters"));
    form.set_label("x".repeat(60));
    assert_eq!(form.label_problem(), None);
}
