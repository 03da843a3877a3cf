//! The console under a path of a server.

use std::fs;

use e2e::{Options, Page, TempDir, settings};

/// The API is at the root of the server, as its address is in the console unless a person enters another one.
#[test]
fn console_under_any_path_creates() {
    let site = TempDir::new();
    fs::write(site.path().join("index.html"), "").expect("another page at the root");
    let folder = site.path().join("tools/hooks");
    fs::create_dir_all(&folder).expect("a folder");
    for file in TempDir::files_in(&settings::site()) {
        let name = file.file_name().expect("a name");
        fs::copy(&file, folder.join(name)).expect("a file is copied");
    }
    let sandbox = Options::default().site(site.path()).start();
    let page = Page::blank();
    page.visit(&format!("{}/tools/hooks/", sandbox.origin()));
    page.wait_until_ready();
    assert_eq!(page.create(&sandbox).kind, "created");
}
