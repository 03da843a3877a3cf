//! Each file is requested once, and none that is not needed. The servers here let browsers store nothing, so that a second
//! request is sent and not answered by a cache.

use std::fs;

use e2e::host_page::{HostPage, strict_policy};
use e2e::{FileServer, Page, TempDir, settings};

use crate::row::Row;

const PACKAGE: &str = "/webhook-subscription-form/";
const FILES: [&str; 4] = ["element.js", "index.js", "runtime.js", "runtime.wasm"];

pub fn rows() -> Vec<Row> {
    vec![
        Row::new("files of the console are requested once", console),
        Row::new("files of the element are requested once", element),
        Row::new("files that the page preloads are requested once", preloaded),
        Row::new(
            "files of another origin that the page preloads are requested once",
            preloaded_from_another_origin,
        ),
    ]
}

/// A request of `server` for each file of the package.
#[track_caller]
fn assert_each_once(server: &FileServer) {
    let mut requests = server.requests();
    requests.retain(|path| path.starts_with(PACKAGE));
    assert_eq!(requests, FILES.map(|file| format!("{PACKAGE}{file}")));
}

fn console() {
    let server = FileServer::serve(&settings::site());
    server.set_policy(&strict_policy(server.origin()));
    let page = Page::blank();
    page.visit(server.origin());
    page.wait_until_ready();
    let requests = server.requests();
    // The page, its style sheet, the script that starts it, and the two files of the program.
    let ends = ["/", ".css", ".js", ".js", "_bg.wasm"];
    assert_eq!(requests.len(), ends.len(), "{requests:?}");
    let mut files = requests.clone();
    files.dedup();
    assert_eq!(files, requests, "each is requested once");
    for end in ends {
        assert!(
            requests.iter().any(|path| path.ends_with(end)),
            "{end} in {requests:?}"
        );
    }
}

/// Two elements share what is loaded.
fn element() {
    let host_page = HostPage::new(FileServer::start("html"));
    host_page.visit("/two.html?");
    host_page.wait_until_mounted();
    assert_each_once(&host_page.file_server);
}

fn preloaded() {
    let host_page = HostPage::new(FileServer::start("html"));
    host_page.visit("/preload.html?");
    host_page.wait_until_mounted();
    assert_each_once(&host_page.file_server);
}

/// As from a CDN, with the attribute that the README names.
fn preloaded_from_another_origin() {
    let folder = TempDir::copy_of(&settings::hosts().join("html"));
    let packages = FileServer::serve(&settings::hosts().join("html"));
    packages.set_header("Access-Control-Allow-Origin", "*");
    let there = [packages.origin(), PACKAGE].concat();
    for (name, here) in [
        ("preload.html", &PACKAGE[1..]),
        ("webhook-panel.js", &[".", PACKAGE].concat()),
    ] {
        let path = folder.path().join(name);
        let text = fs::read_to_string(&path).expect("a file of the page");
        assert!(text.contains(here), "{text}");
        let text = text.replace(here, &there);
        let text = text.replace("as=\"fetch\"", "as=\"fetch\" crossorigin");
        fs::write(path, text).expect("a file is written");
    }
    let host_page = HostPage::new(FileServer::serve(folder.path()));
    let origins = [host_page.api.origin(), packages.origin()].join(" ");
    let policy = strict_policy(&origins);
    let scripts = format!("script-src {}", packages.origin());
    host_page.set_policy(&policy.replace("script-src", &scripts));
    host_page.visit("/preload.html?");
    host_page.wait_until_mounted();
    assert_each_once(&packages);
}
