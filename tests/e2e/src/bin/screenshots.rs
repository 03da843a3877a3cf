//! Screenshots of every state of the console, in both themes, wide and narrow: `screenshots FOLDER [README-FOLDER]`.
//!
//! The second folder gets the four screenshots that the README shows.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use e2e::{Key, Page, Sandbox};
use serde_json::{Value, json};

const THEMES: [&str; 2] = ["light", "dark"];
const WIDE: u32 = 1280;
const NARROW: u32 = 320;
/// How much of the form and of the result the README shows, from the top.
const README: [(&str, f64); 2] = [("form", 1_080.0), ("secret", 810.0)];

fn main() -> ExitCode {
    let mut folders = std::env::args_os().skip(1).map(PathBuf::from);
    let Some(folder) = folders.next() else {
        eprintln!("screenshots FOLDER [README-FOLDER]");
        return ExitCode::FAILURE;
    };
    let screenshots = Screenshots::into(&folder);
    form(&screenshots);
    problems(&screenshots);
    connection(&screenshots);
    failures(&screenshots);
    result(&screenshots);
    if let Some(readme) = folders.next() {
        for_readme(&Screenshots::into(&readme));
    }
    ExitCode::SUCCESS
}

/// The folder of the screenshots.
struct Screenshots<'a>(&'a Path);

impl<'a> Screenshots<'a> {
    fn into(folder: &'a Path) -> Self {
        fs::create_dir_all(folder).expect("a folder for the screenshots");
        Self(folder)
    }

    /// Takes one state in both themes and widths.
    fn take(&self, page: &Page, state: &str) {
        for theme in THEMES {
            page.set_color_scheme(theme);
            for width in [WIDE, NARROW] {
                page.set_viewport_width(width);
                self.write(&format!("{state}-{theme}-{width}"), page, f64::INFINITY);
            }
        }
        page.set_viewport_width(WIDE);
    }

    fn write(&self, name: &str, page: &Page, max_height: f64) {
        let metrics = page.protocol("Page.getLayoutMetrics", json!({}));
        let size = &metrics["cssContentSize"];
        let height = size["height"].as_f64().expect("a height").min(max_height);
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1 });
        let path = self.0.join(format!("{name}.png"));
        fs::write(&path, page.screenshot(Some(clip))).expect("a screenshot");
        println!("{}", path.display());
    }
}

/// Opens a page without scroll bars, which would reduce its width.
fn open(sandbox: &Sandbox) -> Page {
    let page = Page::open(sandbox);
    page.protocol("Emulation.setScrollbarsHidden", json!({ "hidden": true }));
    page
}

fn form(screenshots: &Screenshots) {
    let sandbox = Sandbox::start();
    let page = open(&sandbox);
    screenshots.take(&page, "empty");
    page.fill_in(&sandbox);
    page.type_keys(Key::Tab);
    screenshots.take(&page, "filled");
    page.choose("All kinds, including ones added later");
    screenshots.take(&page, "all-kinds");
    page.choose("Chosen kinds");
    page.fill("Filter kinds", "withdrawn");
    page.tick_family("Challenge");
    screenshots.take(&page, "filter");
    page.fill("Filter kinds", "nothing like it");
    screenshots.take(&page, "filter-empty");
}

fn problems(screenshots: &Screenshots) {
    let sandbox = Sandbox::start();
    let page = open(&sandbox);
    page.fill("Endpoint URL", "http://example.com/hooks");
    page.fill("Label", &"x".repeat(61));
    page.press("Create subscription");
    page.outcome();
    screenshots.take(&page, "errors");
    page.fill_in(&sandbox);
    page.fill(
        "Endpoint URL",
        "https://XN--BCHER-kva.ngrok.app:8443/in?token=1#top",
    );
    page.fill("Label", &"🎬".repeat(60));
    page.tick("right.issued");
    page.tick("key.issued");
    page.type_keys(Key::Tab);
    page.wait_for_text("Warning:");
    screenshots.take(&page, "warnings");
}

fn connection(screenshots: &Screenshots) {
    let sandbox = Sandbox::start();
    let page = open(&sandbox);
    page.expects_console_error("401");
    page.fill("API key", sandbox.key());
    page.press("Check key");
    page.wait_for_text("The key works");
    screenshots.take(&page, "key-checked");
    page.fill("API key", "sk_test_of_nobody");
    page.press("Check key");
    page.wait_for_text("not accepted");
    screenshots.take(&page, "key-refused");
}

fn failures(screenshots: &Screenshots) {
    let mut sandbox = Sandbox::start();
    let page = open(&sandbox);
    for part in ["429", "ERR_", "422"] {
        page.expects_console_error(part);
    }
    sandbox.next_create(json!({ "status": 422, "body": "{\"message\": \"not today\"}" }));
    page.create(&sandbox);
    screenshots.take(&page, "refused");
    sandbox.next_create(json!({ "status": 429, "headers": { "Retry-After": "600" } }));
    page.press("Create subscription");
    page.wait_for_text("You can try again");
    screenshots.take(&page, "too-many-requests");
    sandbox.next_create(json!({ "drop": true }));
    page.press("Create subscription");
    page.wait_for_text("We do not know");
    screenshots.take(&page, "unknown");
    page.press("Create again");
    page.wait_for_text("may make a second one.");
    screenshots.take(&page, "create-again");
    page.answer_confirmation("Do not create");
    // Another key is checked first, and the server is stopped by then.
    let key = sandbox.key_with(&["*"]);
    sandbox.stop();
    page.fill("API key", &key);
    page.press("Create again");
    page.answer_confirmation("Yes, create again");
    page.wait_for_text("Nothing was sent");
    screenshots.take(&page, "not-sent");
}

fn result(screenshots: &Screenshots) {
    let sandbox = Sandbox::start();
    let page = open(&sandbox);
    page.fill_in(&sandbox);
    sandbox.next_create(
        json!({ "delayMs": 6_000, "patch": { "contractVersion": "v2.0",
        "data": { "subscription": { "label": "Another label" } } } }),
    );
    page.press("Create subscription");
    page.wait_for_text("Creating the subscription…");
    screenshots.take(&page, "sending");
    page.advance_clock_by_half_a_minute();
    page.wait_for_text("Still waiting");
    screenshots.take(&page, "still-waiting");
    page.wait_for_text("Created");
    screenshots.take(&page, "created-odd");
    page.press("I have stored the signing secret");
    page.press("Create another");
    page.wait_for_text("New subscription");
    page.fill_in(&sandbox);
    page.press("Create subscription");
    page.answer_confirmation("Yes, create again");
    page.wait_for_text("Store the signing secret");
    screenshots.take(&page, "created");
    page.press("Copy secret");
    page.wait_for_text("Copied.");
    screenshots.take(&page, "copied");
    page.reveal();
    screenshots.take(&page, "revealed");
    page.press("Create another");
    page.wait_for_text("You have not said that the secret is stored.");
    screenshots.take(&page, "leave");
    page.answer_confirmation("Stay here");
    page.press("I have stored the signing secret");
    page.wait_for_text("The signing secret is stored with you");
    screenshots.take(&page, "stored");
}

fn for_readme(screenshots: &Screenshots) {
    let sandbox = Sandbox::start();
    let page = open(&sandbox);
    page.set_viewport_width(WIDE);
    page.fill_in(&sandbox);
    page.tick("right.revoked");
    page.press("Check key");
    page.wait_for_text("The key works");
    let remove_focus = || {
        let script = "document.activeElement.blur(); scrollTo(0, 0)";
        page.script(script, &[] as &[Value]);
    };
    for (name, height) in README {
        if name == "secret" {
            page.press("Create subscription");
            page.outcome();
        }
        remove_focus();
        for theme in THEMES {
            page.set_color_scheme(theme);
            screenshots.write(&format!("{name}-{theme}"), &page, height);
        }
    }
}
