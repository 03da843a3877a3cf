//! Elements that come and go leave nothing behind.

use std::time::Duration;

use e2e::{FileServer, Page};
use serde_json::{Value, json};

use e2e::host_page::{HostPage, TAG, fill_in};

/// How much more there may be at the end, in percent.
const SLACK: f64 = 10.0;
/// The first rounds, in which the browser compiles and caches what it then keeps.
const WARM: usize = 8;
const ROUNDS: usize = 18;
const EACH: usize = 100;

/// Keeps the memory of every program of the page.
const WATCH: &str = "window.memories = [];
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (...given) {
        const made = new Instance(...given);
        memories.push(...Object.values(made.exports).filter((one) => one instanceof WebAssembly.Memory));
        return made;
    };
    WebAssembly.Instance.prototype = Instance.prototype;";

/// Mounts one element after the other, a few at a time.
const COME_AND_GO: &str = "const [tag, count] = arguments;
    const place = document.querySelector('main');
    const once = () => new Promise((done) => {
        const form = document.createElement(tag);
        form.apiBase = location.origin;
        form.getToken = async () => 'none';
        form.addEventListener('webhook-ready', () => { form.remove(); setTimeout(done) });
        place.append(form);
    });
    return (async () => {
        for (let at = 0; at < count; at += 10) await Promise.all(Array.from({ length: 10 }, once));
    })();";

/// Takes the same element away and puts it back.
const LEAVE_AND_RETURN: &str = "const [selector, count] = arguments;
    const form = document.querySelector(selector);
    const place = form.parentNode;
    return (async () => {
        for (let at = 0; at < count; at++) {
            const back = new Promise((done) => form.addEventListener('webhook-ready', done, { once: true }));
            form.remove();
            await null;
            await null;
            place.append(form);
            await back;
        }
    })();";

/// Moves it to another place in one go, where it was never away.
const MOVE: &str = "const [selector, count] = arguments;
    const form = document.querySelector(selector);
    return (async () => {
        for (let at = 0; at < count; at++) {
            document.querySelector(at % 2 ? 'main' : 'body').append(form);
            await null;
        }
    })();";

#[derive(Debug)]
struct Weight {
    heap: f64,
    nodes: f64,
    listeners: f64,
    memory: f64,
}

impl Weight {
    #[track_caller]
    fn of(page: &Page) -> Self {
        let metrics = page.protocol("Performance.getMetrics", json!({}));
        let metric = |name: &str| {
            let all = metrics["metrics"].as_array().expect("metrics");
            let found = all.iter().find(|metric| metric["name"] == name);
            found
                .and_then(|metric| metric["value"].as_f64())
                .expect("a number")
        };
        let bytes = "return memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)";
        Self {
            heap: metric("JSHeapUsedSize"),
            nodes: metric("Nodes"),
            listeners: metric("JSEventListeners"),
            memory: page.script(bytes, &[]).as_f64().expect("a number"),
        }
    }

    #[track_caller]
    fn assert_no_more_than(&self, before: &Self) {
        assert!(before.memory > 0.0, "the program's memory was seen");
        let parts = [
            (self.heap, before.heap),
            (self.nodes, before.nodes),
            (self.listeners, before.listeners),
            (self.memory, before.memory),
        ];
        let grows = |(after, before): (f64, f64)| after > before * (1.0 + SLACK / 100.0);
        assert!(!parts.into_iter().any(grows), "{before:?} became {self:?}");
    }
}

/// Frees what nobody holds. The first collection frees what the others learn of by finalizers.
#[track_caller]
fn collect(page: &Page) {
    for _ in 0..3 {
        page.protocol("HeapProfiler.collectGarbage", json!({}));
        std::thread::sleep(Duration::from_millis(30));
    }
}

#[track_caller]
fn open() -> HostPage {
    let host_page = HostPage::new(FileServer::start("html"));
    let source = json!({ "source": WATCH });
    host_page
        .page
        .protocol("Page.addScriptToEvaluateOnNewDocument", source);
    host_page.page.protocol("Performance.enable", json!({}));
    host_page.visit("/two.html?");
    host_page.page.wait_for_text("New subscription");
    // Otherwise the page's own list of events grows with each.
    let quiet = "addEventListener('webhook-ready', (event) => {
        for (const line of document.querySelectorAll('#events > li')) line.remove();
    })";
    host_page.page.script(quiet, &[]);
    host_page
}

#[track_caller]
fn stays_flat(page: &Page, script: &str, what: &str) {
    // The memory of a program never shrinks: without a collection, its size is how many elements the browser let pile up.
    let round = || {
        page.script(script, &[what.into(), EACH.into()]);
        collect(page);
    };
    (0..WARM).for_each(|_| round());
    let before = Weight::of(page);
    (WARM..ROUNDS).for_each(|_| round());
    Weight::of(page).assert_no_more_than(&before);
}

#[test]
fn a_thousand_elements_that_come_and_go_leave_nothing() {
    let host_page = open();
    stays_flat(&host_page.page, COME_AND_GO, TAG);
}

#[test]
fn element_that_goes_and_comes_back_a_thousand_times_grows_by_nothing() {
    let host_page = open();
    let page = &host_page.page;
    page.within("#first", fill_in);
    stays_flat(page, LEAVE_AND_RETURN, "#first");
    page.within("#first", |page| {
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
    });
}

#[test]
fn element_that_is_moved_is_not_made_anew() {
    let host_page = open();
    let page = &host_page.page;
    page.within("#first", fill_in);
    page.script("window.inside = first.shadowRoot.firstChild", &[]);
    stays_flat(page, MOVE, "#first");
    let same =
        "return first.shadowRoot.firstChild === inside && inside.querySelector('form') !== null";
    assert_eq!(page.script(same, &[]), true);
}

#[test]
fn element_that_the_page_dropped_is_collected() {
    let host_page = open();
    let page = &host_page.page;
    let script = "const form = document.createElement(arguments[0]);
        form.getToken = async () => 'none';
        window.gone = new WeakRef(form);
        const shown = new Promise((done) => form.addEventListener('webhook-ready', done));
        document.querySelector('main').append(form);
        return shown.then(() => form.remove());";
    page.script(script, &[TAG.into()]);
    wait_until_collected(page);
}

#[test]
fn element_that_never_showed_its_form_is_collected() {
    let host_page = open();
    let page = &host_page.page;
    let script = "const form = document.createElement(arguments[0]);
        form.apiBase = 'no address';
        window.gone = new WeakRef(form);
        const told = new Promise((done) => form.addEventListener('webhook-error', done));
        document.querySelector('main').append(form);
        return told.then(() => form.remove());";
    page.script(script, &[TAG.into()]);
    wait_until_collected(page);
}

/// What the browser still knew of the secret outlived the form that it was offered in.
#[test]
fn rescued_secret_goes_with_its_form() {
    let host_page = open();
    let page = &host_page.page;
    page.expects_console_error("unreachable");
    page.prepare_panic();
    page.panic_on_response("#first");
    page.within("#first", |page| {
        fill_in(page);
        page.press("Create subscription");
        page.wait_for_text("Something broke in this form");
        // Not by the driver, which keeps what it was shown.
        page.shadow_script(
            "const press = (name) => every('button').find((button) => button.innerText === name).click();
            window.gone = new WeakRef(first('.broken output'));
            for (const name of ['Reveal secret', 'Start again', 'Leave without it']) press(name)",
            &[],
        );
        page.wait_for_text("New subscription");
    });
    wait_until_collected(page);
}

/// Waits until nothing holds `window.gone`.
#[track_caller]
fn wait_until_collected(page: &Page) {
    page.wait_for("it to be collected", || {
        page.protocol("HeapProfiler.collectGarbage", json!({}));
        page.script("return window.gone.deref() === undefined", &[]) == true
    });
}

#[test]
fn hundred_elements_on_one_page_all_work() {
    let host_page = open();
    let page = &host_page.page;
    page.script("first.remove(); second.remove()", &[]);
    let script = "const [tag, apiBase, key] = arguments;
        const shown = Array.from({ length: 100 }, (_, at) => new Promise((done) => {
            const form = document.createElement(tag);
            Object.assign(form, { id: `form-${at}`, url: `https://hooks.example.com/${at}`, label: `Number ${at}`,
                events: 'right.issued', apiBase, getToken: async () => key });
            form.addEventListener('webhook-ready', done);
            document.querySelector('main').append(form);
        }));
        const created = new Promise((done) => {
            let count = 0;
            addEventListener('webhook-created', () => { if (++count === 100) done() });
        });
        return (async () => {
            await Promise.all(shown);
            for (const form of document.querySelectorAll(tag)) form.shadowRoot.querySelector('form').requestSubmit();
            await created;
        })();";
    let arguments = [TAG, host_page.api.origin(), host_page.api.key()].map(Value::from);
    page.script(script, &arguments);
    let rows = host_page.api.subscriptions();
    let mut labels: Vec<_> = rows.iter().map(|row| row.label.as_str()).collect();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), 100);
    // Each has its own secret, of its own subscription.
    let mut secrets = Vec::new();
    for at in [0, 49, 99] {
        page.within(&format!("#form-{at}"), |page| {
            page.wait_for_text(&format!("Number {at}"));
            secrets.push(page.reveal());
        });
    }
    secrets.sort_unstable();
    secrets.dedup();
    assert_eq!(secrets.len(), 3);
}
