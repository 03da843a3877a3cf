//! An element whose program cannot be loaded leaves the page as it was, and says so.

use std::fs;
use std::path::{Path, PathBuf};

use e2e::{Folder, Host, settings};
use serde_json::json;

use e2e::stage::{SLOT, Stage, strict};

/// A copy of the page without a framework, that may be damaged.
fn copy() -> Folder {
    let copy = Folder::new();
    copy_all(&settings::hosts().join("html"), copy.path());
    copy
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for path in Folder::files_in(from) {
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_all(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file is copied");
        }
    }
}

fn program(folder: &Folder) -> PathBuf {
    folder.path().join("webhook-subscription-form/runtime.wasm")
}

#[track_caller]
fn assert_load_failed(stage: &Stage) {
    stage.page.until("the error", || !stage.heard().is_empty());
    let failed = json!({ "outcome": "not-created", "code": "load_failed", "status": null });
    assert_eq!(stage.heard(), [("failed".to_owned(), failed.clone())]);
    assert_eq!(stage.details_of("webhook-error"), [failed]);
    assert_eq!(stage.details_of("webhook-ready").len(), 0);
    stage.page.sees(SLOT);
    assert!(stage.page.offers("Remove"), "the page goes on");
}

#[test]
fn policy_that_forbids_wasm_leaves_the_slot() {
    let stage = Stage::of(Host::start("html"));
    let policy = strict(stage.api.origin());
    stage.restrict(&policy.replace("'wasm-unsafe-eval'", ""));
    stage.page.expects("Content Security Policy");
    stage.page.expects("wasm-eval");
    stage.host.expects_violation("wasm-eval");
    stage.visit("/?");
    assert_load_failed(&stage);
}

#[test]
fn damaged_program_leaves_the_slot() {
    let folder = copy();
    let mut bytes = fs::read(program(&folder)).expect("the program");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(program(&folder), bytes).expect("the program");
    let stage = Stage::of(Host::of(folder.path()));
    stage.page.expects("integrity");
    stage.visit("/?");
    assert_load_failed(&stage);
}

#[test]
fn program_that_was_missing_is_asked_for_again_when_the_element_comes_back() {
    let folder = copy();
    let bytes = fs::read(program(&folder)).expect("the program");
    fs::remove_file(program(&folder)).expect("a file is removed");
    let stage = Stage::of(Host::of(folder.path()));
    stage.page.expects("404");
    stage.page.expects("integrity");
    stage.visit("/?");
    assert_load_failed(&stage);
    fs::write(program(&folder), bytes).expect("the program");
    stage.page.press("Remove");
    stage.page.press("Add");
    stage.until_mounted();
    stage.create();
}
