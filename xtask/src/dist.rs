//! `cargo xtask dist`: the release files, weighed.

use crate::budget::{self, Budgets};
use crate::console;
use crate::error::Result;
use crate::workspace::Workspace;

/// # Errors
/// When the console does not build, is not whole, or is over its budget.
pub fn run(workspace: &Workspace) -> Result<()> {
    let budgets = Budgets::read(workspace)?;
    console::ready(workspace)?;
    let sizes = budget::sizes(&workspace.console())?;
    print!("{}", budget::table(&sizes));
    budgets.judge(&sizes)
}
