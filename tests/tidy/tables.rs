//! Tables in Markdown.

/// The rows of the table whose header starts with these cells. An empty first cell repeats the one above it.
#[track_caller]
pub fn rows(text: &str, header: &[&str]) -> Vec<Vec<String>> {
    let mut lines = text.lines();
    lines
        .find(|line| cells(line).is_some_and(|found| found.starts_with(&owned(header))))
        .unwrap_or_else(|| panic!("no table of {header:?}"));
    let mut rows: Vec<Vec<String>> = Vec::new();
    for mut row in lines.skip(1).map_while(cells) {
        if let (Some(above), Some(first)) = (rows.last(), row.first_mut())
            && first.is_empty()
        {
            first.clone_from(&above[0]);
        }
        rows.push(row);
    }
    rows
}

/// The code spans of a cell.
pub fn codes(cell: &str) -> Vec<String> {
    owned(&cell.split('`').skip(1).step_by(2).collect::<Vec<_>>())
}

/// The first code span of a cell.
#[track_caller]
pub fn code(cell: &str) -> String {
    let mut codes = codes(cell).into_iter();
    codes
        .next()
        .unwrap_or_else(|| panic!("no `code` in {cell:?}"))
}

fn cells(line: &str) -> Option<Vec<String>> {
    let inside = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    Some(
        inside
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect(),
    )
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn table_is_found_by_its_header_and_an_empty_cell_repeats() {
    let text = "| a | b |\n| - | - |\n| 1 | `x` |\n\n| a | c | d |\n| - | - | - |\n| 1 | `y` or `z` | |\n| | 2 | |\n";
    let rows = rows(text, &["a", "c"]);
    assert_eq!(rows, [["1", "`y` or `z`", ""], ["1", "2", ""]]);
    assert_eq!(codes(&rows[0][1]), ["y", "z"]);
}
