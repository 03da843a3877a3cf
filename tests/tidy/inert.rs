//! No element of a view is inert: nothing but literals, from its attributes to its last child.
//!
//! `view!` turns an inert element inside another one into a string of HTML and gives it to `innerHTML`, which Trusted Types
//! forbid. Leptos makes an exception of an element at the top of a view; this rule does not, for it may be moved.

use crate::files::{none, texts};
use crate::masked::masked;

/// Attributes that Leptos makes no HTML of, although their value is a literal. Without a value even these count as inert.
const DIRECTIVES: [&str; 5] = ["bind", "on:", "prop:", "style:", "use:"];

/// Elements without an end tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

#[test]
fn element_of_a_view_is_not_inert() {
    let (mut found, mut views) = (Vec::new(), 0);
    for (name, text) in texts(&["src/"]) {
        if name.ends_with(".rs") {
            views += text.matches("view! {").count();
            found.extend(inert(&text).iter().map(|(line, tag)| {
                format!("{name}:{line}: <{tag}> is inert; put a text or a value of it in braces")
            }));
        }
    }
    none(&found);
    assert!(views > 0, "no view was found");
}

/// The line and the name of each inert element that is in no other one.
fn inert(code: &str) -> Vec<(usize, String)> {
    let masked = masked(code);
    let mut found = Vec::new();
    for (at, start) in masked.match_indices("view!") {
        let mut parser = Parser {
            code: &masked,
            at: at + start.len(),
        };
        parser.skip_whitespace();
        let end = parser.end_of_group();
        parser.code = &masked[..end - 1];
        parser.at += 1;
        found.extend(parser.children().inert);
        let line = 1 + masked[..at].matches('\n').count();
        assert!(
            parser.at == parser.code.len(),
            "the view in line {line} was not read to its end"
        );
    }
    let line = |at: usize| 1 + masked[..at].matches('\n').count();
    found
        .into_iter()
        .map(|at| (line(at), name_of(&masked[at + 1..]).to_owned()))
        .collect()
}

fn name_of(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_whitespace() || c == '/' || c == '>');
    &tag[..end.unwrap_or(tag.len())]
}

/// What was read of an element or of its children.
struct Nodes {
    is_static: bool,
    is_empty: bool,
    /// Where the outermost inert elements begin.
    inert: Vec<usize>,
}

/// Reads the nodes of a view whose literals and comments are masked.
struct Parser<'a> {
    code: &'a str,
    at: usize,
}

impl Parser<'_> {
    /// All up to an end tag or the end of the view.
    fn children(&mut self) -> Nodes {
        let mut nodes = Nodes {
            is_static: true,
            is_empty: true,
            inert: Vec::new(),
        };
        loop {
            self.skip_whitespace();
            let rest = &self.code[self.at..];
            let Some(first) = rest.chars().next().filter(|_| !rest.starts_with("</")) else {
                return nodes;
            };
            nodes.is_empty = false;
            match first {
                '{' => {
                    nodes.is_static = false;
                    self.at = self.end_of_group();
                }
                '<' => {
                    let element = self.element();
                    nodes.is_static &= element.is_static;
                    nodes.inert.extend(element.inert);
                }
                _ => self.at += first.len_utf8(),
            }
        }
    }

    fn element(&mut self) -> Nodes {
        let start = self.at;
        self.at += 1;
        let name = name_of(&self.code[self.at..]).to_owned();
        self.at += name.len();
        let attributes = self.attributes();
        let closes_itself = attributes.ends_with('/') || VOID.contains(&&*name);
        let attributes = attributes.trim_end_matches('/').trim().to_owned();
        let mut nodes = Nodes {
            is_static: true,
            is_empty: true,
            inert: Vec::new(),
        };
        if !closes_itself {
            nodes = self.children();
            let end = format!("</{name}>");
            assert!(
                self.code[self.at..].starts_with(&end),
                "no {end} for what begins with {:?}",
                self.code[start..].lines().next()
            );
            self.at += end.len();
        }
        let is_component =
            name.starts_with(|c: char| c.is_ascii_uppercase()) || name.contains("::");
        // A fragment has no name, and what is spread begins with a brace.
        let is_element = !is_component && name.starts_with(|c: char| c.is_ascii_lowercase());
        nodes.is_static &= is_element && attributes_are_static(&attributes);
        nodes.is_empty &= attributes.is_empty();
        if nodes.is_static {
            // An element with neither attributes nor children is inert only as a part of another one.
            nodes.inert = if nodes.is_empty {
                Vec::new()
            } else {
                vec![start]
            };
        }
        nodes
    }

    /// What stands up to the `>` of a tag.
    fn attributes(&mut self) -> String {
        let start = self.at;
        let mut generics = 0_usize;
        loop {
            let rest = &self.code[self.at..];
            let c = rest.chars().next().expect("a tag ends with >");
            match c {
                '(' | '[' | '{' => self.at = self.end_of_group(),
                _ if rest.starts_with("->") || rest.starts_with("=>") => self.at += 2,
                '>' if generics == 0 => {
                    self.at += 1;
                    return self.code[start..self.at - 1].to_owned();
                }
                _ => {
                    match c {
                        '<' => generics += 1,
                        '>' => generics -= 1,
                        _ => {}
                    }
                    self.at += c.len_utf8();
                }
            }
        }
    }

    /// Where the group ends that begins here.
    fn end_of_group(&self) -> usize {
        let mut depth = 0_usize;
        for (at, c) in self.code[self.at..].char_indices() {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return self.at + at + 1;
            }
        }
        panic!("a bracket is not closed");
    }

    fn skip_whitespace(&mut self) {
        let rest = &self.code[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }
}

/// Whether each is a name, or a name and nothing but a string literal.
fn attributes_are_static(attributes: &str) -> bool {
    let joined = attributes.split_whitespace().collect::<Vec<_>>().join(" ");
    let joined = joined.replace(" =", "=").replace("= ", "=");
    joined.split(' ').all(|attribute| {
        let (key, value) = attribute.split_once('=').unwrap_or((attribute, ""));
        let is_name = key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_:#".contains(c));
        let is_literal = value.starts_with('"') && value.trim_matches(['"', '_']).is_empty();
        let is_directive = DIRECTIVES.iter().any(|start| key.starts_with(start));
        is_name && (value.is_empty() || is_literal && !is_directive)
    })
}

#[test]
fn inert_elements_are_found() {
    for (view, due) in [
        (r#"<i class="dot"/>"#, "i"),
        (r#"<b>"x"</b>"#, "b"),
        (
            r#"<p title="a > b" hidden>"x {y}" <br/> <i>"z"</i></p>"#,
            "p",
        ),
        (r#"<p class=class><b id="a"></b>{x}</p>"#, "b"),
        (r#"<Row on_press=move |_| a()><i class="dot" /></Row>"#, "i"),
        (
            "<p class=class>\n  // {t}\n  <b use:guard>\"x\"</b>\n</p>",
            "b",
        ),
    ] {
        let code = format!("let page = view! {{ {view} }};");
        let names: Vec<_> = inert(&code).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, [due], "{view}");
    }
    let nested = "view! {\n  <p>{move || view! {\n    <i class=\"dot\" />\n  }}</p>\n}";
    assert_eq!(inert(nested), [(3, "i".to_owned())]);
}

#[test]
fn elements_that_leptos_builds_are_left_alone() {
    for view in [
        r#"<b>{t("x")}</b>"#,
        r#"<Button name="a" />"#,
        r#"<p class=class>"x"</p>"#,
        r#"<p class="a".to_owned()>"x"</p>"#,
        r#"<p on:click=move |_| go()>"x"</p>"#,
        r#"<p use:focus="a">"x"</p>"#,
        r#"<p tabindex=1><Row>"x"</Row></p>"#,
        r#"<div><b/>{x.iter().collect::<Vec<_>>()}</div>"#,
    ] {
        assert_eq!(inert(&format!("view! {{ {view} }}")), [], "{view}");
    }
}
