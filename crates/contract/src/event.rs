//! The taxonomy of event kinds, and a selection of them.

mod kind;
mod selection;

pub use kind::{EventKind, Family, KindInfo, TAXONOMY};
pub use selection::{EventSelection, EventSelectionError, WILDCARD};
