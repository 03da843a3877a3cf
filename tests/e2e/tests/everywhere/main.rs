//! The tests of every browser: rows of tables, run in the browser that `WEBHOOK_CONSOLE_BROWSER` names.
//!
//! A row is skipped in a browser that cannot run it, with a reason.

mod accessibility;
mod announcements;
mod faults;
mod form_page;
mod injection;
mod input;
mod keyboard;
mod keys;
mod requests;
mod row;
mod search;
mod secret;
mod self_check;
mod snapshot;
mod states;

use std::process::ExitCode;

fn main() -> ExitCode {
    row::run([
        self_check::rows(),
        search::rows(),
        faults::rows(),
        secret::rows(),
        keys::rows(),
        injection::rows(),
        input::rows(),
        accessibility::rows(),
        announcements::rows(),
        keyboard::rows(),
        requests::rows(),
    ])
}
