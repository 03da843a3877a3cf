//! What the page shows until the program is there.

use std::fs;

use e2e::{Options, Page, Sandbox, Screen, TempDir, settings};
use serde_json::{Value, json};

/// The layout shifts so far, some time after the last change is rendered.
const SHIFTS: &str = "const shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries()))
        .observe({ type: 'layout-shift', buffered: true });
    return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(shifts.map(({ value, sources }) =>
        `${value}: ${sources.map(({ node }) => node?.outerHTML?.slice(0, 80))}`)), 500)))";

/// The head of the form, or what is in its place: the texts, and where they are.
const HEAD: &str = "return ['h1', 'p'].map((name) => {
        const node = document.querySelector(`.head > ${name}`);
        const { left, top, width, height } = node.getBoundingClientRect();
        const { color, font } = getComputedStyle(node);
        return [node.textContent, left, top, width, height, color, font];
    })";

/// What the live region says, one after the other.
const LINES: [&str; 2] = ["Loading the console", "If this text stays"];

/// The page as it is until the program starts: the script that starts it is not run.
#[track_caller]
fn waiting() -> (TempDir, Sandbox) {
    let site = TempDir::copy_of(&settings::site());
    let page = site.path().join("index.html");
    let text = fs::read_to_string(&page).expect("a page");
    let text = text.replace("type=module", "type=module-later");
    fs::write(&page, text).expect("a page is written");
    for kind in ["html.br", "html.gz"] {
        let compressed = page.with_extension(kind);
        if compressed.exists() {
            fs::remove_file(compressed).expect("a file is removed");
        }
    }
    let sandbox = Options::default().site(site.path()).start();
    (site, sandbox)
}

/// Opens a page of which the program takes some seconds, and waits until the form is ready.
#[track_caller]
fn open_slowly(sandbox: &Sandbox, width: u32) -> Page {
    let screen = Screen {
        width,
        ..Screen::DEFAULT
    };
    let page = Page::on_screen(screen);
    let slow = json!({ "offline": false, "latency": 50, "downloadThroughput": 60_000, "uploadThroughput": 60_000 });
    page.protocol("Network.enable", json!({}));
    page.protocol("Network.emulateNetworkConditions", slow);
    page.protocol("Emulation.setScrollbarsHidden", json!({ "hidden": false }));
    page.visit(sandbox.origin());
    page.wait_until_ready();
    page
}

#[test]
fn nothing_moves_when_the_form_comes() {
    let sandbox = Sandbox::start();
    for width in [1280, 320] {
        let page = open_slowly(&sandbox, width);
        let times = "const time = (name) => performance.getEntriesByName(name)[0].startTime;
            return [time('first-contentful-paint'), time('webhook-console:ready')]";
        let times = page.script(times, &[]);
        assert!(
            times[0].as_f64() < times[1].as_f64(),
            "painted before: {times}"
        );
        let scrollbar = "return innerWidth - document.documentElement.clientWidth";
        assert_ne!(page.script(scrollbar, &[]), 0, "a scrollbar takes space");
        assert_eq!(page.script(SHIFTS, &[]), json!([]), "{width} px");
        let loading = "return document.getElementById('loading')";
        assert_eq!(page.script(loading, &[]), Value::Null);
    }
}

#[test]
fn head_of_the_form_is_where_the_page_shows_it_first() {
    let (_site, waiting) = waiting();
    let sandbox = Sandbox::start();
    for width in [1280, 320] {
        let page = Page::on_screen(Screen {
            width,
            ..Screen::DEFAULT
        });
        page.expects_console_error("preloaded using link preload");
        page.visit(waiting.origin());
        let before = page.script(HEAD, &[]);
        assert_ne!(before, Value::Null);
        page.visit(sandbox.origin());
        page.wait_until_ready();
        assert_eq!(page.script(HEAD, &[]), before, "{width} px");
    }
}

#[test]
fn accessibility_tree_has_the_line_that_is_shown() {
    let (_site, waiting) = waiting();
    let page = Page::blank();
    page.expects_console_error("preloaded using link preload");
    page.visit(waiting.origin());
    page.protocol("Accessibility.enable", json!({}));
    let texts_after = |milliseconds: u32| {
        let script = "for (const animation of document.getAnimations()) animation.currentTime = arguments[0]";
        page.script(script, &[milliseconds.into()]);
        let tree = page.protocol("Accessibility.getFullAXTree", json!({}));
        let nodes = tree["nodes"].as_array().expect("nodes").iter();
        let texts = nodes.filter(|node| node["role"]["value"] == "StaticText");
        let texts = texts.filter_map(|node| node["name"]["value"].as_str());
        texts.map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        page.script(
            "return document.querySelectorAll('#loading [role=status] > span').length",
            &[]
        ),
        LINES.len()
    );
    for (milliseconds, read) in [(0, None), (4_000, Some(0)), (16_000, Some(1))] {
        let texts = texts_after(milliseconds);
        for (at, line) in LINES.iter().enumerate() {
            assert_eq!(texts.contains(line), read == Some(at), "{texts}");
        }
    }
}
