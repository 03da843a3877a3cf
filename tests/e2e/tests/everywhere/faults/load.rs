//! F35: the program cannot be loaded, or cannot run. `first.js` runs before everything else on the page.

use std::path::{Path, PathBuf};
use std::{fs, slice};

use e2e::host_page::{HostPage, SLOTTED_TEXT, TAG, strict_policy};
use e2e::{FileServer, Options, Page, TempDir, settings};
use serde_json::json;

use crate::row::Row;

const NO_WASM: &str = "delete globalThis.WebAssembly";
const NO_MEMORY: &str = "const full = () => { throw new RangeError('out of memory') };
    WebAssembly.Instance = full;
    WebAssembly.instantiate = async () => full()";
/// As in a page that is not a secure context.
const NO_HASH: &str = "Object.defineProperty(crypto, 'subtle', { value: undefined })";
const NO_FETCH: &str = "window.fetch = () => { throw new Error('no') }";
/// Every file has the content type of plain text.
const OTHER_TYPE: &str = "{
    const { fetch } = window;
    window.fetch = async (...given) => {
        const { body } = await fetch(...given);
        return new Response(body, { headers: { 'Content-Type': 'text/plain' } });
    };
}";

/// What a page that is still loading shows after so many milliseconds. It is the only one of these texts.
const LOADING_TEXTS: [(u32, &str); 4] = [
    (0, "EnfinitOS will POST each event"),
    (2_000, "EnfinitOS will POST each event"),
    (4_000, "Loading the console"),
    (16_000, "If this text stays"),
];

/// Parts of the console errors of the different browsers.
const LOAD_ERRORS: [&str; 9] = [
    "load_failed",
    "404",
    "Failed to load resource",
    "integrity",
    "Integrity",
    "Security Policy",
    "WebAssembly",
    "out of memory",
    "not the file that was built",
];

#[track_caller]
fn expect_load_errors(page: &Page) {
    for part in LOAD_ERRORS {
        page.expects_console_error(part);
    }
}

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "F35 program that cannot be loaded, in a host page",
            in_a_host_page,
        ),
        Row::new(
            "F35 program that cannot be loaded is told of once, and not after the end",
            reported_once,
        ),
        Row::new(
            "F35 program that the policy forbids, in a host page",
            forbidden,
        ),
        Row::new(
            "F35 program that cannot be loaded, in the console",
            in_the_console,
        ),
        Row::new(
            "F35 script that starts the console and is not run",
            boot_not_run,
        ),
        Row::new(
            "F35 program that is called what it is not",
            wrong_content_type,
        ),
        Row::new("F35 page that cannot compute a hash", without_hashes),
    ]
}

/// Makes the page run this script before everything else.
#[track_caller]
fn run_first(folder: &TempDir, script: &str) {
    let page = folder.path().join("index.html");
    let text = fs::read_to_string(&page).expect("a page");
    if !text.contains("first.js") {
        let text = text.replacen("<script", "<script src=\"first.js\"></script><script", 1);
        fs::write(page, text).expect("a page is written");
    }
    fs::write(folder.path().join("first.js"), script).expect("a script is written");
}

#[track_caller]
fn damage(program: &Path) {
    let mut bytes = fs::read(program).expect("the program");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(program, bytes).expect("the program");
}

#[track_caller]
fn assert_load_failed(host_page: &HostPage) {
    let page = &host_page.page;
    page.wait_for("the error", || !host_page.handled_events().is_empty());
    let failed = json!({ "outcome": "not-created", "code": "load_failed", "status": null });
    assert_eq!(
        host_page.event_details("webhook-error"),
        slice::from_ref(&failed)
    );
    assert_eq!(
        host_page.handled_events(),
        [("failed".to_owned(), failed)],
        "the page still works"
    );
    page.wait_for_text("The form could not be loaded. Reload the page to try again.");
    assert!(
        !page.text().contains(SLOTTED_TEXT),
        "it is not loading any more"
    );
    assert!(!page.text().contains("New subscription"));
}

/// With the missing file back, a new mount of the element works.
#[track_caller]
fn assert_remount_works(host_page: &HostPage) {
    host_page.page.press("Remove");
    host_page.page.press("Add");
    host_page.wait_until_mounted();
    host_page.create();
}

fn in_a_host_page() {
    let folder = TempDir::copy_of(&settings::hosts().join("html"));
    let package = folder.path().join("webhook-subscription-form");
    let host_page = HostPage::new(FileServer::serve(folder.path()));
    expect_load_errors(&host_page.page);
    let fails = |file: &Path, change: &dyn Fn(&Path)| {
        let bytes = fs::read(file).expect("a file of the package");
        change(file);
        host_page.visit("/?");
        assert_load_failed(&host_page);
        fs::write(file, bytes).expect("a file is written");
        assert_remount_works(&host_page);
    };

    let (program, glue) = (package.join("runtime.wasm"), package.join("runtime.js"));
    for file in [&program, &glue] {
        fails(file, &|file| {
            fs::remove_file(file).expect("a file is removed");
        });
    }
    fails(&program, &damage);
    fails(&program, &extend);
    fails(&glue, &|file| {
        fs::write(file, "{").expect("a file is written");
    });

    for script in [NO_WASM, NO_MEMORY, NO_FETCH] {
        run_first(&folder, script);
        host_page.visit("/?");
        assert_load_failed(&host_page);
    }
}

fn reported_once() {
    let folder = TempDir::copy_of(&settings::hosts().join("html"));
    let program = folder.path().join("webhook-subscription-form/runtime.wasm");
    fs::remove_file(program).expect("a file is removed");
    let host_page = HostPage::new(FileServer::serve(folder.path()));
    expect_load_errors(&host_page.page);
    host_page.visit("/?");
    assert_load_failed(&host_page);
    let script = "const reported = [];
        const add = (id) => {
            const form = Object.assign(document.createElement(arguments[0]), { id });
            form.addEventListener('webhook-error', () => reported.push(id));
            document.body.append(form);
            return form;
        };
        const moved = add('moved');
        for (const place of ['main', 'body']) document.querySelector(place).append(moved);
        add('over').dispose();
        const last = add('last');
        return new Promise((done) => last.addEventListener('webhook-error', () => setTimeout(() => done(reported))))";
    let reported = host_page.page.script(script, &[TAG.into()]);
    assert_eq!(reported, json!(["moved", "last"]));
}

fn forbidden() {
    let host_page = HostPage::new(FileServer::start("html"));
    let policy = strict_policy(host_page.api.origin());
    host_page.set_policy(&policy.replace("'wasm-unsafe-eval'", ""));
    expect_load_errors(&host_page.page);
    host_page.page.expects_console_error("wasm-eval");
    host_page.file_server.expects_violation("wasm-eval");
    host_page.visit("/?");
    assert_load_failed(&host_page);
}

/// The files of the console, without the compressed ones.
#[track_caller]
fn console() -> TempDir {
    let site = TempDir::copy_of(&settings::site());
    for file in site.files() {
        if ["br", "gz"]
            .iter()
            .any(|kind| file.extension().is_some_and(|found| found == *kind))
        {
            fs::remove_file(file).expect("a file is removed");
        }
    }
    site
}

/// Adds an empty custom section: the program is another one, and every browser would run it.
#[track_caller]
fn extend(program: &Path) {
    let mut bytes = fs::read(program).expect("the program");
    bytes.extend([0, 2, 1, b'x']);
    fs::write(program, bytes).expect("the program");
}

#[track_caller]
fn program_of(site: &TempDir) -> PathBuf {
    let mut files = site.files().into_iter();
    let program = files.find(|file| file.extension().is_some_and(|kind| kind == "wasm"));
    program.expect("the program")
}

/// Whether the page has the words that are there until the console starts, shown or not.
#[track_caller]
fn says_loading(page: &Page) -> bool {
    page.script(
        "return document.body.textContent.includes('Loading the console')",
        &[],
    ) == true
}

/// A byte of it is another one, or its tag was rewritten on the way.
fn boot_not_run() {
    let page = Page::blank();
    expect_load_errors(&page);
    page.expects_console_error("preloaded using link preload");
    let is_boot = |file: &&PathBuf| {
        file.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("boot-"))
    };
    let stays = |change: &dyn Fn(&TempDir)| {
        let site = console();
        change(&site);
        let sandbox = Options::default().site(site.path()).start();
        page.visit(sandbox.origin());
        for (milliseconds, text) in LOADING_TEXTS {
            let script = "for (const animation of document.getAnimations()) animation.currentTime = arguments[0]";
            page.script(script, &[milliseconds.into()]);
            let shown = page.text();
            for (_, other) in LOADING_TEXTS {
                assert_eq!(shown.contains(other), other == text, "{shown}");
            }
            assert_eq!(page.run_axe().violations, [""; 0]);
        }
    };
    stays(&|site| damage(site.files().iter().find(is_boot).expect("the script")));
    stays(&|site| {
        let page = site.path().join("index.html");
        let text = fs::read_to_string(&page).expect("a page");
        let rewritten = text.replace("type=module", "type=module-later");
        assert_ne!(rewritten, text);
        fs::write(page, rewritten).expect("a page is written");
    });

    let sandbox = Options::default().start();
    page.visit(sandbox.origin());
    page.wait_until_ready();
    assert!(!says_loading(&page));
}

fn in_the_console() {
    let page = Page::blank();
    expect_load_errors(&page);
    let fails = |change: &dyn Fn(&TempDir, &Path), message: &str| {
        let site = console();
        change(&site, &program_of(&site));
        let sandbox = Options::default().site(site.path()).start();
        page.visit(sandbox.origin());
        page.wait_for_text("The console cannot start");
        page.wait_for_text(message);
        assert!(page.has_button("Reload"));
        assert!(!says_loading(&page));
        assert_eq!(page.run_axe().violations, [""; 0]);
    };
    fails(
        &|_, program| fs::remove_file(program).expect("a file is removed"),
        "A file of the console could not be loaded.",
    );
    fails(
        &|_, program| damage(program),
        "A file of the console is damaged",
    );
    fails(
        &|_, program| extend(program),
        "A file of the console is damaged",
    );
    fails(
        &|site, _| run_first(site, NO_WASM),
        "This browser has no WebAssembly",
    );
    fails(&|site, _| run_first(site, NO_MEMORY), "out of memory");
}

fn wrong_content_type() {
    let folder = TempDir::copy_of(&settings::hosts().join("html"));
    run_first(&folder, OTHER_TYPE);
    let host_page = HostPage::new(FileServer::serve(folder.path()));
    host_page.visit("/?");
    host_page.wait_until_mounted();

    let site = console();
    run_first(&site, OTHER_TYPE);
    let sandbox = Options::default().site(site.path()).start();
    host_page.page.visit(sandbox.origin());
    host_page.page.wait_until_ready();
    assert_eq!(host_page.page.create(&sandbox).kind, "created");
}

fn without_hashes() {
    let folder = TempDir::copy_of(&settings::hosts().join("html"));
    run_first(&folder, NO_HASH);
    let host_page = HostPage::new(FileServer::serve(folder.path()));
    expect_load_errors(&host_page.page);
    host_page.visit("/?");
    host_page.wait_until_mounted();
    extend(&folder.path().join("webhook-subscription-form/runtime.wasm"));
    host_page.visit("/?");
    assert_load_failed(&host_page);

    let site = console();
    run_first(&site, NO_HASH);
    let sandbox = Options::default().site(site.path()).start();
    let page = &host_page.page;
    page.expects_console_error("TypeError");
    page.visit(sandbox.origin());
    page.wait_until_ready();
    extend(&program_of(&site));
    let sandbox = Options::default().site(site.path()).start();
    page.visit(sandbox.origin());
    page.wait_for_text("A file of the console could not be loaded");
}
