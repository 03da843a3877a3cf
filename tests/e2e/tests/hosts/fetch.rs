//! `fetch`: the page sends the requests itself.

use serde_json::{Value, json};

use crate::bare_page::BarePage;
use e2e::Outcome;
use e2e::host_page::fill_in;

const NO_RESPONSE: &str = "No answer came back. The request may have arrived all the same.";

/// Submits with this `fetch`. Returns the outcome and the codes of the error events.
#[track_caller]
fn submit_with_fetch(bare_page: &BarePage, function: &str) -> (Outcome, Value) {
    bare_page.run(&format!(
        "recordedEvents.length = 0; form.reset(); form.apiBase = `${{api}}/`; form.apiBase = api; form.fetch = {function}"
    ));
    fill_in(&bare_page.page);
    let outcome = bare_page.submit();
    let codes = bare_page
        .event_details("error")
        .iter()
        .map(|error| error["code"].clone())
        .collect();
    assert!(
        !bare_page.page.text().contains("Something broke"),
        "{function}"
    );
    (outcome, codes)
}

#[test]
fn function_of_the_page_gets_one_request_for_the_probe_and_one_for_the_create() {
    let bare_page = BarePage::filled_in("window.sent = []; add({})");
    bare_page.run(
        "const own = window.fetch;
         window.fetch = () => { throw new Error('not this one'); };
         form.fetch = async (...all) => {
             const [request] = all;
             sent.push([all.length, request instanceof Request, request.method, request.url.replace(api, ''),
                 request.credentials, request.redirect, request.headers.get('authorization') === `Bearer ${key}`]);
             return own(request);
         }",
    );
    assert_eq!(bare_page.submit().kind, "created");
    assert_eq!(
        bare_page.run("return sent"),
        json!([
            [1, true, "GET", "/v1/tenant", "omit", "manual", true],
            [1, true, "POST", "/v1/webhooks", "omit", "manual", true]
        ])
    );
    assert_eq!(bare_page.api.subscriptions().len(), 1);
    bare_page.run("form.fetch = null; form.reset()");
    bare_page.page.expects_console_error("not this one");
}

#[test]
fn wrapper_of_fetch_that_takes_texts_and_requests_alone_lets_the_form_load() {
    let bare_page = BarePage::open();
    bare_page.run(
        "const own = window.fetch;
         window.fetch = (input, options) =>
             (typeof input === 'string' ? input : input.url).includes('monitor') ? null : own(input, options);
         add({})",
    );
    bare_page.wait_until_mounted();
    fill_in(&bare_page.page);
    assert_eq!(bare_page.submit().kind, "created");
}

#[test]
fn response_of_the_page_counts_as_that_of_the_api() {
    let bare_page = BarePage::filled_in("add({})");
    let secret = format!("whsec_{}", "b2".repeat(32));
    let script = "form.fetch = async ({ method }) => method === 'GET'
        ? Response.json({ data: {} }) : Response.json({ data: { signingSecret: given } }, { status: 201 })";
    bare_page.run_with(script, &secret.as_str().into());
    assert_eq!(bare_page.submit().kind, "created");
    assert_eq!(bare_page.page.reveal(), secret);
    assert_eq!(bare_page.api.requests(), []);
}

/// What wrappers lose or add when they make a request of their own, and the words that the person sees.
const LOSSES: [(&str, &str); 5] = [
    (
        "({ url, headers }) => own(url, { headers })",
        "no such endpoint",
    ),
    (
        "({ url, method, headers }) => own(url, { method, headers })",
        "The API refused the request",
    ),
    (
        "async (request) => own(request.url, { method: request.method, \
            body: request.method === 'GET' ? undefined : await request.text() })",
        "The key was not accepted",
    ),
    (
        "(request) => { request.headers.set('X-Trace', '1'); return own(request); }",
        "Could not reach",
    ),
    (
        "({ method }) => method === 'GET' ? Response.json({ data: {} }) : Response.json({ ok: true, data: { webhooks: [] } })",
        "The answer is not about what was to be sent.",
    ),
];

#[test]
fn wrapper_that_changes_requests_is_named_as_a_cause_and_never_leads_to_created() {
    for on_the_form in [true, false] {
        for (wrapper, message) in LOSSES {
            let bare_page = BarePage::filled_in("window.own = window.fetch; add({})");
            for part in ["405", "Failed to load resource", "CORS"] {
                bare_page.page.expects_console_error(part);
            }
            let place = if on_the_form { "form" } else { "window" };
            bare_page.run(&format!("{place}.fetch = {wrapper}"));
            let outcome = bare_page.submit();
            assert_ne!(outcome.kind, "created", "{wrapper}: {outcome:?}");
            for part in [message, "through a fetch of its own"] {
                assert!(outcome.text.contains(part), "{wrapper}: {outcome:?}");
            }
            assert_eq!(bare_page.api.subscriptions().len(), 0, "{wrapper}");
        }
    }
    let bare_page = BarePage::filled_in("add({})");
    bare_page.api.next_create(json!({ "status": 401 }));
    let outcome = bare_page.submit();
    assert!(!outcome.text.contains("fetch of its own"), "{outcome:?}");
    bare_page.page.expects_console_error("401");
}

const NO_RESPONSES: [&str; 7] = [
    "() => { throw new Error('no') }",
    "async () => { throw new Error('no') }",
    "() => undefined",
    "async () => null",
    "async () => 42",
    "async () => ({ ok: true, status: 201, headers: new Map(), json: async () => ({}) })",
    "() => ({ then() { throw new Error('no') } })",
];

#[test]
fn probe_without_a_response_sends_nothing() {
    let bare_page = BarePage::with_element("add({})");
    for function in NO_RESPONSES {
        let (outcome, codes) = submit_with_fetch(&bare_page, function);
        assert_eq!(outcome.kind, "not-created", "{function}");
        assert_eq!(codes, json!(["unreachable"]), "{function}");
    }
    assert_eq!(bare_page.api.requests(), []);
    bare_page.run("form.fetch = undefined");
    assert_eq!(bare_page.submit().kind, "created");
}

/// Submits with this `fetch` for the create alone, and the default one for the probe.
#[track_caller]
fn submit_with_fetch_of_create(function: &str) -> (Outcome, Value) {
    let create = format!(
        "(request) => request.method === 'GET' ? window.fetch(request) : ({function})(request)"
    );
    submit_with_fetch(&BarePage::with_element("add({})"), &create)
}

/// Asserts that the outcome of a create with this `fetch` is unknown.
#[track_caller]
fn assert_unknown(function: &str, code: &str, message: &str) {
    let (outcome, codes) = submit_with_fetch_of_create(function);
    assert_eq!(outcome.kind, "unknown", "{function}: {outcome:?}");
    assert!(outcome.text.contains(message), "{function}: {outcome:?}");
    assert_eq!(codes, json!([code]), "{function}");
}

/// Asserts that a create with this `fetch` creates a subscription without its secret.
#[track_caller]
fn assert_secret_lost(function: &str, message: &str) {
    let (outcome, codes) = submit_with_fetch_of_create(function);
    assert_eq!(outcome.kind, "created", "{function}: {outcome:?}");
    assert!(outcome.text.contains(message), "{function}: {outcome:?}");
    assert_eq!(codes, json!([]), "{function}");
}

#[test]
fn create_without_a_response_is_unknown() {
    for function in NO_RESPONSES {
        assert_unknown(function, "no_answer", NO_RESPONSE);
    }
}

#[test]
fn unreadable_body_is_shown_as_incomplete() {
    for function in [
        "() => new Response(new ReadableStream({ start(to) { to.error(new Error('no')); } }), { status: 201 })",
        "() => new Response(new ReadableStream({ start(to) { to.enqueue('text'); to.close(); } }), { status: 201 })",
        "() => { const response = new Response('{}', { status: 201 }); response.body.getReader(); return response; }",
    ] {
        assert_secret_lost(
            function,
            "The answer was cut off. The secret is incomplete and cannot be used.",
        );
    }
}

#[test]
fn success_without_a_body_is_shown_without_a_secret() {
    assert_secret_lost(
        "() => new Response(null, { status: 201 })",
        "No secret came with the answer.",
    );
}

#[test]
fn invalid_response_object_is_unknown() {
    for response in [
        "Response.error()",
        "Object.create(Response.prototype)",
        "new Proxy(new Response('{}', { status: 201 }), {})",
        "Object.defineProperty(new Response('{}', { status: 201 }), 'headers', { value: {} })",
    ] {
        assert_unknown(&format!("() => {response}"), "no_answer", NO_RESPONSE);
    }
}
