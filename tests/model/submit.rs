use webhook_console::model::{
    CreateForm, FieldId, Notice, Scope, Screen, label_advice, label_problem,
};

use crate::forms::{
    BASE, KEY, LABEL, NOW, URL, created, filled, in_flight, no_response, problem_at, problems,
    response, secret, submit_and_send, text,
};

#[test]
fn request_has_the_field_values() {
    let (form, submission) = in_flight();
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
    let attempt = form.attempts().awaited().expect("it is awaited");
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
fn second_submit_does_nothing_until_the_first_has_completed() {
    for state in [
        no_response(),
        response(422, ""),
        response(500, ""),
        created(&secret(1)),
    ] {
        let (mut form, submission) = in_flight();
        let announcements = form.progress.announcements();
        assert_eq!(form.submit(NOW, None), None);
        assert_eq!(form.submit(NOW + 1.0, None), None);
        assert_eq!(
            (form.progress.announcements(), form.notice()),
            (announcements, None)
        );
        assert!(form.is_sending());
        form.complete(submission.id, state);
        assert!(!form.is_sending());
    }
}

#[test]
fn key_is_checked_first_unless_its_check_is_fresh() {
    let (form, submission) = in_flight();
    assert_eq!(submission.key_check, Some(form.connection.version()));
    let mut form = filled();
    let tenant = contract::response::KeyCheck::Accepted(contract::wire::Tenant::default());
    let version = form.connection.version();
    form.connection
        .end_check(version, tenant, true, NOW - 59_000.0);
    assert_eq!(submit_and_send(&mut form.clone()).key_check, None);
    assert!(
        form.submit(NOW + 1_000.0, None)
            .unwrap()
            .key_check
            .is_some()
    );
}

#[test]
fn address_is_trimmed_and_completed_on_submit() {
    let mut form = filled();
    form.url.set(" hooks.example.com/x ".into());
    let submission = submit_and_send(&mut form);
    assert_eq!(
        submission.request.url.as_str(),
        "https://hooks.example.com/x"
    );
    assert_eq!(form.url.text(), "https://hooks.example.com/x");
    assert!(form.url.scheme_was_added());
}

#[test]
fn all_kinds_are_sent_as_the_wildcard() {
    let mut form = filled();
    form.picker.choose(Scope::All);
    assert_eq!(submit_and_send(&mut form).request.events.to_wire(), ["*"]);
}

#[test]
fn problems_come_in_the_order_of_the_page() {
    let mut form = CreateForm::new("");
    assert_eq!(form.problems(), []);
    assert_eq!(form.submit(NOW, None), None);
    let expected = [
        problem_at(FieldId::ApiBase, "Enter the address of the API"),
        problem_at(FieldId::ApiKey, "Enter an API key"),
        problem_at(FieldId::Url, "Enter the address of your endpoint"),
        problem_at(FieldId::Label, "Enter a label"),
        problem_at(
            FieldId::Events,
            "Choose at least one kind of event, or all kinds",
        ),
    ];
    assert_eq!(problems(&form), expected);
    assert_eq!(form.notice(), Some(Notice::Problems));
    assert_eq!(form.screen(), Screen::Form);
    assert_eq!(form.attempts().latest(), None);
    let names = expected.map(|problem| problem.0.unwrap().name());
    assert_eq!(names, ["api-base", "api-key", "url", "label", "events"]);
}

#[test]
fn each_invalid_value_alone_blocks_the_submit() {
    type Change = fn(&mut CreateForm);
    let changes: [(Change, _); 8] = [
        (
            |form| form.connection.set_base("api.example".into()),
            problem_at(
                FieldId::ApiBase,
                "Enter the whole address, with https:// at its start",
            ),
        ),
        (
            |form| form.connection.set_key("a\r\nb".into()),
            problem_at(
                FieldId::ApiKey,
                "The key holds a line break: copy it again, as one line",
            ),
        ),
        (
            |form| _ = form.url.set("http://hooks.example.com".into()),
            problem_at(
                FieldId::Url,
                "Use https: deliveries are never sent in the clear",
            ),
        ),
        (
            |form| form.label.set(" \t ".into()),
            problem_at(FieldId::Label, "Enter a label"),
        ),
        (
            |form| form.label.set("😀".repeat(61)),
            problem_at(FieldId::Label, "Use at most 60 characters"),
        ),
        (
            |form| form.label.set("e\u{301}".repeat(31)),
            problem_at(FieldId::Label, "Use at most 60 characters"),
        ),
        (
            |form| (0..19).for_each(|at| form.picker.tick(at, false)),
            problem_at(
                FieldId::Events,
                "Choose at least one kind of event, or all kinds",
            ),
        ),
        (
            |form| form.connection.set_base("https://api.enfinitos.com".into()),
            problem_at(
                FieldId::ApiKey,
                "This is a sandbox key (sk_sandbox_): production does not take it",
            ),
        ),
    ];
    for (make_invalid, problem) in changes {
        let mut form = filled();
        make_invalid(&mut form);
        let announcements = form.progress.announcements();
        assert_eq!(form.submit(NOW, None), None);
        assert_eq!(problems(&form), [problem]);
        assert_eq!(form.notice(), Some(Notice::Problems));
        assert_ne!(form.progress.announcements(), announcements);
    }
}

#[test]
fn notice_is_cleared_once_all_problems_are_corrected() {
    let mut form = filled();
    form.label.set(String::new());
    assert_eq!(form.submit(NOW, None), None);
    form.label.set("x".into());
    assert_eq!(form.problems(), []);
    assert_eq!(form.notice(), None);
    submit_and_send(&mut form);
}

#[test]
fn too_long_label_is_a_problem_after_blur() {
    let mut form = CreateForm::default();
    form.label.set("x".repeat(61));
    assert_eq!(label_problem(&form.label), None);
    form.label.blur();
    let problem = text(label_problem(&form.label));
    assert_eq!(problem.as_deref(), Some("Use at most 60 characters"));
    form.label.set("x".repeat(60));
    assert_eq!(label_problem(&form.label), None);
}

#[test]
fn credential_in_a_label_is_warned_about_by_name() {
    for (typed, advice) in [
        ("Production", None),
        (
            "Production sk_live_a1",
            Some(
                "The label contains an API key. Labels are stored and shown in the clear. Take it out.",
            ),
        ),
        (
            "whsec_a1",
            Some(
                "The label contains a signing secret. Labels are stored and shown in the clear. Take it out.",
            ),
        ),
    ] {
        let mut form = CreateForm::default();
        form.label.set(typed.into());
        assert_eq!(
            text(label_advice(&form.label)).as_deref(),
            advice,
            "{typed}"
        );
    }
}
