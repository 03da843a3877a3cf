//! `fetch`: the page sends the requests its own way.

use serde_json::{Value, json};

use crate::bare::Bare;
use e2e::Outcome;
use e2e::host_page::fill_in;

const NO_ANSWER: &str = "No answer came back. The request may have arrived all the same.";

/// What came of a create by way of this function, and the codes of the errors that were told.
#[track_caller]
fn by_way_of(bare: &Bare, function: &str) -> (Outcome, Value) {
    bare.run(&format!(
        "told.length = 0; form.reset(); form.apiBase = `${{api}}/`; form.apiBase = api; form.fetch = {function}"
    ));
    fill_in(&bare.page);
    let outcome = bare.send();
    let codes = bare
        .details("error")
        .iter()
        .map(|error| error["code"].clone())
        .collect();
    assert!(!bare.page.text().contains("Something broke"), "{function}");
    (outcome, codes)
}

#[test]
fn function_of_the_page_gets_one_request_for_the_probe_and_one_for_the_create() {
    let bare = Bare::filled("window.sent = []; add({})");
    bare.run(
        "const own = window.fetch;
         window.fetch = () => { throw new Error('not this one'); };
         form.fetch = async (...all) => {
             const [request] = all;
             sent.push([all.length, request instanceof Request, request.method, request.url.replace(api, ''),
                 request.credentials, request.redirect, request.headers.get('authorization') === `Bearer ${key}`]);
             return own(request);
         }",
    );
    assert_eq!(bare.send().kind, "created");
    assert_eq!(
        bare.run("return sent"),
        json!([
            [1, true, "GET", "/v1/tenant", "omit", "manual", true],
            [1, true, "POST", "/v1/webhooks", "omit", "manual", true]
        ])
    );
    assert_eq!(bare.api.subscriptions().len(), 1);
    bare.run("form.fetch = null; form.reset()");
    bare.page.expects_console_error("not this one");
}

#[test]
fn answer_of_the_page_counts_as_that_of_the_api() {
    let bare = Bare::filled("add({})");
    let secret = format!("whsec_{}", "b2".repeat(32));
    let script = "form.fetch = async ({ method }) => method === 'GET'
        ? Response.json({ data: {} }) : Response.json({ data: { signingSecret: given } }, { status: 201 })";
    bare.run_with(script, &secret.as_str().into());
    assert_eq!(bare.send().kind, "created");
    assert_eq!(bare.page.reveal(), secret);
    assert_eq!(bare.api.requests(), []);
}

const NO_ANSWERS: [&str; 7] = [
    "() => { throw new Error('no') }",
    "async () => { throw new Error('no') }",
    "() => undefined",
    "async () => null",
    "async () => 42",
    "async () => ({ ok: true, status: 201, headers: new Map(), json: async () => ({}) })",
    "() => ({ then() { throw new Error('no') } })",
];

#[test]
fn probe_without_an_answer_sends_nothing() {
    let bare = Bare::with("add({})");
    for function in NO_ANSWERS {
        let (outcome, codes) = by_way_of(&bare, function);
        assert_eq!(outcome.kind, "not-created", "{function}");
        assert_eq!(codes, json!(["unreachable"]), "{function}");
    }
    assert_eq!(bare.api.requests(), []);
    bare.run("form.fetch = undefined");
    assert_eq!(bare.send().kind, "created");
}

/// What came of a create by way of this function, whose probe goes the usual way.
#[track_caller]
fn create_by_way_of(function: &str) -> (Outcome, Value) {
    let create = format!(
        "(request) => request.method === 'GET' ? window.fetch(request) : ({function})(request)"
    );
    by_way_of(&Bare::with("add({})"), &create)
}

/// Nobody knows what came of a create that was answered like this.
#[track_caller]
fn assert_doubtful(function: &str, code: &str, said: &str) {
    let (outcome, codes) = create_by_way_of(function);
    assert_eq!(outcome.kind, "unknown", "{function}: {outcome:?}");
    assert!(outcome.text.contains(said), "{function}: {outcome:?}");
    assert_eq!(codes, json!([code]), "{function}");
}

/// A create that was answered like this made a subscription, whose secret is lost.
#[track_caller]
fn assert_lost(function: &str, said: &str) {
    let (outcome, codes) = create_by_way_of(function);
    assert_eq!(outcome.kind, "created", "{function}: {outcome:?}");
    assert!(outcome.text.contains(said), "{function}: {outcome:?}");
    assert_eq!(codes, json!([]), "{function}");
}

#[test]
fn create_without_an_answer_leaves_a_doubt() {
    for function in NO_ANSWERS {
        assert_doubtful(function, "no_answer", NO_ANSWER);
    }
}

#[test]
fn body_that_cannot_be_read_is_told_as_cut_off() {
    for function in [
        "() => new Response(new ReadableStream({ start(to) { to.error(new Error('no')); } }), { status: 201 })",
        "() => new Response(new ReadableStream({ start(to) { to.enqueue('text'); to.close(); } }), { status: 201 })",
        "() => { const answer = new Response('{}', { status: 201 }); answer.body.getReader(); return answer; }",
    ] {
        assert_lost(
            function,
            "The answer was cut off. The secret is incomplete and cannot be used.",
        );
    }
}

#[test]
fn success_without_a_body_is_told_as_one_without_a_secret() {
    assert_lost(
        "() => new Response(null, { status: 201 })",
        "No secret came with the answer.",
    );
}

#[test]
fn answer_that_only_looks_like_one_leaves_a_doubt() {
    for answer in [
        "Response.error()",
        "Object.create(Response.prototype)",
        "new Proxy(new Response('{}', { status: 201 }), {})",
        "Object.defineProperty(new Response('{}', { status: 201 }), 'headers', { value: {} })",
    ] {
        assert_doubtful(&format!("() => {answer}"), "no_answer", NO_ANSWER);
    }
}
