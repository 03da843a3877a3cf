//! The fault matrix: what can go wrong on the way to a secret, and what must come of it.
//!
//! Most of it is data, carried out by `case.rs`; what takes more than one answer has a script.

mod again;
mod answers;
mod case;
mod cuts;
mod end;
mod host_page;
mod leaving;
mod limits;
mod load;
mod panics;
mod reach;
mod refusals;
mod waits;

use self::case::Case;
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    let tables = [
        reach::rows(),
        waits::rows(),
        again::rows(),
        leaving::rows(),
        answers::rows(),
        cuts::rows(),
        refusals::rows(),
        limits::rows(),
        load::rows(),
        panics::rows(),
        host_page::rows(),
    ];
    tables.into_iter().flatten().collect()
}

/// A row that is data.
fn fault(name: &'static str, cases: Vec<Case>) -> Row {
    Row::new(name, move || case::run(cases))
}
