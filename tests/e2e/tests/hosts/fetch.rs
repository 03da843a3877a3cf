//! `fetch`: the page sends the requests its own way.

use serde_json::{Value, json};

use crate::bare::Bare;
use e2e::stage::fill_in;

/// What came of a create by way of this function, and the codes of the errors that were told.
#[track_caller]
fn by_way_of(bare: &Bare, function: &str) -> (String, Value) {
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
    (outcome.word, codes)
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
    assert_eq!(bare.send().word, "created");
    assert_eq!(
        bare.run("return sent"),
        json!([
            [1, true, "GET", "/v1/tenant", "omit", "manual", true],
            [1, true, "POST", "/v1/webhooks", "omit", "manual", true]
        ])
    );
    assert_eq!(bare.api.rows().len(), 1);
    bare.run("form.fetch = null; form.reset()");
    bare.page.expects("not this one");
}

#[test]
fn answer_of_the_page_counts_as_that_of_the_api() {
    let bare = Bare::filled("add({})");
    let secret = format!("whsec_{}", "b2".repeat(32));
    let script = "form.fetch = async ({ method }) => method === 'GET'
        ? Response.json({ data: {} }) : Response.json({ data: { signingSecret: given } }, { status: 201 })";
    bare.run_with(script, &secret.as_str().into());
    assert_eq!(bare.send().word, "created");
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
        let came = by_way_of(&bare, function);
        assert_eq!(
            came,
            ("not-created".to_owned(), json!(["unreachable"])),
            "{function}"
        );
    }
    assert_eq!(bare.api.requests(), []);
    bare.run("form.fetch = undefined");
    assert_eq!(bare.send().word, "created");
}

#[test]
fn create_without_an_answer_leaves_a_doubt() {
    for function in NO_ANSWERS {
        let bare = Bare::with("add({})");
        let create = format!(
            "(request) => request.method === 'GET' ? window.fetch(request) : ({function})(request)"
        );
        let came = by_way_of(&bare, &create);
        assert_eq!(
            came,
            ("unknown".to_owned(), json!(["no_answer"])),
            "{function}"
        );
    }
}

/// What came of a create that was answered with the value of this expression.
#[track_caller]
fn assert_doubtful(answer: &str) {
    let bare = Bare::with("add({})");
    let create =
        format!("async (request) => request.method === 'GET' ? window.fetch(request) : ({answer})");
    let (word, codes) = by_way_of(&bare, &create);
    assert_ne!(word, "not-created", "{answer}: {codes}");
    assert_ne!(codes, json!(["broken"]), "{answer}");
}

#[test]
fn body_that_breaks_or_is_missing_leaves_a_doubt() {
    for answer in [
        "new Response(new ReadableStream({ start(to) { to.error(new Error('no')); } }), { status: 201 })",
        "new Response(new ReadableStream({ start(to) { to.enqueue('text'); to.close(); } }), { status: 201 })",
        "new Response(null, { status: 201 })",
        "Response.error()",
    ] {
        assert_doubtful(answer);
    }
}

/// A page that logs answers has often read them before it hands them on.
#[test]
fn answer_that_the_page_has_read_already_leaves_a_doubt() {
    let bare = Bare::with("add({})");
    let read = "async (request) => {
        const answer = await window.fetch(request);
        if (request.method === 'POST') await answer.text();
        return answer;
    }";
    let (word, codes) = by_way_of(&bare, read);
    assert_ne!(codes, json!(["broken"]));
    assert_ne!(word, "not-created", "it was created");
    assert_eq!(bare.api.rows().len(), 1);
}

#[test]
fn answer_that_only_looks_like_one_leaves_a_doubt() {
    for answer in [
        "Object.create(Response.prototype)",
        "new Proxy(new Response('{}', { status: 201 }), {})",
        "(() => { const answer = new Response('{}', { status: 201 }); answer.body.getReader(); return answer; })()",
        "Object.defineProperty(new Response('{}', { status: 201 }), 'headers', { value: {} })",
    ] {
        assert_doubtful(answer);
    }
}
