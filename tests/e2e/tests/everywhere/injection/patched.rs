//! Host pages that patch built-in objects before the program is loaded.

use e2e::{FileServer, Page};
use serde_json::json;

use e2e::host_page::{HostPage, SLOTTED_TEXT, fill_in};

use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "S27 secret arrives on pages that patched the browser",
            secret_is_shown,
        ),
        Row::new(
            "S27 page that takes lists away is told that the form broke",
            missing_arrays_are_reported,
        ),
        Row::new(
            "S27 nonsense in the place of an answer is no panic",
            nonsense_is_no_panic,
        ),
        Row::new(
            "S27 answer that the page has read already is no panic",
            read_response_is_no_panic,
        ),
    ]
}

/// Patches of a host page. The page and the driver must still work, so patched functions throw for the element alone.
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
        Promise.prototype.then = function (...callbacks) {
            return then.apply(this, callbacks.map((callback) => callback && ((...values) => callback(...values))));
        }",
    ),
    (
        "fetch that is watched",
        "const { fetch } = window;
        window.fetch = (...given) => fetch(...given).then((response) => response)",
    ),
    (
        "older ways that are broken",
        "for (const name of ['flat', 'at', 'includes', 'forEach']) spoil(Array.prototype, name);
        for (const name of ['trim', 'normalize', 'at']) spoil(String.prototype, name);
        for (const name of ['log', 'debug', 'warn', 'error']) spoil(console, name);
        spoil(Date.prototype, 'toLocaleString');",
    ),
];

/// The globals of the page: a browser may give a script of the driver other ones.
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
    // The list of events in the host page needs JSON.
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

fn secret_is_shown() {
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

/// The program cannot work without arrays. The form shows the panic, one event is emitted, and other scripts still run.
fn missing_arrays_are_reported() {
    let host_page = patched("spoil(Array.prototype, 'push')");
    host_page.page.expects_console_error("patched");
    host_page.page.expects_console_error("nreachable");
    host_page.page.within("#first", |page| {
        fill_in(page);
        page.press("Create subscription");
        page.wait_for_text("Something broke in this form");
        assert!(page.has_button("Start again"));
    });
    // The list of this test is an array, which does not work any more.
    let errors = host_page.event_details("webhook-error");
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0]["code"], "broken");
}

const NO_RESPONSE: (&str, &str) = (
    "no_answer",
    "No answer came back. The request may have arrived all the same.",
);

/// A `fetch` of the page, the code of the error event, and the message.
const NONSENSE: [(&str, (&str, &str)); 11] = [
    ("() => { throw new Error('patched') }", NO_RESPONSE),
    ("() => undefined", NO_RESPONSE),
    ("() => 7", NO_RESPONSE),
    ("() => ({ ok: true, status: 201 })", NO_RESPONSE),
    ("async () => null", NO_RESPONSE),
    ("async () => { throw undefined }", NO_RESPONSE),
    (
        "() => ({ get then() { throw new Error('patched') } })",
        NO_RESPONSE,
    ),
    (
        "async () => ({ status: 201, headers: null, body: null })",
        NO_RESPONSE,
    ),
    ("async () => Response.error()", NO_RESPONSE),
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
    for (at, (function, (code, message))) in NONSENSE.iter().enumerate() {
        let script = format!(
            "const form = document.createElement('webhook-subscription-form');
            form.id = 'form-{at}';
            form.getToken = async () => arguments[1];
            form.apiBase = arguments[0];
            const own = {function};
            form.fetch = (request) => request.method === 'POST' ? own(request) : fetch(request);
            document.querySelector('main').prepend(form);"
        );
        let arguments = [host_page.api.origin().into(), host_page.api.key().into()];
        host_page.page.script(&script, &arguments);
        host_page.page.within(&format!("#form-{at}"), |page| {
            page.wait_for_text("New subscription");
            fill_in(page);
            page.press("Create subscription");
            let outcome = page.outcome();
            assert_eq!(outcome.kind, "unknown", "{function}");
            assert!(outcome.text.contains(message), "{function}: {outcome:?}");
            assert!(!page.text().contains("Something broke"), "{function}");
        });
        let last = host_page.page.script("return seen.at(-1)", &[]);
        assert_eq!(last, json!(["webhook-error", code]), "{function}");
        host_page.page.script(
            &format!("document.getElementById('form-{at}').remove()"),
            &[],
        );
    }
    host_page.page.within("#first", create);
}

/// A `fetch` that logs the response returns one whose body is already read.
fn read_response_is_no_panic() {
    let host_page = patched("");
    let script = "first.fetch = async (request) => {
        const response = await fetch(request);
        if (request.method === 'POST') await response.text();
        return response;
    }";
    host_page.page.script(script, &[]);
    host_page.page.within("#first", |page| {
        fill_in(page);
        page.press("Create subscription");
        let outcome = page.outcome();
        assert_eq!(outcome.kind, "created", "{outcome:?}");
        assert!(!page.text().contains("Something broke"));
        assert!(page.text().contains("The signing secret is not here"));
        let message = "The answer was cut off. The secret is incomplete and cannot be used.";
        assert!(outcome.text.contains(message), "{outcome:?}");
    });
    assert_eq!(host_page.api.subscriptions().len(), 1, "it was created");
    let seen = host_page.page.script("return seen.map(String)", &[]);
    assert_eq!(seen, json!(["webhook-created,"]));
}
