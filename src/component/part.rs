//! The parts that a host page's style sheet may name with `::part()`. The node of the secret has none.

/// The part that every element of a name is.
pub(super) const OF_ELEMENT: [(&str, &str); 3] =
    [("h1", "heading"), ("h2", "heading"), ("button", "button")];

/// The part that an element is by its first class.
pub(super) const OF_CLASS: [(&str, &str); 5] = [
    ("panel", "panel"),
    ("field", "field"),
    ("input", "input"),
    ("error", "error"),
    ("primary", "button primary"),
];

/// The part of this name in a table.
pub(super) fn part(
    table: &'static [(&'static str, &'static str)],
    name: &str,
) -> Option<&'static str> {
    let known = table.iter().find(|(known, _)| *known == name);
    known.map(|(_, part)| *part)
}
