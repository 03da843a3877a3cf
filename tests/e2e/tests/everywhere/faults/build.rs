//! F46: a cache has one file of the package from an earlier build.

use std::fs;

use e2e::host_page::HostPage;
use e2e::{FileServer, RECORD_CONSOLE, TempDir, settings};
use serde_json::json;

use crate::row::Row;

const PACKAGE: &str = "webhook-subscription-form";

/// A page's own `fetch`, which keeps nothing but the address, and a page that cannot compute a hash.
const UNCHECKED: &str = "{
    const { fetch } = window;
    Object.defineProperty(crypto, 'subtle', { value: undefined });
    window.fetch = (request) => fetch(request.url ?? request);
}";

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "F46 cached file of another build is requested once more",
            cached,
        ),
        Row::new("F46 files of two builds are never run together", mixed),
    ]
}

/// The package in a host page, and the id of its build.
struct Package {
    folder: TempDir,
    id: String,
}

impl Package {
    #[track_caller]
    fn copy() -> Self {
        let folder = TempDir::copy_of(&settings::hosts().join("html"));
        let runtime = folder.path().join(PACKAGE).join("runtime.wasm");
        let program = fs::read(runtime).expect("the program");
        // The section "build" is the last.
        let id = String::from_utf8(program[program.len() - 16..].to_vec()).expect("an id");
        Self { folder, id }
    }

    /// A file as another build has it.
    #[track_caller]
    fn of_another_build(&self, name: &str) -> Vec<u8> {
        let path = self.folder.path().join(PACKAGE).join(name);
        let mut bytes = fs::read(path).expect("a file of the package");
        let id = self.id.as_bytes();
        let at = bytes.windows(id.len()).position(|found| found == id);
        let at = at.unwrap_or_else(|| panic!("{name} names no build"));
        bytes[at..at + id.len()].copy_from_slice(b"0123456789abcdef");
        bytes
    }
}

fn cached() {
    let package = Package::copy();
    let host_page = HostPage::new(FileServer::serve(package.folder.path()));
    // What a browser says of a hash that differs.
    for part in ["integrity", "Integrity", "Failed to load resource"] {
        host_page.page.expects_console_error(part);
    }
    // `index.js` has no code of its own, so one of another build does the same.
    for name in ["index.js", "runtime.js", "runtime.wasm"] {
        let path = format!("/{PACKAGE}/{name}");
        let stale = package.of_another_build(name);
        host_page.file_server.serve_stale(&path, stale);
        host_page.visit("/?");
        host_page.wait_until_mounted();
        host_page.create();
    }
}

fn mixed() {
    let package = Package::copy();
    let host_page = HostPage::new(FileServer::serve(package.folder.path()));
    let page = &host_page.page;
    for part in [
        "integrity",
        "Integrity",
        "load_failed",
        "Failed to load resource",
    ] {
        page.expects_console_error(part);
    }
    let index = package.folder.path().join("index.html");
    let html = fs::read_to_string(&index).expect("a page");
    let page_with_script = |name: &str, script: &str| {
        fs::write(package.folder.path().join(name), script).expect("a script is written");
        html.replacen(
            "<script",
            &format!("<script src=\"{name}\"></script><script"),
            1,
        )
    };
    let plain = page_with_script("console.js", RECORD_CONSOLE);
    let wrapped = page_with_script("fetch.js", &[RECORD_CONSOLE, UNCHECKED].concat());
    for (name, text) in [
        ("element.js", &plain),
        ("runtime.js", &plain),
        ("runtime.wasm", &plain),
        ("runtime.wasm", &wrapped),
    ] {
        fs::write(&index, text).expect("a page is written");
        let path = package.folder.path().join(PACKAGE).join(name);
        let own = fs::read(&path).expect("a file of the package");
        fs::write(&path, package.of_another_build(name)).expect("a file is written");
        host_page.visit("/?");
        page.wait_for_text("The form could not be loaded.");
        let failed = json!({ "outcome": "not-created", "code": "load_failed", "status": null });
        assert_eq!(
            host_page.events(),
            [("webhook-error".to_owned(), failed)],
            "{name}"
        );
        let told = |message: &String| message.contains("must be of one build");
        assert!(page.console_messages().iter().any(told), "{name}");
        fs::write(&path, own).expect("a file is written");
    }
}
