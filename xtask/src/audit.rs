//! `cargo xtask audit`: checks the dependencies against `deny.toml` and against known vulnerabilities.
//!
//! The advisories are on the network. Where they cannot be reached, that is printed, and the other checks are run.

use std::path::Path;

use crate::command::Task;
use crate::error::Result;
use crate::setup;
use crate::workspace::Workspace;

/// # Errors
/// When cargo-deny is missing and cannot be installed, or a licence, a source or a dependency is not allowed.
pub fn run(workspace: &Workspace) -> Result<()> {
    setup::for_auditing(workspace)?;
    let offline = [
        "check",
        "--hide-inclusion-graph",
        "bans",
        "licenses",
        "sources",
    ];
    deny(workspace, &offline).run()?;
    if deny(workspace, &["fetch", "db"]).run().is_ok() {
        deny(workspace, &["check", "advisories"]).run()?;
    } else {
        println!("advisories of crates: skipped, the advisory database cannot be reached");
    }
    npm(workspace, workspace.root())?;
    npm(workspace, &workspace.hosts())?;
    npm(workspace, &workspace.lighthouse())
}

fn deny(workspace: &Workspace, args: &[&str]) -> Task {
    Task::new(workspace, "cargo").arg("deny").args(args)
}

fn npm(workspace: &Workspace, folder: &Path) -> Result<()> {
    let (report, result) = Task::new(workspace, "npm")
        .current_dir(folder)
        .args([
            "audit",
            "--package-lock-only",
            "--audit-level=high",
            "--json",
            // Notices of the registry are no advisories.
            "--loglevel=silent",
        ])
        .quiet_output()?;
    if report.contains("\"auditReportVersion\"") {
        print!("{report}");
        return result;
    }
    let lock = folder.join("package-lock.json");
    println!(
        "advisories of {}: skipped, the registry gives none",
        lock.display()
    );
    Ok(())
}
