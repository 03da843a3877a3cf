use std::fmt;

use serde::{Serialize, Serializer};

use super::{EventKind, TAXONOMY};

/// The wildcard for all kinds, including future ones.
pub const WILDCARD: &str = "*";

/// The event kinds of a subscription: all of them, or at least one.
///
/// It is sent either as exactly `["*"]` or in the order of the taxonomy without duplicates, unknown kinds last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventSelection(Selected);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Selected {
    All,
    Kinds(Vec<EventKind>),
}

impl EventSelection {
    /// All kinds, including future ones.
    pub fn all() -> Self {
        Self(Selected::All)
    }

    /// These kinds, in any order and with any duplicates.
    ///
    /// # Errors
    /// [`EventSelectionError::Empty`] when there is no kind, [`EventSelectionError::Mixed`] when one of them is `*`.
    pub fn of(kinds: impl IntoIterator<Item = EventKind>) -> Result<Self, EventSelectionError> {
        let (mut known, mut unknown) = ([false; TAXONOMY.len()], Vec::new());
        for kind in kinds {
            match TAXONOMY.iter().position(|info| info.id == kind.id()) {
                Some(at) => known[at] = true,
                None if kind.id() == WILDCARD => return Err(EventSelectionError::Mixed),
                None if unknown.contains(&kind) => {}
                None => unknown.push(kind),
            }
        }
        let known = TAXONOMY.iter().zip(known).filter(|(_, selected)| *selected);
        let kinds: Vec<_> = known
            .map(|(info, _)| EventKind::Known(info))
            .chain(unknown)
            .collect();
        if kinds.is_empty() {
            return Err(EventSelectionError::Empty);
        }
        Ok(Self(Selected::Kinds(kinds)))
    }

    /// Parses the identifiers that a client sent.
    ///
    /// # Errors
    /// [`EventSelectionError::Empty`] for `[]`, [`EventSelectionError::Mixed`] for `["*", "right.issued"]`.
    pub fn from_wire<S: AsRef<str>>(ids: &[S]) -> Result<Self, EventSelectionError> {
        match ids {
            [only] if only.as_ref() == WILDCARD => Ok(Self::all()),
            _ => Self::of(ids.iter().map(|id| EventKind::parse(id.as_ref()))),
        }
    }

    /// The identifiers that are sent.
    pub fn to_wire(&self) -> Vec<&str> {
        match &self.0 {
            Selected::All => vec![WILDCARD],
            Selected::Kinds(kinds) => kinds.iter().map(EventKind::id).collect(),
        }
    }

    /// The selected kinds; empty for all kinds.
    pub fn kinds(&self) -> &[EventKind] {
        match &self.0 {
            Selected::All => &[],
            Selected::Kinds(kinds) => kinds,
        }
    }
}

impl Serialize for EventSelection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_wire().serialize(serializer)
    }
}

/// Why identifiers are not a selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventSelectionError {
    /// There is no kind.
    Empty,
    /// `*` together with other kinds, or more than once.
    Mixed,
}

impl fmt::Display for EventSelectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "at least one event kind is needed",
            Self::Mixed => "\"*\" stands for all kinds and must be the only entry",
        })
    }
}

impl std::error::Error for EventSelectionError {}
