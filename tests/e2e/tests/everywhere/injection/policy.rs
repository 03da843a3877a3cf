//! S23: the policies of host pages that are no list of origins, or of more than one.

use std::fs;

use e2e::host_page::{HostPage, strict_policy};
use e2e::{FileServer, TempDir, settings};

use crate::row::Row;

/// The scripts that [`strict_policy`] allows.
const SCRIPTS: &str = "script-src 'self' ";
const PACKAGE: &str = "webhook-subscription-form";

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "S23 nonce with strict-dynamic is enough for the program",
            nonce_is_enough,
        ),
        Row::new(
            "S23 package on another origin needs CORS and its origin in the policy",
            other_origin_is_enough,
        ),
    ]
}

/// The files of the page without a bundler, with `from` replaced in one of them.
#[track_caller]
fn page_with(file: &str, from: &str, to: &str) -> TempDir {
    let folder = TempDir::copy_of(&settings::hosts().join("html"));
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).expect("a file of the page");
    assert!(text.contains(from), "{from} in {text}");
    fs::write(&path, text.replace(from, to)).expect("a file is written");
    folder
}

#[track_caller]
fn assert_creates(host_page: &HostPage) {
    host_page.visit("/?");
    host_page.wait_until_mounted();
    host_page.create();
    assert_eq!(host_page.page.violations(), [""; 0]);
}

fn nonce_is_enough() {
    let folder = page_with("index.html", "<script ", "<script nonce=\"n0nce\" ");
    let host_page = HostPage::new(FileServer::serve(folder.path()));
    let policy = strict_policy(host_page.api.origin());
    let scripts = "script-src 'nonce-n0nce' 'strict-dynamic' ";
    host_page.set_policy(&policy.replace(SCRIPTS, scripts));
    assert_creates(&host_page);
}

fn other_origin_is_enough() {
    let other = FileServer::serve(&settings::hosts().join("html").join(PACKAGE));
    let folder = page_with("webhook-panel.js", &format!("./{PACKAGE}"), other.origin());
    let host_page = HostPage::new(FileServer::serve(folder.path()));
    other.set_header(
        "Access-Control-Allow-Origin",
        host_page.file_server.origin(),
    );
    let origins = [host_page.api.origin(), other.origin()].join(" ");
    let scripts = format!("{SCRIPTS}{} ", other.origin());
    host_page.set_policy(&strict_policy(&origins).replace(SCRIPTS, &scripts));
    assert_creates(&host_page);
}
