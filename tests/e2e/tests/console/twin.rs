//! The twin that `cargo xtask bench` compares the console with draws the same elements. A lighter one would be no measure.

use std::fs;
use std::path::Path;

use e2e::{Options, Page, Sandbox, TempDir, settings};

/// A line for each element of the page: its name, its attributes, what is chosen in it, and its own text. Words with a digit
/// are those that differ between two sandboxes. The page shows no `noscript`.
const TREE: &str = "
    const lines = [];
    const walk = (element, indent) => {
        if (element.localName === 'noscript') return;
        const attributes = [...element.attributes].map(({ name, value }) =>
            `${name}=${name === 'datetime' ? '' : value}`).sort();
        const texts = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
        const text = texts.map(({ data }) => data).join('').replace(/\\S*\\d\\S*/g, '#').trim();
        const state = element.checked || element.indeterminate ? 'chosen' : '';
        lines.push([indent + element.localName, ...attributes, state, text].join(' ').trimEnd());
        for (const child of element.children) walk(child, `${indent}  `);
    };
    walk(document.body, '');
    return lines";

/// The same visit of both: the page at each step.
fn steps(sandbox: &Sandbox) -> Vec<Vec<String>> {
    let page = Page::open(sandbox);
    let tree = || {
        let lines = page.script(TREE, &[]);
        let lines = lines.as_array().expect("a list").iter();
        lines
            .map(|line| line.as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let mut steps = vec![tree()];
    page.press("Create subscription");
    page.wait_for_text("There is a problem");
    steps.push(tree());
    page.fill("Filter kinds", "issued");
    page.fill_in(sandbox);
    page.press("Check key");
    page.wait_for_text("The key works");
    steps.push(tree());
    page.press("Create subscription");
    page.wait_for_text("The subscription");
    page.wait_for("the result", || page.outcome().kind == "created");
    steps.push(tree());
    steps
}

/// The twin with the style sheet and the icon of the built console.
fn twin() -> TempDir {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench/twin");
    let folder = TempDir::copy_of(&sources);
    for file in TempDir::files_in(&settings::site()) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let is_style = name.starts_with("app-") && name.ends_with(".css");
        let copy = match &*name {
            "icon.svg" => "icon.svg",
            _ if is_style => "app.css",
            _ => continue,
        };
        fs::copy(&file, folder.path().join(copy)).expect("a copy");
    }
    folder
}

#[test]
fn twin_of_the_benchmark_draws_what_the_console_draws() {
    let folder = twin();
    let twin = steps(&Options::default().site(folder.path()).start());
    let console = steps(&Sandbox::start());
    for (step, (twin, console)) in twin.iter().zip(&console).enumerate() {
        assert!(console.len() > 50, "{console:?}");
        let only = |these: &[String], others: &[String]| -> Vec<String> {
            let missing = these.iter().filter(|line| !others.contains(line));
            missing.cloned().collect()
        };
        assert!(
            twin == console,
            "step {step}: only the twin has {:#?}, only the console has {:#?}",
            only(twin, console),
            only(console, twin)
        );
    }
}
