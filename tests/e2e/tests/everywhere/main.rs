//! What must hold in every browser: rows of tables, run in the one that `WEBHOOK_CONSOLE_BROWSER` names.
//!
//! A row that a browser cannot show is skipped there, and says why.

mod accessibility;
mod announcements;
mod keyboard;
mod language;
mod row;
mod snapshot;
mod states;

use std::process::ExitCode;

fn main() -> ExitCode {
    row::run([
        language::rows(),
        accessibility::rows(),
        announcements::rows(),
        keyboard::rows(),
    ])
}
