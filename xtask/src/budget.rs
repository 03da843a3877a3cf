//! The sizes of the release files, and their limits.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::compression;
use crate::element::{EAGER, LAZY};
use crate::error::{Error, Result};
use crate::fingerprint;
use crate::workspace::Workspace;

const FILE: &str = "budgets.toml";

/// The committed limits in bytes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budgets {
    console: ConsoleBudget,
    element: ElementBudget,
}

/// The limit of what a visit to the console loads.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConsoleBudget {
    all: u64,
}

/// The limits of what a page loads with the element.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ElementBudget {
    /// Everything that it loads.
    all: u64,
    /// Of that, what the page loads at once.
    eager: u64,
}

impl Budgets {
    /// # Errors
    /// When the file is missing or is not understood.
    pub fn read(workspace: &Workspace) -> Result<Self> {
        workspace.read_toml(FILE)
    }

    /// Prints each sum with the distance from its limit.
    ///
    /// # Errors
    /// When a sum is over its limit; the error names all that are.
    pub fn check(&self, console: &[Size], element: &[Size]) -> Result<()> {
        let loaded = |size: &&Size| EAGER.contains(&size.name()) || LAZY.contains(&size.name());
        let sums = [
            (
                "console.all",
                self.console.all,
                sum(console.iter().filter(|size| size.is_loaded_by_console())),
            ),
            (
                "element.all",
                self.element.all,
                sum(element.iter().filter(loaded)),
            ),
            (
                "element.eager",
                self.element.eager,
                sum(element.iter().filter(|size| EAGER.contains(&size.name()))),
            ),
        ];
        for (name, limit, sum) in sums {
            let side = if sum > limit { "above" } else { "below" };
            let distance = sum.abs_diff(limit);
            println!("{name}: {sum} of {limit} bytes, {distance} {side}");
        }
        let over = sums.into_iter().filter(|(_, limit, sum)| sum > limit);
        let lines: Vec<_> = over
            .map(|(name, limit, sum)| {
                format!(
                    "{name}: {sum} bytes sent, {limit} allowed: {} too many",
                    sum - limit
                )
            })
            .collect();
        if lines.is_empty() {
            Ok(())
        } else {
            Err(Error::OverBudget { lines })
        }
    }
}

fn sum<'a>(sizes: impl Iterator<Item = &'a Size>) -> u64 {
    sizes.map(Size::sent).sum()
}

/// One release file: its bytes, raw and compressed.
#[derive(Debug)]
pub struct Size {
    name: String,
    raw: u64,
    brotli: Option<u64>,
    gzip: Option<u64>,
}

impl Size {
    /// The bytes that a browser with brotli is sent.
    pub fn sent(&self) -> u64 {
        self.brotli.unwrap_or(self.raw)
    }

    fn name(&self) -> &str {
        &self.name
    }

    /// Whether a visit to the console loads it, and not one of the element's own pages.
    fn is_loaded_by_console(&self) -> bool {
        const OTHER_PAGES: [&str; 6] = [
            "embed.html",
            "embed.js",
            "frame.css",
            "frame.html",
            "frame.js",
            "tokens.css",
        ];
        !OTHER_PAGES.contains(&self.name())
    }
}

/// # Errors
/// When a file cannot be read.
pub fn sizes(folder: &Path) -> Result<Vec<Size>> {
    let file_size = |file: &Path| fs::metadata(file).ok().map(|data| data.len());
    let mut sizes = Vec::new();
    for file in fingerprint::files(folder)? {
        if file
            .extension()
            .is_some_and(|extension| extension == "br" || extension == "gz")
        {
            continue;
        }
        sizes.push(Size {
            name: file
                .strip_prefix(folder)
                .unwrap_or(&file)
                .to_string_lossy()
                .into_owned(),
            raw: fs::metadata(&file).map_err(Error::file(&file))?.len(),
            brotli: file_size(&compression::compressed_path(&file, "br")),
            gzip: file_size(&compression::compressed_path(&file, "gz")),
        });
    }
    Ok(sizes)
}

pub fn table(sizes: &[Size]) -> String {
    let width = sizes
        .iter()
        .map(|size| size.name.len())
        .max()
        .unwrap_or(0)
        .max("all files, as sent".len());
    let mut table = format!(
        "{:width$}  {:>9}  {:>9}  {:>9}\n",
        "file", "raw", "brotli", "gzip"
    );
    let cell = |bytes: Option<u64>| bytes.map_or_else(|| "-".to_owned(), |bytes| bytes.to_string());
    for size in sizes {
        let (brotli, gzip) = (cell(size.brotli), cell(size.gzip));
        let _ = writeln!(
            table,
            "{:width$}  {:>9}  {brotli:>9}  {gzip:>9}",
            size.name, size.raw
        );
    }
    let raw: u64 = sizes.iter().map(|size| size.raw).sum();
    let brotli: u64 = sizes.iter().map(Size::sent).sum();
    let gzip: u64 = sizes.iter().map(|size| size.gzip.unwrap_or(size.raw)).sum();
    let _ = writeln!(
        table,
        "{:width$}  {raw:>9}  {brotli:>9}  {gzip:>9}",
        "all files, as sent"
    );
    table
}

#[cfg(test)]
mod tests {
    use super::{Budgets, Size};

    fn size(name: &str, raw: u64, brotli: Option<u64>) -> Size {
        Size {
            name: name.into(),
            raw,
            brotli,
            gzip: None,
        }
    }

    fn budgets(console: u64, all: u64, eager: u64) -> Budgets {
        let text = format!("[console]\nall = {console}\n[element]\nall = {all}\neager = {eager}");
        toml::from_str(&text).unwrap()
    }

    #[test]
    fn raw_size_counts_only_where_there_is_no_brotli() {
        let sizes = [size("a.wasm", 900, Some(300)), size("b.png", 100, None)];
        assert!(budgets(400, 0, 0).check(&sizes, &[]).is_ok());
        assert_eq!(
            budgets(399, 0, 0)
                .check(&sizes, &[])
                .unwrap_err()
                .to_string(),
            "over budget:\n  console.all: 400 bytes sent, 399 allowed: 1 too many"
        );
    }

    #[test]
    fn element_counts_the_files_that_a_page_loads() {
        let sizes = [
            size("index.js", 9, Some(1)),
            size("define.js", 9, Some(2)),
            size("element.js", 9, Some(4)),
            size("runtime.js", 9, Some(8)),
            size("runtime.wasm", 99, Some(16)),
            size("README.md", 1_000, None),
        ];
        assert!(budgets(0, 31, 7).check(&[], &sizes).is_ok());
        assert!(budgets(0, 30, 7).check(&[], &sizes).is_err());
        assert!(budgets(0, 31, 6).check(&[], &sizes).is_err());
    }
}
