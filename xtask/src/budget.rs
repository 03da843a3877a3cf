//! What the release files may weigh, and what they do weigh.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::fingerprint;
use crate::pack;
use crate::workspace::Workspace;

const FILE: &str = "budgets.toml";
const EVERYTHING: &str = "all";

/// The committed limits in bytes: for `all` files, or for those with one ending.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budgets {
    console: BTreeMap<String, u64>,
}

impl Budgets {
    /// # Errors
    /// When the file is missing, is not understood, or has no limit for all files together.
    pub fn read(workspace: &Workspace) -> Result<Self> {
        let unreadable = |problem: String| Error::Unreadable {
            path: workspace.root().join(FILE),
            problem,
        };
        let budgets: Self = toml::from_str(&workspace.read(FILE)?)
            .map_err(|error| unreadable(error.to_string()))?;
        if !budgets.console.contains_key(EVERYTHING) {
            return Err(unreadable(format!("[console] has no `{EVERYTHING}`")));
        }
        Ok(budgets)
    }

    /// # Errors
    /// When any limit is passed; the error names all that are.
    pub fn judge(&self, sizes: &[Size]) -> Result<()> {
        let lines: Vec<String> = self
            .console
            .iter()
            .filter_map(|(kind, most)| {
                let sum: u64 = sizes
                    .iter()
                    .filter(|size| size.is(kind))
                    .map(Size::sent)
                    .sum();
                (sum > *most).then(|| {
                    format!(
                        "console.{kind}: {sum} bytes sent, {most} allowed: {} too many",
                        sum - most
                    )
                })
            })
            .collect();
        if lines.is_empty() {
            Ok(())
        } else {
            Err(Error::OverBudget { lines })
        }
    }
}

/// One release file, and its weight raw and compressed.
#[derive(Debug)]
pub struct Size {
    name: String,
    raw: u64,
    brotli: Option<u64>,
    gzip: Option<u64>,
}

impl Size {
    /// What a browser that takes brotli is sent.
    pub fn sent(&self) -> u64 {
        self.brotli.unwrap_or(self.raw)
    }

    fn is(&self, kind: &str) -> bool {
        kind == EVERYTHING
            || self
                .name
                .rsplit_once('.')
                .is_some_and(|(_, end)| end == kind)
    }
}

/// # Errors
/// When a file cannot be looked at.
pub fn sizes(folder: &Path) -> Result<Vec<Size>> {
    let weigh = |file: &Path| fs::metadata(file).ok().map(|data| data.len());
    let mut sizes = Vec::new();
    for file in fingerprint::files(folder)? {
        if file
            .extension()
            .is_some_and(|end| end == "br" || end == "gz")
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
            brotli: weigh(&pack::twin(&file, "br")),
            gzip: weigh(&pack::twin(&file, "gz")),
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

    #[test]
    fn raw_size_counts_only_where_there_is_no_brotli() {
        let sizes = [size("a.wasm", 900, Some(300)), size("b.png", 100, None)];
        let budgets = |all| Budgets {
            console: [("all".to_owned(), all)].into(),
        };
        assert!(budgets(400).judge(&sizes).is_ok());
        assert_eq!(
            budgets(399).judge(&sizes).unwrap_err().to_string(),
            "over budget:\n  console.all: 400 bytes sent, 399 allowed: 1 too many"
        );
    }

    #[test]
    fn limit_for_an_ending_weighs_only_those_files() {
        let budgets = Budgets {
            console: [("wasm".to_owned(), 300)].into(),
        };
        assert!(
            budgets
                .judge(&[size("a.wasm", 900, Some(300)), size("b.js", 900, None)])
                .is_ok()
        );
        assert!(budgets.judge(&[size("a.wasm", 301, None)]).is_err());
    }
}
