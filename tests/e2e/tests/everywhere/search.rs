//! The search for secrets finds one in every place that it covers.

use e2e::host_page::HostPage;
use e2e::{Page, Sandbox};

use crate::form_page::NOWHERE;
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new("search finds a secret in every place", every_place),
        Row::new("search finds a piece of a secret", piece_of_a_secret),
        Row::new(
            "search finds a secret in the detail of an event",
            detail_of_an_event,
        ),
    ]
}

/// A script that puts the secret somewhere, and the place that the search must report.
const PLANTS: [(&str, &str); 27] = [
    ("document.body.append(secret)", "text in body"),
    ("document.body.append(new Comment(secret))", "text in body"),
    (
        "document.body.dataset.a = secret",
        "attribute data-a of body",
    ),
    (
        "document.querySelector('[name=label]').value = secret",
        "value of input[label]",
    ),
    (
        "document.querySelector('[name=url]').setAttribute('value', secret)",
        "attribute value of input[url]",
    ),
    (
        "document.body.attachShadow({ mode: 'open' }).append(secret)",
        "text in the shadow root of body",
    ),
    (
        "const outer = document.createElement('div'), inner = document.createElement('div');
      document.body.append(outer); outer.attachShadow({ mode: 'open' }).append(inner);
      inner.attachShadow({ mode: 'open' }).append(secret)",
        "text in the shadow root of div",
    ),
    (
        "const planted = document.createElement('template'); planted.content.append(secret); document.body.append(planted)",
        "text in template",
    ),
    (
        "for (const c of secret) { const one = document.createElement('b'); one.append(c); document.body.append(one) }",
        "the text of the document",
    ),
    ("document.body.planted = secret", "property planted of body"),
    ("window.planted = secret", "the global planted"),
    ("localStorage.a = secret", "localStorage"),
    ("sessionStorage[secret] = 1", "sessionStorage"),
    ("document.cookie = `a=${secret}`", "cookie"),
    ("history.replaceState({ secret }, '')", "history.state"),
    (
        "history.replaceState(history.state, '', `#${secret}`)",
        "location",
    ),
    ("document.title = secret", "title"),
    ("window.name = secret", "window.name"),
    ("performance.mark(secret)", "performance"),
    ("console.debug(secret)", "the console"),
    ("console.log({ deep: [{ secret }] })", "the console"),
    (
        "const itself = { secret }; itself.itself = itself; console.info(itself)",
        "the console",
    ),
    (
        "console.debug(new Error('a', { cause: secret }))",
        "the console",
    ),
    (
        "return new Promise((done) => { indexedDB.open(secret).onsuccess = done })",
        "IndexedDB",
    ),
    (
        "return new Promise((done, fail) => {
            const opened = indexedDB.open('planted');
            opened.onupgradeneeded = () => opened.result.createObjectStore('things').put({ deep: [secret] }, 1);
            opened.onsuccess = () => done(opened.result.close());
            opened.onerror = fail })",
        "IndexedDB",
    ),
    (
        "return caches.open('a').then((cache) => cache.put(`/?${secret}`, new Response('')))",
        "the cache storage",
    ),
    (
        "return caches.open('b').then((cache) => cache.put('/', new Response(secret)))",
        "the cache storage",
    ),
];

fn every_place() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let secret = |at: usize| format!("whsec_{at:02}-0123456789abcdefghijklmnopqrstuvwxyz-{at:02}");
    for (at, (plant, _)) in PLANTS.iter().enumerate() {
        let script = format!("const secret = arguments[0]; {plant}");
        page.script(&script, &[secret(at).into()]);
    }
    let everything = page.everything(&sandbox);
    for (at, (plant, place)) in PLANTS.iter().enumerate() {
        let places = everything.places_of(&secret(at));
        assert!(
            places.iter().any(|found| found == place),
            "{plant}: {places:?}"
        );
    }
    assert_eq!(everything.places_of(&secret(99)), NOWHERE);
}

fn piece_of_a_secret() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let secret = "whsec_AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH";
    page.fill("Label", &secret[6..22]);
    let places = page.everything(&sandbox).places_of(secret);
    assert_eq!(places, ["value of input[label]"]);
}

/// The host page lists the events of its element.
fn detail_of_an_event() {
    let host_page = HostPage::open("html", "");
    host_page.wait_until_mounted();
    let secret = "whsec_AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH";
    let script = "document.dispatchEvent(new CustomEvent('webhook-created', { detail: { deep: [arguments[0]] } }))";
    host_page.page.script(script, &[secret.into()]);
    let places = host_page.page.everything(&host_page.api).places_of(secret);
    assert_eq!(places, ["text in li"]);
}
