//! Reads the elements in Leptos's `view!`.

use std::ops::Range;

use crate::masked::masked;

/// Directives: Leptos does not render these as HTML, although their value is a literal. Without a value they count as inert.
const DIRECTIVES: [&str; 5] = ["bind", "on:", "prop:", "style:", "use:"];

/// Elements without an end tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// The props of a component that are texts for people.
const TEXT_PROPS: [&str; 3] = ["name=\"", "label=\"", "hint=\""];

/// The parsed view.
pub struct View {
    /// The offsets of the outermost inert elements.
    pub inert: Vec<usize>,
    /// The offsets of the literals that it shows: children, also in braces, and texts as props of a component.
    pub texts: Vec<usize>,
    /// Where each start tag begins and ends.
    pub tags: Vec<Range<usize>>,
}

/// All views in `code`. A nested view is an item of its own.
pub fn views(code: &str) -> Vec<View> {
    let masked = masked(code);
    let mut views = Vec::new();
    for (at, start) in masked.match_indices("view!") {
        let mut parser = Parser {
            code: &masked,
            at: at + start.len(),
            texts: Vec::new(),
            tags: Vec::new(),
        };
        parser.skip_whitespace();
        parser.code = &masked[..parser.end_of_group() - 1];
        parser.at += 1;
        let inert = parser.children().inert;
        assert!(
            parser.at == parser.code.len(),
            "the view in line {} was not parsed to its end",
            line_of(code, at)
        );
        let (texts, tags) = (parser.texts, parser.tags);
        views.push(View { inert, texts, tags });
    }
    views
}

pub fn line_of(code: &str, at: usize) -> usize {
    1 + code[..at].matches('\n').count()
}

/// The name at the start of a tag.
pub fn name_of(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_whitespace() || c == '/' || c == '>');
    &tag[..end.unwrap_or(tag.len())]
}

/// A parsed element, or its children.
struct Nodes {
    is_static: bool,
    is_empty: bool,
    /// The offsets of the outermost inert elements.
    inert: Vec<usize>,
}

/// Parses the nodes of a view whose literals and comments are masked.
struct Parser<'a> {
    code: &'a str,
    at: usize,
    texts: Vec<usize>,
    tags: Vec<Range<usize>>,
}

impl Parser<'_> {
    /// Parses the nodes up to an end tag or the end of the view.
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
                    let inside = rest[1..].trim_start();
                    if inside.starts_with('"') {
                        self.texts.push(self.at + rest.len() - inside.len());
                    }
                    self.at = self.end_of_group();
                }
                '<' => {
                    let element = self.element();
                    nodes.is_static &= element.is_static;
                    nodes.inert.extend(element.inert);
                }
                '"' => {
                    self.texts.push(self.at);
                    self.at += rest[1..].find('"').map_or(rest.len(), |end| end + 2);
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
        let is_component =
            name.starts_with(|c: char| c.is_ascii_uppercase()) || name.contains("::");
        let attributes = self.attributes();
        self.tags.push(start..self.at);
        if is_component {
            let first = self.at - attributes.len() - 1;
            let props = TEXT_PROPS
                .iter()
                .flat_map(|prop| attributes.match_indices(prop));
            let quotes = props.map(|(at, prop)| first + at + prop.len() - 1);
            self.texts.extend(quotes);
        }
        let closes_itself = attributes.ends_with('/') || VOID.contains(&&*name);
        let attributes = attributes.trim_end_matches('/').trim();
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
        // A fragment has no name, and a spread starts with a brace.
        let is_element = !is_component && name.starts_with(|c: char| c.is_ascii_lowercase());
        nodes.is_static &= is_element && attributes_are_static(attributes);
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

    /// The text up to the `>` of a tag.
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

    /// The offset of the end of the group that starts here.
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

/// Whether each attribute is a name, or a name and a string literal.
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
