//! A console that cannot start shows the cause.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use e2e::{Options, Page, Sandbox, TempDir, settings};
use serde_json::json;

/// A file of the program in `folder`. The compressed files are removed.
fn program(folder: &Path, ending: &str) -> PathBuf {
    let files = TempDir::files_in(folder);
    for file in &files {
        let compressed = [".br", ".gz"].map(|kind| file.with_added_extension(&kind[1..]));
        for copy in compressed.iter().filter(|copy| copy.exists()) {
            fs::remove_file(copy).expect("a file is removed");
        }
    }
    let mut found = files
        .into_iter()
        .filter(|file| file.to_string_lossy().ends_with(ending));
    found.next().expect("a file of the program")
}

#[track_caller]
fn assert_start_error(site: &TempDir, console_errors: &[&str], message: &str) {
    let sandbox = Options::default().site(site.path()).start();
    let page = Page::blank();
    for part in console_errors {
        page.expects_console_error(part);
    }
    page.visit(sandbox.origin());
    page.wait_for_text("The console cannot start");
    page.wait_for_text(message);
    assert!(page.has_button("Reload"));
    let inside = "return document.getElementById('boot').contains(document.querySelector('h1'))";
    assert_eq!(page.script(inside, &[]), true);
}

#[test]
fn missing_program_is_shown() {
    let site = TempDir::copy_of(&settings::site());
    fs::remove_file(program(site.path(), "_bg.wasm")).expect("a file is removed");
    assert_start_error(
        &site,
        &["404", "integrity"],
        "A file of the console could not be loaded.",
    );
}

#[test]
fn missing_glue_is_shown() {
    let site = TempDir::copy_of(&settings::site());
    let glue = program(site.path(), "_bg.wasm");
    let glue = glue.to_string_lossy().replace("_bg.wasm", ".js");
    fs::remove_file(glue).expect("a file is removed");
    assert_start_error(
        &site,
        &["404", "import", "MIME", "integrity"],
        "A file of the console could not be loaded",
    );
}

#[test]
fn damaged_program_is_shown() {
    let site = TempDir::copy_of(&settings::site());
    let file = program(site.path(), "_bg.wasm");
    let mut bytes = fs::read(&file).expect("the program");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).expect("the program");
    assert_start_error(
        &site,
        &["integrity", "not the file that was built"],
        "A file of the console is damaged",
    );
}

#[test]
fn page_without_scripts_shows_that_they_are_missing() {
    let sandbox = Sandbox::start();
    let page = Page::blank();
    page.expects_console_error("preloaded using link preload");
    page.protocol(
        "Emulation.setScriptExecutionDisabled",
        json!({ "value": true }),
    );
    page.visit(sandbox.origin());
    // Longer than the page waits until it says that it is loading.
    thread::sleep(Duration::from_millis(3500));
    // The page is read without its scripts.
    let tree = page.accessibility_tree().join("\n");
    assert!(tree.contains("The console cannot start"), "{tree}");
    for absent in ["New subscription", "Loading"] {
        assert!(!tree.contains(absent), "{tree}");
    }
}
