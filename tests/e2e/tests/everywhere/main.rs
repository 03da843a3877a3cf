//! What must hold in every browser: rows of tables, run in the one that `WEBHOOK_CONSOLE_BROWSER` names.
//!
//! A row that a browser cannot show is skipped there, and says why.

mod accessibility;
mod announcements;
mod door;
mod faults;
mod injection;
mod input;
mod keyboard;
mod keys;
mod language;
mod row;
mod search;
mod secret;
mod snapshot;
mod states;

use std::process::ExitCode;

fn main() -> ExitCode {
    row::run([
        language::rows(),
        search::rows(),
        faults::rows(),
        secret::rows(),
        keys::rows(),
        injection::rows(),
        input::rows(),
        accessibility::rows(),
        announcements::rows(),
        keyboard::rows(),
    ])
}
