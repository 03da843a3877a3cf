//! `messages`: with all of them translated, no English text is left in any state.

use e2e::{Key, Page};
use serde_json::json;

use crate::bare_page::{BarePage, URL};
use e2e::host_page::TAG;

/// Puts every English text in brackets, so that a missing translation is visible. Names of kinds are from the page: `«»`.
const TRANSLATED: &str =
    "window.translated = new Proxy({}, { get: (_, text) => `⟦${String(text)}⟧` });
    window.kinds = [
        { id: 'right.issued', name: '«eins»', description: '«Das Erste»', group: '«Gruppe»' },
        { id: 'right.revoked', name: '«zwei»', group: '«Gruppe»', firesToday: false },
    ];
    add({}, { properties: { messages: translated, eventKinds: kinds } })";

/// Visible texts, and texts of attributes, with letters outside of brackets. The content of `code`, `bdi`, `time` and
/// `output` is data, as are hosts and the names of file formats.
const UNTRANSLATED: &str = r"const rest = (text) => {
        let depth = 0, rest = '';
        for (const letter of text) {
            if ('⟦«'.includes(letter)) depth++;
            else if ('⟧»'.includes(letter)) depth--;
            else if (depth === 0) rest += letter;
        }
        return rest;
    };
    const isHost = (text) => /^[a-z.]+\.(example|com|org)$/.test(text);
    const isUntranslated = (text) => /\p{L}/u.test(rest(text)) && !isHost(text);
    const found = [];
    for (const root of roots()) {
        const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const { data, parentElement } = texts.currentNode;
            if (parentElement.closest('code, bdi, time, output, .save .acts')) continue;
            if (parentElement.checkVisibility() && isUntranslated(data)) found.push(data);
        }
    }
    for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'aria-description']) {
        for (const element of every(`[${name}]`)) {
            if (isUntranslated(element.getAttribute(name))) found.push(`${name}: ${element.getAttribute(name)}`);
        }
    }
    return found";

#[track_caller]
fn assert_all_translated(page: &Page, state: &str) {
    let found = page.within(TAG, |page| page.shadow_script(UNTRANSLATED, &[]));
    assert_eq!(found, json!([]), "{state}");
    assert!(page.text().contains('⟦'), "{state}");
}

#[track_caller]
fn translated() -> BarePage {
    let bare_page = BarePage::open();
    bare_page.run(TRANSLATED);
    bare_page.page.wait_for_text("⟦New subscription⟧");
    bare_page
}

#[track_caller]
fn fill_in(page: &Page) {
    page.fill("⟦Endpoint URL⟧", URL);
    page.fill("⟦Label⟧", "One");
    if page.ticked().is_empty() {
        page.tick("right.issued");
    }
}

#[test]
fn empty_form_and_its_problems_are_translated() {
    let bare_page = translated();
    let page = &bare_page.page;
    assert_all_translated(page, "empty");
    page.press("⟦Create subscription⟧");
    page.wait_for_text("⟦There is a problem⟧");
    assert_all_translated(page, "problems");
    for url in [
        "http://a.example",
        "ftp://a.example",
        "https://u:p@a.example",
        "https://",
        "https://a..b",
        "https://a:99999",
        "a b",
        "https://a.example/#b",
    ] {
        page.fill("⟦Endpoint URL⟧", url);
        page.type_keys(Key::Tab);
        page.wait_for(url, || {
            !page.error_for("url").is_empty() || page.text().contains("⟦Warning: ⟧")
        });
        assert_all_translated(page, url);
    }
    page.fill("⟦Label⟧", &"é".repeat(61));
    page.type_keys(Key::Tab);
    assert_all_translated(page, "long label");
    page.fill("⟦Filter kinds⟧", "nothing like it");
    page.wait_for_text("⟦No kind fits this filter.⟧");
    assert_all_translated(page, "filter");
}

#[test]
fn advice_and_summary_are_translated() {
    let bare_page = translated();
    let page = &bare_page.page;
    for url in [
        "https://192.168.0.7",
        "https://localhost",
        "https://a.local",
        "https://name",
        "https://[::ffff:10.0.0.1]",
        "https://a.example:8443",
        "https://a.example/?token=b",
        "https://a.ngrok.io",
        "https://a.example./b",
        "a.example",
    ] {
        page.fill("⟦Endpoint URL⟧", url);
        page.type_keys(Key::Tab);
        page.wait_for(url, || {
            let text = page.text();
            ["⟦Warning: ⟧", "⟦Note: ⟧", "⟦Sent as ⟧", "⟦https://"]
                .iter()
                .any(|prefix| text.contains(prefix))
        });
        assert_all_translated(page, url);
    }
    page.tick("right.revoked");
    page.wait_for_text("⟦None of the chosen kinds is fired today.");
    assert_all_translated(page, "one kind");
    page.tick("right.issued");
    page.wait_for_text("⟦When ⟦«eins» or «zwei»⟧⟧");
    page.choose("⟦All kinds, including ones added later⟧");
    assert_all_translated(page, "all kinds");
}

#[test]
fn kinds_of_the_contract_are_described_translated() {
    let bare_page = translated();
    bare_page.run("form.eventKinds = null");
    for kind in [
        "right.issued",
        "right.revoked",
        "basis.registered",
        "offer.proposed",
        "key.issued",
    ] {
        bare_page.page.tick(kind);
    }
    let script = "return first('aside b').innerText.replaceAll(/⟦[a-z]+⟧/g, '')";
    let description = bare_page.page.shadow_script(script, &[]);
    let description = description.as_str().unwrap_or_default();
    assert!(description.starts_with("⟦When ⟦"), "{description}");
}

#[test]
fn errors_without_a_subscription_are_translated() {
    let bare_page = translated();
    let page = &bare_page.page;
    page.expects_console_error("Failed to load resource");
    fill_in(page);
    let submit = |state: &str, kind: &str| {
        page.press("⟦Create subscription⟧");
        page.wait_for("an error event", || {
            !bare_page.event_details("error").is_empty()
        });
        assert_eq!(page.outcome().kind, kind, "{state}");
        assert_all_translated(page, state);
        bare_page.run("recordedEvents.length = 0");
    };
    for token in [
        "undefined",
        "'a\\nb'",
        "'ké'",
        "'k'.repeat(9999)",
        "'sk_sandbox_wrong'",
    ] {
        bare_page.run(&format!("form.getToken = () => {token}"));
        submit(token, "not-created");
    }
    bare_page.run("form.getToken = () => key; form.fetch = () => { throw 0; }");
    submit("unreachable", "not-created");
    bare_page.run("form.fetch = null");
    for status in [400, 403, 404, 409, 410, 412, 413, 418] {
        let body = json!({ "error": { "code": "«c»", "message": "«m»" } }).to_string();
        bare_page
            .api
            .next_create(json!({ "status": status, "body": body }));
        submit(&status.to_string(), "not-created");
    }
    bare_page
        .api
        .next_create(json!({ "status": 429, "headers": { "Retry-After": "1" }, "body": "{}" }));
    submit("429", "not-created");
    page.wait_for_text("⟦You can try again now.⟧");
    assert_all_translated(page, "429 later");
}

#[test]
fn unknown_outcome_and_its_confirmation_are_translated() {
    let faults = [
        json!({ "drop": true }),
        json!({ "status": 302, "headers": { "Location": "/" } }),
        json!({ "status": 200, "contentType": "text/html", "body": "<p>" }),
        json!({ "status": 500, "body": "{}" }),
    ];
    let bare_page = translated();
    let page = &bare_page.page;
    page.expects_console_error("Failed to load resource");
    for fault in faults {
        bare_page.run("form.reset(); recordedEvents.length = 0");
        fill_in(page);
        bare_page.api.next_create(fault.clone());
        page.press("⟦Create subscription⟧");
        if page.has_button("⟦Yes, create again⟧") {
            page.answer_confirmation("⟦Yes, create again⟧");
        }
        page.wait_for("an error event", || {
            !bare_page.event_details("error").is_empty()
        });
        assert_all_translated(page, &fault.to_string());
    }
    page.press("⟦Create again⟧");
    page.wait_for_text("⟦Do not create⟧");
    assert_all_translated(page, "question");
}

#[test]
fn pending_state_and_result_are_translated() {
    let bare_page = translated();
    let page = &bare_page.page;
    fill_in(page);
    bare_page.api.next_create(json!({ "delayMs": 1_500 }));
    page.press("⟦Create subscription⟧");
    page.wait_for_text("⟦Creating the subscription…⟧");
    assert_all_translated(page, "sending");
    assert_eq!(page.outcome().kind, "created");
    assert_all_translated(page, "created");
    page.press("⟦Reveal secret⟧");
    page.wait_for_text("whsec_");
    assert_all_translated(page, "revealed");
    page.press("⟦Copy id⟧");
    page.press("⟦Copy secret⟧");
    page.wait_for("the results of copying", || {
        let text = page.text();
        text.contains("⟦Copied.") && text.matches("⟦Copied").count() > 1
            || text.contains("⟦The browser did not")
    });
    assert_all_translated(page, "copied");
    page.press("⟦Create another⟧");
    assert_all_translated(page, "leave?");
    page.answer_confirmation("⟦Stay here⟧");
    page.press("⟦I have stored the signing secret⟧");
    page.wait_for_text("⟦The signing secret is stored with you⟧");
    assert_all_translated(page, "stored");
}
