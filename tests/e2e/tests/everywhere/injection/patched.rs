//! Pages that changed what the browser gives, before the program was loaded.

use e2e::{FileServer, Page};
use serde_json::json;

use e2e::host_page::{HostPage, SLOTTED_TEXT, fill_in};

use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "S27 secret arrives on pages that patched the browser",
            secret_arrives_all_the_same,
        ),
        Row::new(
            "S27 page that takes lists away is told that the form broke",
            no_lists_is_told,
        ),
        Row::new(
            "S27 nonsense in the place of an answer is no panic",
            nonsense_is_no_panic,
        ),
        Row::new(
            "S27 answer that the page has read already is no panic",
            answer_that_was_read_is_no_panic,
        ),
    ]
}

/// What a page may have done. It must go on working for the page and for what drives the browser, so it is only for the
/// element that something throws.
const PATCHES: [(&str, &str); 5] = [
    (
        "JSON that throws",
        "for (const name of ['parse', 'stringify']) spoil(JSON, name);",
    ),
    (
        "prototypes with more in them",
        "for (const { prototype } of [Array, Object, Function, Map, Promise]) {
            prototype.extra = 'extra';
            prototype.messages = prototype.integrity = prototype.secret = undefined;
        }
        Array.prototype.last = Object.prototype.url = function () { throw new Error('patched') };",
    ),
    (
        "promises that are watched",
        "const { then } = Promise.prototype;
        Promise.prototype.then = function (...acts) {
            return then.apply(this, acts.map((act) => act && ((...given) => act(...given))));
        }",
    ),
    (
        "fetch that is watched",
        "const { fetch } = window;
        window.fetch = (...given) => fetch(...given).then((answer) => answer)",
    ),
    (
        "older ways that are broken",
        "for (const name of ['flat', 'at', 'includes', 'forEach']) spoil(Array.prototype, name);
        for (const name of ['trim', 'normalize', 'at']) spoil(String.prototype, name);
        for (const name of ['log', 'debug', 'warn', 'error']) spoil(console, name);
        spoil(Date.prototype, 'toLocaleString');",
    ),
];

/// The page's own globals: a browser may run what drives it beside them.
const SPOIL: &str = "const { Array, Object, Function, Map, Promise, String, Date, JSON } = window;
    const spoil = (owner, name) => {
        const before = owner[name];
        owner[name] = function (...given) {
            if (/runtime[.](js|wasm)/.test(new Error().stack)) throw new Error('patched');
            return before.apply(this, given);
        };
    };";

#[track_caller]
fn patched(script: &str) -> HostPage {
    let host_page = HostPage::new(FileServer::start("html"));
    host_page.visit("/two.html?late");
    host_page.page.wait_for_text(SLOTTED_TEXT);
    host_page.page.script(&[SPOIL, script].concat(), &[]);
    host_page.page.press("Define");
    host_page
        .page
        .within("#first", |page| page.wait_for_text("New subscription"));
    // The page's own list of events is written with JSON.
    host_page.page.script(
        "window.seen = []; for (const name of ['created', 'error']) addEventListener(
        `webhook-${name}`, ({ type, detail }) => seen.push([type, detail.code ?? null]), true)",
        &[],
    );
    host_page
}

#[track_caller]
fn create(page: &Page) -> String {
    fill_in(page);
    page.press("Create subscription");
    page.wait_for_text("Store the signing secret");
    page.reveal()
}

fn secret_arrives_all_the_same() {
    for (name, script) in PATCHES {
        let host_page = patched(script);
        host_page.page.expects_console_error("patched");
        host_page.page.within("#first", |page| {
            let secret = create(page);
            assert!(secret.starts_with("whsec_"), "{name}");
            page.press("I have stored the signing secret");
            page.wait_for_text("The signing secret is stored with you");
            page.press("Create another");
            page.wait_for_text("New subscription");
            assert!(!page.text().contains("Something broke"), "{name}");
        });
        let seen = host_page.page.script("return seen.map(String)", &[]);
        assert_eq!(seen, json!(["webhook-created,"]), "{name}");
    }
}

/// The program cannot work without lists. The person and the page are told, and the other scripts go on.
fn no_lists_is_told() {
    let host_page = patched("spoil(Array.prototype, 'push')");
    host_page.page.expects_console_error("patched");
    host_page.page.expects_console_error("nreachable");
    host_page.page.within("#first", |page| {
        fill_in(page);
        page.press("Create subscription");
        page.wait_for_text("Something broke in this form");
        assert!(page.has_button("Start again"));
    });
    // Not by the list of this test, which is no list any more.
    let told = host_page.event_details("webhook-error");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["code"], "broken");
}

const NO_ANSWER: (&str, &str) = (
    "no_answer",
    "No answer came back. The request may have arrived all the same.",
);

/// What a `fetch` of the page may give, the code that is told of it, and what is said.
const NONSENSE: [(&str, (&str, &str)); 11] = [
    ("() => { throw new Error('patched') }", NO_ANSWER),
    ("() => undefined", NO_ANSWER),
    ("() => 7", NO_ANSWER),
    ("() => ({ ok: true, status: 201 })", NO_ANSWER),
    ("async () => null", NO_ANSWER),
    ("async () => { throw undefined }", NO_ANSWER),
    (
        "() => ({ get then() { throw new Error('patched') } })",
        NO_ANSWER,
    ),
    (
        "async () => ({ status: 201, headers: null, body: null })",
        NO_ANSWER,
    ),
    ("async () => Response.error()", NO_ANSWER),
    (
        "async () => new Response('not JSON', { status: 200 })",
        (
            "not_from_api",
            "The answer did not come from the API (text/plain;charset=UTF-8).",
        ),
    ),
    (
        "async () => new Response(new ReadableStream({ pull(c) { c.enqueue('text') } }), { status: 500 })",
        (
            "server_error",
            "The API failed on the way (500), perhaps after it had stored it.",
        ),
    ),
];

fn nonsense_is_no_panic() {
    let host_page = patched("");
    host_page.page.expects_console_error("patched");
    for (at, (given, (code, said))) in NONSENSE.iter().enumerate() {
        let script = format!(
            "const form = document.createElement('webhook-subscription-form');
            form.id = 'form-{at}';
            form.getToken = async () => arguments[1];
            form.apiBase = arguments[0];
            const given = {given};
            form.fetch = (request) => request.method === 'POST' ? given(request) : fetch(request);
            document.querySelector('main').prepend(form);"
        );
        let arguments = [host_page.api.origin().into(), host_page.api.key().into()];
        host_page.page.script(&script, &arguments);
        host_page.page.within(&format!("#form-{at}"), |page| {
            page.wait_for_text("New subscription");
            fill_in(page);
            page.press("Create subscription");
            let outcome = page.outcome();
            assert_eq!(outcome.kind, "unknown", "{given}");
            assert!(outcome.text.contains(said), "{given}: {outcome:?}");
            assert!(!page.text().contains("Something broke"), "{given}");
        });
        let last = host_page.page.script("return seen.at(-1)", &[]);
        assert_eq!(last, json!(["webhook-error", code]), "{given}");
        host_page.page.script(
            &format!("document.getElementById('form-{at}').remove()"),
            &[],
        );
    }
    host_page.page.within("#first", create);
}

/// A `fetch` that logs what came gives an answer that cannot be read again.
fn answer_that_was_read_is_no_panic() {
    let host_page = patched("");
    let script = "first.fetch = async (request) => {
        const answer = await fetch(request);
        if (request.method === 'POST') await answer.text();
        return answer;
    }";
    host_page.page.script(script, &[]);
    host_page.page.within("#first", |page| {
        fill_in(page);
        page.press("Create subscription");
        let outcome = page.outcome();
        assert_eq!(outcome.kind, "created", "{outcome:?}");
        assert!(!page.text().contains("Something broke"));
        assert!(page.text().contains("The signing secret is not here"));
        let said = "The answer was cut off. The secret is incomplete and cannot be used.";
        assert!(outcome.text.contains(said), "{outcome:?}");
    });
    assert_eq!(host_page.api.subscriptions().len(), 1, "it was created");
    let seen = host_page.page.script("return seen.map(String)", &[]);
    assert_eq!(seen, json!(["webhook-created,"]));
}
