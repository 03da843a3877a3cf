//! The allowed dependencies between layers and packages, and names that only some files may contain.

use std::collections::BTreeSet;

use crate::files::{assert_empty, code, read, texts};

/// The layers of the root package, each with the layers that it may use; `ARCHITECTURE.md` gives the reasons.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("client", &[]),
    ("component", &["client", "model"]),
    ("element", &["client", "component", "model"]),
    ("app", &["client", "component", "model"]),
];

/// Our own packages that each package may depend on.
const PACKAGES: &[(&str, &[&str])] = &[
    ("Cargo.toml", &["contract"]),
    ("crates/contract/Cargo.toml", &[]),
    ("crates/server/Cargo.toml", &["contract"]),
    ("tests/e2e/Cargo.toml", &["contract", "server"]),
    ("xtask/Cargo.toml", &[]),
];
const OURS: &[&str] = &[
    "contract",
    "e2e",
    "server",
    "webhook-console",
    "webhook-contract",
    "xtask",
];

/// A name, the files that are searched for it, and the only ones of these that may contain it.
const RESTRICTED_NAMES: &[(&str, &[&str], &[&str])] = &[
    ("gloo_net", &["src/"], &["src/client/"]),
    ("customElements", &["src/", "public/"], &["src/element/"]),
    ("leptos", &["src/model/", "src/client/", "crates/"], &[]),
    ("web_sys", &["src/model/"], &[]),
    ("js_sys", &["src/model/", "crates/"], &[]),
    (
        "wasm_bindgen::",
        &["src/model/", "crates/contract/src/"],
        &[],
    ),
    (
        "web_sys",
        &["crates/contract/src/"],
        &["crates/contract/src/parsed_url.rs"],
    ),
    (
        "url::Url",
        &["src/", "crates/contract/src/"],
        &["crates/contract/src/parsed_url.rs"],
    ),
    ("std::fs", &["src/", "crates/contract/src/"], &[]),
    ("std::env", &["src/", "crates/contract/src/"], &[]),
    ("tokio", &["src/", "crates/contract/src/"], &[]),
    // Leptos brings them; a direct use would tie us to their versions.
    ("any_spawner", &["Cargo.toml", "src/"], &[]),
    ("reactive_graph", &["Cargo.toml", "src/"], &[]),
    ("gloo-events", &["Cargo.toml"], &[]),
    ("gloo_events", &["src/"], &[]),
    ("inner_html", &["src/"], &[]),
    ("outer_html", &["src/"], &[]),
    ("outerHTML", &["src/", "public/", "index.html"], &[]),
    ("innerHTML", &["src/", "public/", "index.html"], &[]),
    ("insertAdjacentHTML", &["src/", "public/"], &[]),
    ("document.write", &["src/", "public/"], &[]),
    ("localStorage", &["src/", "public/"], &[]),
    ("local_storage", &["src/"], &[]),
    ("session_storage", &["src/"], &[]),
    (
        "todo!(",
        &["src/", "crates/", "xtask/", "tests/e2e/", "tests/web/"],
        &[],
    ),
    (
        "dbg!(",
        &["src/", "crates/", "xtask/", "tests/e2e/", "tests/web/"],
        &[],
    ),
    (
        "--all-features",
        &["index.html", "Trunk.toml", "xtask/"],
        &[],
    ),
];

#[test]
fn layer_uses_only_the_layers_it_may() {
    let mut found = Vec::new();
    for (layer, allowed) in LAYERS {
        for (name, text) in texts(&[&format!("src/{layer}/"), &format!("src/{layer}.rs")]) {
            for used in modules_used(&code(&text)) {
                let known = LAYERS.iter().any(|(other, _)| *other == used);
                if known && used != *layer && !allowed.contains(&used.as_str()) {
                    found.push(format!("{name}: {layer} may not use {used}"));
                }
            }
        }
    }
    assert_empty(&found);
}

#[test]
fn package_depends_only_on_the_packages_it_may() {
    let mut found = Vec::new();
    for (manifest, allowed) in PACKAGES {
        let text = read(manifest);
        let mut table = "";
        for line in text.lines() {
            if line.starts_with('[') {
                table = line;
            }
            let key = line.split([' ', '.', '=']).next().unwrap_or_default();
            let depends = table.contains("dependencies") && !table.starts_with("[workspace");
            if depends && OURS.contains(&key) && !allowed.contains(&key) {
                found.push(format!("{manifest} may not depend on {key}"));
            }
        }
    }
    assert_empty(&found);
}

#[test]
fn restricted_name_is_only_in_the_files_that_may_contain_it() {
    let mut found = Vec::new();
    for (restricted, searched, allowed_in) in RESTRICTED_NAMES {
        for (name, text) in texts(searched) {
            let allowed = allowed_in.iter().any(|start| name.starts_with(start));
            if !allowed && code(&text).contains(restricted) {
                found.push(format!("{name} contains {restricted}"));
            }
        }
    }
    assert_empty(&found);
}

/// The first names after `crate::`, `super::` or the crate's own name, also out of a `{...}`.
fn modules_used(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for start in ["crate::", "super::", "webhook_console::"] {
        for (at, _) in code.match_indices(start) {
            let rest = &code[at + start.len()..];
            if let Some(group) = rest.strip_prefix('{') {
                used.extend(top_names(group));
            } else {
                used.extend(first_name(rest));
            }
        }
    }
    used
}

/// The names at the top of a group: `model::{A, B}, client}` gives `model` and `client`.
fn top_names(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut depth, mut begin) = (0_usize, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' | ',' if depth == 0 => {
                names.extend(first_name(group[begin..at].trim_start()));
                begin = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names
}

fn first_name(path: &str) -> Option<String> {
    let name: String = path
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    (!name.is_empty()).then_some(name)
}

#[test]
fn groups_and_single_paths_are_both_seen() {
    let code = "use crate::{app::Page, model::{Form, client}};\nuse super::element::Mount;";
    let used: Vec<String> = modules_used(code).into_iter().collect();
    assert_eq!(used, ["app", "element", "model"]);
}
