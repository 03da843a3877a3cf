//! `cargo xtask dist`: the release files, weighed.

use crate::budget::{self, Budgets};
use crate::console;
use crate::element;
use crate::error::Result;
use crate::workspace::Workspace;

/// # Errors
/// When the console or the element does not build, is not whole, or is over its budget.
pub fn run(workspace: &Workspace) -> Result<()> {
    let budgets = Budgets::read(workspace)?;
    console::ready(workspace)?;
    element::ready(workspace)?;
    let console = budget::sizes(&workspace.console())?;
    let element = budget::sizes(&workspace.element())?;
    print!("console\n{}", budget::table(&console));
    print!("element\n{}", budget::table(&element));
    budgets.judge(&console, &element)
}
