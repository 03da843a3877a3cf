//! Names, widths and themes.

use e2e::{Page, Sandbox};
use serde_json::{Value, json};

/// The controls of the page as the browser hands them to a screen reader, without a name.
fn nameless(page: &Page) -> Vec<String> {
    page.protocol("Accessibility.enable", json!({}));
    let tree = page.protocol("Accessibility.getFullAXTree", json!({}));
    let nodes = tree["nodes"].as_array().expect("nodes");
    let roles = [
        "textbox",
        "searchbox",
        "checkbox",
        "radio",
        "button",
        "link",
        "heading",
        "form",
        "group",
    ];
    let word = |node: &Value, part: &str| {
        node[part]["value"]
            .as_str()
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let controls = nodes
        .iter()
        .filter(|node| node["ignored"] == false && roles.contains(&word(node, "role").as_str()));
    let controls: Vec<_> = controls.collect();
    assert!(controls.len() > 3, "{controls:?}");
    controls
        .into_iter()
        .filter(|node| word(node, "name").is_empty() && word(node, "role") != "form")
        .map(|node| word(node, "role"))
        .collect()
}

#[test]
fn every_control_has_a_name() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    assert_eq!(nameless(&page), Vec::<String>::new());
    page.press("Create subscription");
    page.outcome();
    assert_eq!(nameless(&page), Vec::<String>::new());
    page.create(&sandbox);
    assert_eq!(nameless(&page), Vec::<String>::new());
}

#[test]
fn nothing_is_wider_than_320_pixels() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.at_width(320);
    let wide = || {
        let script = "return [...document.querySelectorAll('*')].filter((node) => node.checkVisibility()
                && node.getBoundingClientRect().right > innerWidth + 1)
            .map((node) => node.localName + ' ' + node.className + ' ' + node.textContent.slice(0, 40))
            .concat(document.documentElement.scrollWidth > innerWidth ? ['the document'] : [])";
        page.script(script, &[])
    };
    assert_eq!(wide(), json!([]), "the empty form");
    page.press("Create subscription");
    page.outcome();
    assert_eq!(wide(), json!([]), "its problems");
    page.fill_in(&sandbox);
    page.fill("Label", &"W".repeat(60));
    page.fill(
        "Endpoint URL",
        &format!("{:x<200}", "https://xn--bcher-kva.example.com/"),
    );
    page.choose("All kinds, including ones added later");
    assert_eq!(wide(), json!([]), "a long address");
    page.press("Create subscription");
    page.sees("Store the signing secret");
    assert_eq!(wide(), json!([]), "the result");
    page.reveal();
    assert_eq!(wide(), json!([]), "the secret");
}

#[test]
fn theme_follows_the_preference() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let brightness = |theme: &str| {
        page.in_theme(theme);
        let script = "const canvas = new OffscreenCanvas(1, 1).getContext('2d');
            canvas.fillStyle = getComputedStyle(document.body).backgroundColor; canvas.fillRect(0, 0, 1, 1);
            return canvas.getImageData(0, 0, 1, 1).data[1]";
        page.script(script, &[]).as_u64().expect("a number")
    };
    assert!(brightness("light") > 200);
    assert!(brightness("dark") < 60);
}

#[test]
fn targets_are_large_enough() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.at_width(320);
    let small = "const box = (node) => (node.closest('label') ?? node).getBoundingClientRect();
        return [...document.querySelectorAll('button, input')].filter((node) => node.checkVisibility())
            .filter((node) => box(node).height < 24 || box(node).width < 24).map((node) => node.outerHTML)";
    assert_eq!(page.script(small, &[]), json!([]));
    page.create(&sandbox);
    assert_eq!(page.script(small, &[]), json!([]));
}
