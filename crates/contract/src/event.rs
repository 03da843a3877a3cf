//! What a subscription can be told about: the taxonomy of event kinds, and a selection of them.

mod kind;
mod selection;

pub use kind::{EventKind, Fact, Family, TAXONOMY};
pub use selection::{EventSelection, EventSelectionError, WILDCARD};
