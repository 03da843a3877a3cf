//! The facts in the README.

use super::facts::Facts;
use crate::files::read;
use crate::tables::{code, codes, rows};

const FILE: &str = "README.md";

/// The section that becomes the README of the package.
pub fn section() -> String {
    let text = read(FILE);
    let pieces: Vec<_> = text.split("<!-- element:").collect();
    let [_, section, rest] = pieces.as_slice() else {
        panic!("README.md must have one begin comment and one end comment of the section");
    };
    assert!(rest.starts_with("end -->"), "the begin comment comes first");
    let section = section.strip_prefix("begin -->");
    section.expect("the begin comment comes first").to_owned()
}

pub fn attributes() -> Facts {
    let rows = rows(&section(), &["attribute"]).into_iter();
    rows.map(|row| format!("{} {}", code(&row[0]), code(&row[1])))
        .collect()
}

pub fn properties() -> Facts {
    let section = section();
    let reflected = rows(&section, &["attribute"]);
    let reflected = reflected.into_iter().map(|row| code(&row[1]));
    let others = rows(&section, &["property"]);
    let others = others.into_iter().map(|row| code(&row[0]));
    reflected.chain(others).collect()
}

pub fn methods() -> Facts {
    let rows = rows(&section(), &["method"]).into_iter();
    rows.map(|row| code(&row[0]).replace("()", "")).collect()
}

pub fn events() -> Facts {
    let rows = rows(&section(), &["event", "when"]).into_iter();
    rows.map(|row| code(&row[0])).collect()
}

pub fn details() -> Facts {
    let rows = rows(&section(), &["event", "field of `detail`"]).into_iter();
    rows.map(|row| format!("{} {}", code(&row[0]), code(&row[1])))
        .collect()
}

pub fn codes_with_outcomes() -> Facts {
    let rows = rows(&section(), &["code"]).into_iter();
    rows.map(|row| format!("{} {}", code(&row[0]), code(&row[1])))
        .collect()
}

/// The enumerated values of the named fields.
pub fn enum_values(names: &[&str]) -> Facts {
    let section = section();
    let attributes = rows(&section, &["attribute"]);
    let fields = rows(&section, &["event", "field of `detail`"]);
    let rows = attributes.iter().chain(&fields);
    let rows = rows.filter(|row| names.contains(&&*code(&row[1])));
    rows.flat_map(|row| {
        let name = code(&row[1]);
        let values = codes(&row[2]).into_iter();
        values.map(move |value| format!("{name} {value}"))
    })
    .collect()
}

pub fn default_values(names: &[&str]) -> Facts {
    let rows = rows(&section(), &["attribute"]).into_iter();
    let rows = rows.filter(|row| names.contains(&&*code(&row[1])));
    rows.map(|row| format!("{} {}", code(&row[1]), code(&row[3])))
        .collect()
}

pub fn custom_properties() -> Facts {
    let rows = rows(&section(), &["custom property"]).into_iter();
    rows.map(|row| code(&row[0])).collect()
}

/// `--webhook-space 4px`: those that are a plain length by default.
pub fn default_lengths() -> Facts {
    let rows = rows(&section(), &["custom property"]).into_iter();
    rows.filter_map(|row| Some(format!("{} {}", code(&row[0]), codes(&row[1]).first()?)))
        .collect()
}

pub fn parts() -> Facts {
    let rows = rows(&section(), &["part"]).into_iter();
    rows.map(|row| code(&row[0])).collect()
}

/// The example files: name, whether the README shows the whole file, and the text that it shows.
pub fn examples() -> Vec<(String, bool, String)> {
    let section = section();
    let (mut found, mut lines) = (Vec::new(), section.lines());
    while let Some(line) = lines.next() {
        let comment = line
            .strip_prefix("<!-- ")
            .and_then(|rest| rest.strip_suffix(" -->"));
        let Some(name) = comment else { continue };
        let opens = lines.next().is_some_and(|line| line.starts_with("```"));
        assert!(opens, "a code fence follows the name {name}");
        let shown = lines.by_ref().take_while(|line| *line != "```");
        let shown = shown.flat_map(|line| [line, "\n"]).collect();
        let part = name.strip_prefix("in ");
        found.push((part.unwrap_or(name).to_owned(), part.is_none(), shown));
    }
    found
}
