//! The fault matrix: what can go wrong before a secret is stored, and the expected outcome.
//!
//! Most rows are data, which `case.rs` runs. A row with more than one response is a function.

mod build;
mod case;
mod host_page;
mod load;
mod network;
mod outcome;
mod panics;
mod pending;
mod rate_limit;
mod refusals;
mod responses;
mod retry;
mod scheme;
mod truncation;
mod unload;

use self::case::Case;
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    let tables = [
        network::rows(),
        pending::rows(),
        retry::rows(),
        unload::rows(),
        responses::rows(),
        truncation::rows(),
        refusals::rows(),
        rate_limit::rows(),
        load::rows(),
        panics::rows(),
        host_page::rows(),
        scheme::rows(),
        build::rows(),
    ];
    tables.into_iter().flatten().collect()
}

/// A row of cases.
fn case_row(name: &'static str, cases: Vec<Case>) -> Row {
    Row::new(name, move || case::run(cases))
}
