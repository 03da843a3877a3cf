//! The console's pages and the style sheets.

use crate::documents::ends_with;
use crate::files::{assert_empty, read, texts};

#[test]
fn only_the_tokens_have_literal_colours() {
    let functions = [
        "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color(",
    ];
    let mut found = Vec::new();
    for (name, text) in texts(&["style/"])
        .into_iter()
        .filter(|(name, _)| name != "style/tokens.css")
    {
        let style = without_block_comments(&text).to_lowercase();
        for function in functions {
            // `color(` must not be found in a name such as `--my-color(`.
            let inside_a_name =
                |at: usize| style[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
            if style
                .match_indices(function)
                .any(|(at, _)| !inside_a_name(at))
            {
                found.push(format!("{name} contains {function}...)"));
            }
        }
        found.extend(
            hex_colours(&style)
                .into_iter()
                .map(|colour| format!("{name} contains {colour}")),
        );
    }
    assert_empty(&found);
}

/// A page that links them, for a form made with Leptos, is not changed by them; and it may have another size of text.
#[test]
fn style_sheets_of_the_form_concern_the_form_alone() {
    let allowed = [".webhook-form", ".webhook-page", "@keyframes webhook-"];
    let mut found = Vec::new();
    for name in ["style/tokens.css", "style/component.css"] {
        let style = without_block_comments(&read(name));
        let mut depth = 0;
        for line in style.lines() {
            if depth == 0 && !line.trim().is_empty() {
                let selectors = line.split('{').next().unwrap_or_default();
                let mut selectors = selectors.split(',').map(str::trim);
                if !selectors.all(|selector| allowed.iter().any(|name| selector.starts_with(name)))
                {
                    found.push(format!("{name}: {line}"));
                }
            }
            depth += line.matches('{').count();
            depth -= line.matches('}').count();
        }
        if style.contains("rem;") || style.contains("rem ") || style.contains("rem,") {
            found.push(format!("{name} has a size in rem, which is the page's"));
        }
    }
    assert_empty(&found);
}

#[test]
fn page_has_nothing_inline() {
    let mut found = Vec::new();
    let pages = texts(&["index.html", "public/"]).into_iter();
    for (name, page) in pages.filter(|(name, _)| ends_with(name, "html")) {
        inline(&name, &page.to_lowercase(), &mut found);
    }
    assert_empty(&found);
}

fn inline(name: &str, page: &str, found: &mut Vec<String>) {
    for tag in page
        .split('<')
        .skip(1)
        .filter_map(|tag| tag.split('>').next())
    {
        let handler = tag.split_whitespace().skip(1).any(|word| {
            word.strip_prefix("on").is_some_and(|rest| {
                rest.split('=')
                    .next()
                    .is_some_and(|name| name.chars().all(|c| c.is_ascii_lowercase()))
                    && rest.contains('=')
            })
        });
        if handler || tag.contains(" style=") || tag.starts_with("style") {
            found.push(format!("{name}: <{tag}>"));
        }
        if tag.starts_with("script") && !tag.contains(" src=") {
            found.push(format!("{name}: <{tag}> without src"));
        }
    }
}

fn without_block_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    first
        + &parts
            .filter_map(|part| part.split_once("*/"))
            .map(|(_, rest)| rest)
            .collect::<String>()
}

/// `#` and 3 to 8 hex digits in the value of a declaration. In a selector `#add` is an id.
fn hex_colours(style: &str) -> Vec<String> {
    let mut found = Vec::new();
    for value in style
        .split([';', '{', '}'])
        .filter_map(|part| part.split_once(':'))
        .map(|pair| pair.1)
    {
        for rest in value.split('#').skip(1) {
            let word: String = rest
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            if (3..=8).contains(&word.len()) && word.chars().all(|c| c.is_ascii_hexdigit()) {
                found.push(format!("#{word}"));
            }
        }
    }
    found
}

#[test]
fn colour_is_not_confused_with_an_id() {
    let style = "#add { color: #fff; border: 1px solid #12ab34; fill: url(#shape) }";
    assert_eq!(hex_colours(style), ["#fff", "#12ab34"]);
}
