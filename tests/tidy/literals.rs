//! The string literals of Rust and JavaScript.

use std::iter::Peekable;
use std::str::Chars;

/// All string literals in `code`.
pub fn literals(code: &str) -> Vec<String> {
    let mut scan = Scan::of(code);
    while scan.step().is_some() {}
    scan.found
}

/// The text up to the end of a call's first argument, and the literals in it.
pub fn in_first_argument(code: &str) -> (String, Vec<String>) {
    let (text, found) = first_argument(code);
    (
        text,
        found.into_iter().map(|(_, literal)| literal).collect(),
    )
}

/// The same, but without literals that are arguments of a nested call. Each that is left may be the value of the argument.
pub fn as_first_argument(code: &str) -> (String, Vec<String>) {
    let (text, mut found) = first_argument(code);
    found.retain(|(calls, _)| *calls == 0);
    (
        text,
        found.into_iter().map(|(_, literal)| literal).collect(),
    )
}

/// Each literal with the number of parentheses around it.
fn first_argument(code: &str) -> (String, Vec<(usize, String)>) {
    let mut scan = Scan::of(code);
    let (mut text, mut found) = (String::new(), Vec::new());
    let (mut depth, mut calls) = (0_usize, 0_usize);
    while let Some(c) = scan.step() {
        match c {
            ',' | ')' if depth == 0 => break,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match c {
            '(' => calls += 1,
            ')' => calls = calls.saturating_sub(1),
            _ => {}
        }
        found.extend(scan.found.drain(..).map(|literal| (calls, literal)));
        text.push(c);
    }
    (text, found)
}

struct Scan<'a> {
    rest: Peekable<Chars<'a>>,
    found: Vec<String>,
}

impl<'a> Scan<'a> {
    fn of(code: &'a str) -> Self {
        Self {
            rest: code.chars().peekable(),
            found: Vec::new(),
        }
    }

    /// The next character of the code. For a literal it is the closing quote.
    fn step(&mut self) -> Option<char> {
        let c = self.rest.next()?;
        if c == '"' {
            let text = self.literal();
            self.found.push(text);
        } else if c == '\'' {
            self.character();
        }
        Some(c)
    }

    fn literal(&mut self) -> String {
        let mut text = String::new();
        while let Some(c) = self.rest.next() {
            match c {
                '"' => break,
                '\\' => text.extend(self.escape()),
                c => text.push(c),
            }
        }
        text
    }

    fn escape(&mut self) -> Option<char> {
        match self.rest.next()? {
            'n' => Some('\n'),
            't' => Some('\t'),
            'u' => self.code_point(),
            '\n' => {
                while self.rest.next_if(|c| c.is_whitespace()).is_some() {}
                None
            }
            c => Some(c),
        }
    }

    /// `{2019}` of Rust, or `2019` of JavaScript.
    fn code_point(&mut self) -> Option<char> {
        let braces = self.rest.next_if_eq(&'{').is_some();
        let mut digits = String::new();
        while let Some(digit) = self.rest.next_if(char::is_ascii_hexdigit) {
            digits.push(digit);
            if !braces && digits.len() == 4 {
                break;
            }
        }
        if braces {
            self.rest.next();
        }
        char::from_u32(u32::from_str_radix(&digits, 16).ok()?)
    }

    /// Skips a character literal such as `'"'`. A lifetime has no second quote after one character.
    fn character(&mut self) {
        let mut ahead = self.rest.clone();
        let escaped = ahead.next_if_eq(&'\\').is_some();
        if ahead.next().is_some() && ahead.next_if_eq(&'\'').is_some() {
            let length = if escaped { 3 } else { 2 };
            self.rest.by_ref().take(length).for_each(drop);
        }
    }
}

#[test]
fn literals_are_read_with_their_escapes() {
    let code = r#"f('"', "a \"b\" \\ \u{2019} \u2019s\n", 'x, "two \
        lines", '\'', "c")"#;
    let expected = ["a \"b\" \\ ’ ’s\n", "two lines", "c"];
    assert_eq!(literals(code), expected);
}

#[test]
fn first_argument_ends_at_its_own_comma() {
    let (text, found) = in_first_argument(r#"&f("a, b", [1, 2]), "c")"#);
    assert_eq!(
        (text.as_str(), found),
        ("&f(\", [1, 2])", vec!["a, b".to_owned()])
    );
}

#[test]
fn literal_of_another_call_is_not_the_argument_itself() {
    let (_, found) = as_first_argument(r#"if f("a", "b") { "c" } else { "d" }, "e")"#);
    assert_eq!(found, ["c", "d"]);
}
