//! S21 to S28: hostile responses and host pages.

mod framing;
mod patched;
mod policy;
mod versions;

use e2e::Page;
use e2e::host_page::TAG;
use serde_json::{Value, json};

use crate::form_page::{FormPage, Surface, on_both_surfaces};
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    let mut rows = vec![
        Row::new(
            "S21 markup in what the server says is text",
            on_both_surfaces(markup_is_text),
        ),
        Row::new(
            "S22 invisible and turning characters are spelt out",
            on_both_surfaces(odd_characters_are_spelt_out),
        ),
        Row::new(
            "S22 host of another script is shown as it is sent",
            on_both_surfaces(hosts_are_shown_as_sent),
        ),
        Row::new(
            "S23 whole flow keeps to the strict policy",
            on_both_surfaces(flow_keeps_to_the_policy),
        ),
        Row::new(
            "S24 recorders are kept from secret and key",
            on_both_surfaces(recorders_are_excluded),
        ),
    ];
    rows.extend(framing::rows());
    rows.extend(patched::rows());
    rows.extend(policy::rows());
    rows.extend(versions::rows());
    rows
}

const MARKUP: &str = "<script>hacked=1</script> <img src=x onerror=hacked=1> \"><svg onload=hacked=1> {{7*7}} javascript:hacked=1";

/// A subscription with this text in every field.
fn subscription_with(text: &str) -> Value {
    let texts = [
        "subscriptionId",
        "developerId",
        "url",
        "label",
        "createdAt",
        "lastDeliveredAt",
        "secretLastRotatedAt",
    ];
    let mut subscription: Value = texts.iter().map(|name| (*name, text)).collect();
    subscription["events"] = json!([text, "right.issued"]);
    json!({ "contractVersion": text, "data": { "subscription": subscription } })
}

/// An error body with this text in every field.
fn error_body_with(text: &str) -> String {
    let fields = json!([{ "path": "url", "code": text, "message": text }, { "path": text, "code": text, "message": text }]);
    json!({ "ok": false, "error": { "code": text, "message": text, "fields": fields, "requestId": text } })
        .to_string()
}

/// The form shows this text at least this often, and no element that its markup could have made.
#[track_caller]
fn assert_shown_as_text(page: &Page, text: &str, times: usize) {
    let seen = page.text();
    let found = seen.matches(text).count();
    assert!(found >= times, "{found} times \"{text}\": {seen}");
    let made = "return [every('.webhook-form :is(img, script, svg, iframe, object, embed, style, link)').length,
        every('.webhook-form a').filter((link) => !link.getAttribute('href').startsWith('#')).length,
        window.hacked ?? null]";
    assert_eq!(page.shadow_script(made, &[]), json!([0, 0, null]));
}

fn markup_is_text(form: &FormPage) {
    const BEGIN: &str = "<script>hacked=1</script> <img src=x onerror=hacked=1>";
    let page = &form.page;
    page.expects_console_error("422");
    form.fill_in();
    if form.surface == Surface::Console {
        let email = json!({ "data": { "developer": { "email": MARKUP } } });
        form.api.next_tenant(json!({ "patch": email }));
        page.press("Check key");
        page.wait_for_text("It belongs to");
        assert_shown_as_text(page, MARKUP, 1);
    }
    form.api
        .next_create(json!({ "status": 422, "body": error_body_with(MARKUP) }));
    assert_eq!(form.submit().kind, "not-created");
    assert_shown_as_text(page, BEGIN, 5);
    let sign_in = json!({ "status": 200, "body": MARKUP, "contentType": "text/html; <img src=x>" });
    form.api.next_create(sign_in);
    assert_eq!(form.submit().kind, "unknown");
    assert_shown_as_text(page, BEGIN, 1);
    assert_shown_as_text(page, "(text/html; <img src=x>)", 1);
    form.api
        .next_create(json!({ "patch": subscription_with(MARKUP) }));
    assert_eq!(form.submit().kind, "created");
    assert_shown_as_text(page, BEGIN, 9);
}

fn odd_characters_are_spelt_out(form: &FormPage) {
    const ODD: &str = "a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{0}f";
    // In an excerpt, a space replaces the NUL.
    const SHOWN: &str = "a[U+202E]b[U+2066]c[U+200B]d[U+FEFF]e";
    let page = &form.page;
    page.expects_console_error("422");
    let assert_shown = |times: usize| {
        assert_shown_as_text(page, SHOWN, times);
        let odd: Vec<_> = ODD.chars().filter(|c| !c.is_ascii_lowercase()).collect();
        // The host page lists the details of events unchanged.
        let seen = match form.file_server {
            None => page.text(),
            Some(_) => page.within(TAG, Page::text),
        };
        assert!(!seen.contains(&*odd), "{seen:?}");
    };
    form.fill_in();
    page.fill("Label", "a\u{202e}b\u{200b}c");
    form.api
        .next_create(json!({ "status": 422, "body": error_body_with(ODD) }));
    assert_eq!(form.submit().kind, "not-created");
    assert_shown(5);
    form.api
        .next_create(json!({ "status": 200, "contentType": "text/plain", "body": ODD }));
    assert_eq!(form.submit().kind, "unknown");
    assert_shown(1);
    page.wait_for_text("a[U+202E]b[U+200B]c");
    form.api
        .next_create(json!({ "patch": subscription_with(ODD) }));
    let outcome = form.submit();
    assert_eq!(outcome.kind, "created");
    assert!(
        outcome.heading.contains("a[U+202E]b[U+200B]c"),
        "{outcome:?}"
    );
    assert_shown(9);
    assert_eq!(form.api.subscriptions()[0].label, "a\u{202e}b\u{200b}c");
}

fn hosts_are_shown_as_sent(form: &FormPage) {
    let page = &form.page;
    for (typed, message) in [
        (
            "https://b\u{fc}cher.example/",
            "Sent as https://xn--bcher-kva.example/",
        ),
        (
            "https://b\u{fc}cher.example/",
            "is sent as xn--bcher-kva.example",
        ),
        // A Cyrillic letter among Latin ones.
        (
            "https://p\u{430}ypal.example/",
            "Sent as https://xn--pypal-4ve.example/",
        ),
        (
            "https://exa\u{200b}mple.com/",
            "Sent as https://example.com/",
        ),
        (
            "https://example.com/\u{202e}a",
            "Sent as https://example.com/%E2%80%AEa",
        ),
        ("https://exa\u{202e}mple.com/", "exa[U+202E]mple.com"),
    ] {
        page.fill("Endpoint URL", typed);
        page.type_keys(e2e::Key::Tab);
        page.wait_for_text(message);
    }
    assert_eq!(form.api.requests(), []);
}

fn flow_keeps_to_the_policy(form: &FormPage) {
    let page = &form.page;
    page.press("Create subscription");
    page.wait_for_text("There is a problem");
    form.create();
    page.press("Copy secret");
    page.wait_for_text("Copied.");
    page.reveal();
    page.press("JSON");
    page.wait_for_text("Handed to the browser.");
    page.press("Create another");
    page.answer_confirmation("Stay here");
    form.create_another();
    // Object URLs are revoked after a second.
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert_eq!(page.violations(), Vec::<String>::new());
    assert_eq!(form.api.violations(), Vec::<String>::new());
    // The policy is active, and a violation is detected.
    page.script("try { document.body.innerHTML = '<b>x</b>' } catch {}", &[]);
    page.wait_for("the violation", || !page.violations().is_empty());
    assert!(page.violations()[0].contains("require-trusted-types-for"));
    page.expects_console_error("rusted");
    match &form.file_server {
        None => form.api.expects_violation("rusted-types"),
        Some(host) => host.expects_violation("rusted-types"),
    }
}

const EXCLUSIONS: &str = "const exclusions = (node) => [
        ['sentry-mask', 'sentry-block', 'ph-no-capture', 'fs-exclude', 'rr-block']
            .filter((name) => !node.classList.contains(name)),
        ['data-sentry-mask', 'data-hj-suppress', 'data-private'].filter((name) => !node.hasAttribute(name)),
        node.dataset.ddPrivacy, node.dataset.clarityMask];
    return exclusions(first(arguments[0]))";

fn recorders_are_excluded(form: &FormPage) {
    let all = json!([[], [], "hidden", "true"]);
    if form.surface == Surface::Console {
        let key = form
            .page
            .shadow_script(EXCLUSIONS, &["[name=api-key]".into()]);
        assert_eq!(key, all);
    }
    form.create();
    assert_eq!(form.page.shadow_script(EXCLUSIONS, &["output".into()]), all);
}
