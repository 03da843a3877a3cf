//! Elements that are mounted and removed do not leak.

use std::time::Duration;

use e2e::{FileServer, Page};
use serde_json::{Value, json};

use e2e::host_page::{HostPage, TAG, fill_in};

/// The tolerated growth, in percent.
const TOLERANCE: f64 = 10.0;
/// The first rounds, in which the browser compiles and fills its caches.
const WARM_UP: usize = 8;
const ROUNDS: usize = 18;
const EACH: usize = 100;

/// Records the memory of every program of the page.
const RECORD_MEMORIES: &str = "window.memories = [];
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (...given) {
        const made = new Instance(...given);
        memories.push(...Object.values(made.exports).filter((one) => one instanceof WebAssembly.Memory));
        return made;
    };
    WebAssembly.Instance.prototype = Instance.prototype;";

/// Mounts and removes many elements, a few at a time.
const MOUNT_AND_REMOVE: &str = "const [tag, count] = arguments;
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

/// Removes the same element and appends it again.
const REMOVE_AND_APPEND: &str = "const [selector, count] = arguments;
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

/// Moves it to another place without removing it first.
const MOVE: &str = "const [selector, count] = arguments;
    const form = document.querySelector(selector);
    return (async () => {
        for (let at = 0; at < count; at++) {
            document.querySelector(at % 2 ? 'main' : 'body').append(form);
            await null;
        }
    })();";

#[derive(Debug)]
struct Usage {
    heap: f64,
    nodes: f64,
    listeners: f64,
    memory: f64,
}

impl Usage {
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
        assert!(before.memory > 0.0, "the memory of the program is recorded");
        let parts = [
            (self.heap, before.heap),
            (self.nodes, before.nodes),
            (self.listeners, before.listeners),
            (self.memory, before.memory),
        ];
        let grows = |(after, before): (f64, f64)| after > before * (1.0 + TOLERANCE / 100.0);
        assert!(!parts.into_iter().any(grows), "{before:?} became {self:?}");
    }
}

/// Collects garbage. Finalizers that the first collection runs free more for the next ones.
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
    let source = json!({ "source": RECORD_MEMORIES });
    host_page
        .page
        .protocol("Page.addScriptToEvaluateOnNewDocument", source);
    host_page.page.protocol("Performance.enable", json!({}));
    host_page.visit("/two.html?");
    host_page.page.wait_for_text("New subscription");
    // Otherwise the list of events in the host page grows.
    let clear_events = "addEventListener('webhook-ready', (event) => {
        for (const line of document.querySelectorAll('#events > li')) line.remove();
    })";
    host_page.page.script(clear_events, &[]);
    host_page
}

#[track_caller]
fn assert_no_growth(page: &Page, script: &str, what: &str) {
    // The memory of a program never shrinks: without a collection, it depends on when the browser collects.
    let round = || {
        page.script(script, &[what.into(), EACH.into()]);
        collect(page);
    };
    (0..WARM_UP).for_each(|_| round());
    let before = Usage::of(page);
    (WARM_UP..ROUNDS).for_each(|_| round());
    Usage::of(page).assert_no_more_than(&before);
}

#[test]
fn thousand_mounted_and_removed_elements_do_not_leak() {
    let host_page = open();
    assert_no_growth(&host_page.page, MOUNT_AND_REMOVE, TAG);
}

#[test]
fn element_removed_and_appended_a_thousand_times_does_not_leak() {
    let host_page = open();
    let page = &host_page.page;
    page.within("#first", fill_in);
    assert_no_growth(page, REMOVE_AND_APPEND, "#first");
    page.within("#first", |page| {
        page.press("Create subscription");
        assert_eq!(page.outcome().kind, "created");
    });
}

#[test]
fn moved_element_is_not_mounted_again() {
    let host_page = open();
    let page = &host_page.page;
    page.within("#first", fill_in);
    page.script("window.inside = first.shadowRoot.firstChild", &[]);
    assert_no_growth(page, MOVE, "#first");
    let same =
        "return first.shadowRoot.firstChild === inside && inside.querySelector('form') !== null";
    assert_eq!(page.script(same, &[]), true);
}

#[test]
fn removed_element_is_collected() {
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
    page.expects_console_error("bad_api_base");
    let script = "const form = document.createElement(arguments[0]);
        form.apiBase = 'no address';
        window.gone = new WeakRef(form);
        const failed = new Promise((done) => form.addEventListener('webhook-error', done));
        document.querySelector('main').append(form);
        return failed.then(() => form.remove());";
    page.script(script, &[TAG.into()]);
    wait_until_collected(page);
}

/// A reference to the secret once outlived the form that showed it.
#[test]
fn rescued_secret_is_collected_with_its_form() {
    let host_page = open();
    let page = &host_page.page;
    page.expects_console_error("unreachable");
    page.prepare_panic();
    page.panic_on_response("#first");
    page.within("#first", |page| {
        fill_in(page);
        page.press("Create subscription");
        page.wait_for_text("Something broke in this form");
        // The driver keeps references to elements, so a script clicks the buttons.
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

/// Waits until the target of `window.gone` is collected.
#[track_caller]
fn wait_until_collected(page: &Page) {
    page.wait_for("the collection", || {
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
    let subscriptions = host_page.api.subscriptions();
    let mut labels: Vec<_> = subscriptions
        .iter()
        .map(|subscription| subscription.label.as_str())
        .collect();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), 100);
    // Each element has the secret of its own subscription.
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
