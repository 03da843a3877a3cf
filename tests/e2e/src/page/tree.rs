//! What a screen reader is handed.

use serde_json::{Value, json};

use super::Page;

/// What people act on, find their way by and are told of.
const NAMED: &str =
    "return every('a[href], button, input, output, h1, h2, header, main, aside, form, fieldset:not([role=none]),'
        + '[aria-labelledby], [aria-label], [role]:not([role=none])')
    .filter((element) => element.checkVisibility())";

/// Roles that say nothing of their own.
const SILENT: [&str; 12] = [
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
    /// The role and the name that the browser gives each control, heading, landmark and live region, as its driver says.
    #[track_caller]
    pub fn names(&self) -> Vec<String> {
        let script = self.with_deep(NAMED);
        let found = self.browser.run("what has a name", async |driver| {
            driver.execute(script, Vec::new()).await?.elements()
        });
        let said = |element| {
            let [role, name] = ["computedrole", "computedlabel"]
                .map(|command| self.browser.said_of(element, command));
            // HTML gives the field of a password no role, and Chromium gives it one.
            let role = if role.is_empty() { "textbox" } else { &role };
            format!("{role} \"{name}\"")
        };
        found.iter().map(said).collect()
    }

    /// Chromium's tree of the document, a line for each node that says something.
    ///
    /// # Panics
    /// In another browser.
    #[track_caller]
    pub fn tree(&self) -> Vec<String> {
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
    let (role, name) = (word(&node["role"]), word(&node["name"]));
    let says = node["ignored"] == false && !SILENT.contains(&role);
    if says {
        let mut line = format!("{}{role} \"{name}\"", "  ".repeat(depth));
        for property in node["properties"].as_array().into_iter().flatten() {
            let name = property["name"].as_str().unwrap_or_default();
            let value = property["value"]["value"].to_string();
            let value = value.trim_matches('"');
            if STATES.contains(&name) && value != "false" {
                line.extend([" ", name, "=", value]);
            }
        }
        let description = word(&node["description"]);
        if !description.is_empty() {
            line.extend([" (", description, ")"]);
        }
        lines.push(line);
    }
    let children = node["childIds"].as_array().into_iter().flatten();
    for child in children.filter_map(|id| nodes.iter().find(|node| node["nodeId"] == *id)) {
        describe(nodes, child, depth + usize::from(says), lines);
    }
}

fn word(value: &Value) -> &str {
    value["value"].as_str().unwrap_or_default()
}
