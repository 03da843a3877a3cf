//! The element registered more than once.

use std::fs;

use e2e::host_page::{HostPage, TAG, fill_in};
use e2e::{FileServer, TempDir, settings};
use serde_json::{Value, json};

use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "S28 defining it again changes and says nothing",
            defined_again,
        ),
        Row::new(
            "S28 second version leaves the first and says both",
            second_version_warns_of_both,
        ),
        Row::new(
            "S28 second version works under a tag of its own",
            second_version_has_its_tag,
        ),
    ]
}

const PACKAGE: &str = "webhook-subscription-form";

/// The start of the second script: it records the existing definition and the warnings.
const RECORD: &str =
    "const tag = 'webhook-subscription-form', before = customElements.get(tag), warned = [];
    const { warn } = console;
    console.warn = (...values) => { warned.push(values.join(' ')); warn.apply(console, values) };\n";

/// A host page with a second script, which runs after the first. The folder `other` is a copy of the package with
/// another version.
struct TwoScripts {
    host_page: HostPage,
    _folder: TempDir,
}

impl TwoScripts {
    #[track_caller]
    fn open(script: &str) -> Self {
        let html = settings::hosts().join("html");
        let folder = TempDir::copy_of(&html);
        for (from, to) in [("shared", "shared"), (PACKAGE, PACKAGE), (PACKAGE, "other")] {
            let to = folder.path().join(to);
            fs::create_dir_all(&to).expect("a folder");
            for file in TempDir::files_in(&html.join(from)) {
                let name = file.file_name().expect("a name");
                fs::copy(&file, to.join(name)).expect("a file is copied");
            }
        }
        let change = |file: &str, from: &str, to: &str| {
            let path = folder.path().join(file);
            let text = fs::read_to_string(&path).expect("a file of the page");
            assert!(text.contains(from), "{file}");
            fs::write(&path, text.replacen(from, to, 1)).expect("a file of the page");
        };
        change(
            "other/element.js",
            &format!("version=\"{}\"", env!("CARGO_PKG_VERSION")),
            "version=\"9.9.9\"",
        );
        let tag = |name: &str| format!("<script type=\"module\" src=\"{name}\"></script>");
        let both = [tag("main.js"), tag("second.js")].concat();
        change("index.html", &tag("main.js"), &both);
        let path = folder.path().join("second.js");
        fs::write(path, [RECORD, script].concat()).expect("a script");
        let host_page = HostPage::new(FileServer::serve(folder.path()));
        host_page.visit("/?");
        host_page.wait_until_mounted();
        Self {
            host_page,
            _folder: folder,
        }
    }

    /// The value that the second script assigns to `window.found`.
    #[track_caller]
    fn found(&self) -> Value {
        let found = || {
            self.host_page
                .page
                .script("return window.found ?? null", &[])
        };
        self.host_page
            .page
            .wait_for("the second script", || !found().is_null());
        found()
    }
}

fn defined_again() {
    let page = TwoScripts::open(
        "const { define } = await import('./webhook-subscription-form/define.js');
        define();
        define(tag);
        window.found = [customElements.get(tag) === before, warned]",
    );
    assert_eq!(page.found(), json!([true, []]));
    page.host_page.create();
}

fn second_version_warns_of_both() {
    let page = TwoScripts::open(
        "const other = await import('./other/index.js');
        window.found = [customElements.get(tag) === before, before.version,
            document.querySelector(tag) instanceof other.WebhookSubscriptionForm, warned]",
    );
    page.host_page
        .page
        .expects_console_error("is defined already");
    let version = env!("CARGO_PKG_VERSION");
    let warned =
        format!("<{TAG}> is defined already, by version {version}; version 9.9.9 is not used.");
    assert_eq!(page.found(), json!([true, version, false, [warned]]));
    page.host_page.create();
}

fn second_version_has_its_tag() {
    let page = TwoScripts::open(
        "const { define } = await import('./other/define.js');
        const other = await import('./other/element.js');
        define('newer-form');
        const newer = document.createElement('newer-form');
        const { apiBase, getToken } = document.querySelector(tag);
        document.body.append(Object.assign(newer, { apiBase, getToken }));
        window.found = [newer instanceof other.WebhookSubscriptionForm, newer instanceof before, warned]",
    );
    assert_eq!(page.found(), json!([true, false, []]));
    let secrets = ["newer-form", TAG].map(|tag| {
        page.host_page.page.within(tag, |page| {
            page.wait_for_text("New subscription");
            fill_in(page);
            page.press("Create subscription");
            assert_eq!(page.outcome().kind, "created");
            page.reveal()
        })
    });
    assert_ne!(secrets[0], secrets[1]);
    let script =
        "return performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
        .filter((path) => path.endsWith('/runtime.wasm')).sort()";
    let programs = ["other", PACKAGE].map(|folder| format!("/{folder}/runtime.wasm"));
    assert_eq!(page.host_page.page.script(script, &[]), json!(programs));
}
