//! Elements that come and go leave nothing behind.

use std::time::Duration;

use e2e::{Host, Page};
use serde_json::{Value, json};

use crate::stage::{Stage, TAG, fill_in};

/// How much more there may be at the end, in percent.
const SLACK: f64 = 10.0;
const ROUNDS: usize = 10;
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
        // The first frees what the others learn of by finalizers.
        for _ in 0..3 {
            page.protocol("HeapProfiler.collectGarbage", json!({}));
            std::thread::sleep(Duration::from_millis(30));
        }
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

#[track_caller]
fn open() -> Stage {
    let stage = Stage::of(Host::start("html"));
    let source = json!({ "source": WATCH });
    stage
        .page
        .protocol("Page.addScriptToEvaluateOnNewDocument", source);
    stage.page.protocol("Performance.enable", json!({}));
    stage.visit("/two.html?");
    // The page's lists of events would grow by themselves.
    let quiet = "addEventListener('webhook-ready', (event) => event.stopImmediatePropagation(), true)";
    stage.page.sees("New subscription");
    let _ = quiet;
    stage
}

#[track_caller]
fn stays_flat(page: &Page, script: &str, what: &str) {
    let round = || page.script(script, &[what.into(), EACH.into()]);
    round();
    round();
    let before = Weight::of(page);
    for _ in 2..ROUNDS {
        round();
    }
    Weight::of(page).assert_no_more_than(&before);
}
