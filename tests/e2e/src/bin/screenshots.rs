//! Pictures of every state of the console, in both themes, wide and narrow: `screenshots FOLDER [README-FOLDER]`.
//!
//! Into the second folder go the four pictures that the README shows.

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
    let shots = Shots::into(&folder);
    form(&shots);
    problems(&shots);
    connection(&shots);
    failures(&shots);
    result(&shots);
    if let Some(readme) = folders.next() {
        for_readme(&Shots::into(&readme));
    }
    ExitCode::SUCCESS
}

/// Where the pictures go.
struct Shots<'a>(&'a Path);

impl<'a> Shots<'a> {
    fn into(folder: &'a Path) -> Self {
        fs::create_dir_all(folder).expect("a folder for the pictures");
        Self(folder)
    }

    /// One state in both themes and widths.
    fn take(&self, page: &Page, state: &str) {
        for theme in THEMES {
            page.in_theme(theme);
            for width in [WIDE, NARROW] {
                page.at_width(width);
                self.write(&format!("{state}-{theme}-{width}"), page, f64::INFINITY);
            }
        }
        page.at_width(WIDE);
    }

    fn write(&self, name: &str, page: &Page, most: f64) {
        let metrics = page.protocol("Page.getLayoutMetrics", json!({}));
        let size = &metrics["cssContentSize"];
        let height = size["height"].as_f64().expect("a height").min(most);
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1 });
        let path = self.0.join(format!("{name}.png"));
        fs::write(&path, page.picture(Some(clip))).expect("a picture");
        println!("{}", path.display());
    }
}

/// A page without scroll bars, which would take a part of its width.
fn open(sandbox: &Sandbox) -> Page {
    let page = Page::open(sandbox);
    page.protocol("Emulation.setScrollbarsHidden", json!({ "hidden": true }));
    page
}

fn form(shots: &Shots) {
    let sandbox = Sandbox::start();
    let page = open(&sandbox);
    shots.take(&page, "empty");
    page.fill_in(&sandbox);
    page.keys(Key::Tab);
    shots.take(&page, "filled");
    page.choose("All kinds, including ones added later");
    shots.take(&page, "all-kinds");
    page.choose("Chosen kinds");
    page.fill("Filter kinds", "withdrawn");
    page.choose_family("Challenge");
    shots.take(&page, "filter");
    page.fill("Filter kinds", "nothing like it");
    shots.take(&page, "filter-empty");
}

fn problems(shots: &Shots) {
    let sandbox = Sandbox::start();
    let page = open(&sandbox);
    page.fill("Endpoint URL", "http://example.com/hooks");
    page.fill("Label", &"x".repeat(61));
    page.press("Create subscription");
    page.outcome();
    shots.take(&page, "errors");
    page.fill_in(&sandbox);
    page.fill(
        "Endpoint URL",
        "https://XN--BCHER-kva.ngrok.app:8443/in?token=1#top",
    );
    page.fill("Label", &"🎬".repeat(60));
    page.tick("right.issued");
    page.tick("key.issued");
    page.keys(Key::Tab);
    page.sees("Warning:");
    shots.take(&page, "warnings");
}

fn connection(shots: &Shots) {
    let sandbox = Sandbox::start();
    let page = open(&sandbox);
    page.expects("401");
    page.fill("API key", sandbox.key());
    page.press("Check key");
    page.sees("The key works");
    shots.take(&page, "key-checked");
    page.fill("API key", "sk_test_of_nobody");
    page.press("Check key");
    page.sees("not accepted");
    shots.take(&page, "key-refused");
}

fn failures(shots: &Shots) {
    let mut sandbox = Sandbox::start();
    let page = open(&sandbox);
    for part in ["429", "ERR_", "422"] {
        page.expects(part);
    }
    sandbox.next_create(json!({ "status": 422, "body": "{\"message\": \"not today\"}" }));
    page.create(&sandbox);
    shots.take(&page, "refused");
    sandbox.next_create(json!({ "status": 429, "headers": { "Retry-After": "600" } }));
    page.press("Create subscription");
    page.sees("You can try again");
    shots.take(&page, "too-many-requests");
    sandbox.next_create(json!({ "drop": true }));
    page.press("Create subscription");
    page.sees("We do not know");
    shots.take(&page, "unknown");
    page.press("Create again");
    page.sees("may make a second one.");
    shots.take(&page, "create-again");
    page.answer("Do not create");
    // Another key is asked about first, and by then nobody answers.
    let key = sandbox.key_with(&["*"]);
    sandbox.stop();
    page.fill("API key", &key);
    page.press("Create again");
    page.answer("Yes, create again");
    page.sees("Nothing was sent");
    shots.take(&page, "not-sent");
}

fn result(shots: &Shots) {
    let sandbox = Sandbox::start();
    let page = open(&sandbox);
    page.fill_in(&sandbox);
    sandbox.next_create(
        json!({ "delayMs": 6_000, "patch": { "contractVersion": "v2.0",
        "data": { "subscription": { "label": "Another label" } } } }),
    );
    page.press("Create subscription");
    page.sees("Creating the subscription…");
    shots.take(&page, "sending");
    page.half_a_minute_passes();
    page.sees("Still waiting");
    shots.take(&page, "still-waiting");
    page.sees("Created");
    shots.take(&page, "created-odd");
    page.press("I have stored the signing secret");
    page.press("Create another");
    page.sees("New subscription");
    page.fill_in(&sandbox);
    page.press("Create subscription");
    page.answer("Yes, create again");
    page.sees("Store the signing secret");
    shots.take(&page, "created");
    page.press("Copy secret");
    page.sees("Copied.");
    shots.take(&page, "copied");
    page.reveal();
    shots.take(&page, "revealed");
    page.press("Create another");
    page.sees("You have not said that the secret is stored.");
    shots.take(&page, "leave");
    page.answer("Stay here");
    page.press("I have stored the signing secret");
    page.sees("The signing secret is stored with you");
    shots.take(&page, "stored");
}

fn for_readme(shots: &Shots) {
    let sandbox = Sandbox::start();
    let page = open(&sandbox);
    page.at_width(WIDE);
    page.fill_in(&sandbox);
    page.tick("right.revoked");
    page.press("Check key");
    page.sees("The key works");
    let at_rest = || {
        let script = "document.activeElement.blur(); scrollTo(0, 0)";
        page.script(script, &[] as &[Value]);
    };
    for (name, height) in README {
        if name == "secret" {
            page.press("Create subscription");
            page.outcome();
        }
        at_rest();
        for theme in THEMES {
            page.in_theme(theme);
            shots.write(&format!("{name}-{theme}"), &page, height);
        }
    }
}
