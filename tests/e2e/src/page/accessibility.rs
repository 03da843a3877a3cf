//! The accessibility tree of the page.

use serde_json::{Value, json};

use super::Page;

/// Controls, headings, landmarks and live regions.
const NAMED: &str =
    "return every('a[href], button, input, output, h1, h2, header, main, aside, form, fieldset:not([role=none]),'
        + '[aria-labelledby], [aria-label], [role]:not([role=none])')
    .filter((element) => element.checkVisibility())";

/// Roles without a meaning of their own.
const IGNORED_ROLES: [&str; 12] = [
    "none",
    "generic",
    "StaticText",
    "InlineTextBox",
    "paragraph",
    "LabelText",
    "Legend",
    "listitem",
    "strong",
    "emphasis",
    "code",
    "mark",
];
const STATES: [&str; 7] = [
    "checked", "disabled", "invalid", "busy", "live", "level", "required",
];

impl Page {
    /// The role and the name that the driver reports for each control, heading, landmark and live region.
    #[track_caller]
    pub fn roles_and_names(&self) -> Vec<String> {
        let script = self.with_shadow_helpers(NAMED);
        let found = self.browser.run("what has a name", async |driver| {
            driver.execute(script, Vec::new()).await?.elements()
        });
        let describe = |element| {
            let [role, name] = ["computedrole", "computedlabel"]
                .map(|command| self.browser.element_property(element, command));
            // HTML gives a password field no role, and Chromium gives it one.
            let role = if role.is_empty() { "textbox" } else { &role };
            format!("{role} \"{name}\"")
        };
        found.iter().map(describe).collect()
    }

    /// Chromium's accessibility tree of the document, one line for each node with a meaning.
    ///
    /// # Panics
    /// In another browser.
    #[track_caller]
    pub fn accessibility_tree(&self) -> Vec<String> {
        self.protocol("Accessibility.enable", json!({}));
        let tree = self.protocol("Accessibility.getFullAXTree", json!({}));
        self.protocol("Accessibility.disable", json!({}));
        let nodes = tree["nodes"].as_array().expect("nodes");
        let mut lines = Vec::new();
        describe(nodes, &nodes[0], 0, &mut lines);
        lines
    }
}

fn describe(nodes: &[Value], node: &Value, depth: usize, lines: &mut Vec<String>) {
    let (role, name) = (text(&node["role"]), text(&node["name"]));
    let is_listed = node["ignored"] == false && !IGNORED_ROLES.contains(&role);
    if is_listed {
        let mut line = format!("{}{role} \"{name}\"", "  ".repeat(depth));
        for property in node["properties"].as_array().into_iter().flatten() {
            let name = property["name"].as_str().unwrap_or_default();
            let value = property["value"]["value"].to_string();
            let value = value.trim_matches('"');
            if STATES.contains(&name) && value != "false" {
                line.extend([" ", name, "=", value]);
            }
        }
        let description = text(&node["description"]);
        if !description.is_empty() {
            line.extend([" (", description, ")"]);
        }
        lines.push(line);
    }
    let children = node["childIds"].as_array().into_iter().flatten();
    for child in children.filter_map(|id| nodes.iter().find(|node| node["nodeId"] == *id)) {
        describe(nodes, child, depth + usize::from(is_listed), lines);
    }
}

fn text(value: &Value) -> &str {
    value["value"].as_str().unwrap_or_default()
}
