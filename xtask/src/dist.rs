//! `cargo xtask dist`: the release files, their sizes, and their budgets.

use crate::budget::{self, Budgets};
use crate::console;
use crate::element;
use crate::error::Result;
use crate::workspace::Workspace;

/// # Errors
/// When the console or the element does not build or is over its budget.
pub fn run(workspace: &Workspace) -> Result<()> {
    let budgets = Budgets::read(workspace)?;
    console::ensure_built(workspace)?;
    element::ensure_built(workspace)?;
    let console = budget::sizes(&workspace.console())?;
    let element = budget::sizes(&workspace.element())?;
    print!("console\n{}", budget::table(&console));
    print!("element\n{}", budget::table(&element));
    budgets.check(&console, &element)
}
