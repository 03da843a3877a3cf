use std::fmt;

use serde::{Serialize, Serializer};

use super::{EventKind, TAXONOMY};

/// What stands for every kind, later ones included.
pub const WILDCARD: &str = "*";

/// The kinds a subscription is for: all of them, or at least one.
///
/// Sent either as exactly `["*"]` or in the taxonomy's order without duplicates, unknown kinds last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventSelection(Chosen);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Chosen {
    All,
    Kinds(Vec<EventKind>),
}

impl EventSelection {
    /// Every kind, later ones included.
    pub fn all() -> Self {
        Self(Chosen::All)
    }

    /// These kinds, in whatever order and however often they are named.
    ///
    /// # Errors
    /// [`EventSelectionError::Empty`] when no kind is named, [`EventSelectionError::Mixed`] when one of them is `*`.
    pub fn of(kinds: impl IntoIterator<Item = EventKind>) -> Result<Self, EventSelectionError> {
        let (mut known, mut unknown) = ([false; TAXONOMY.len()], Vec::new());
        for kind in kinds {
            match TAXONOMY.iter().position(|fact| fact.id == kind.id()) {
                Some(at) => known[at] = true,
                None if kind.id() == WILDCARD => return Err(EventSelectionError::Mixed),
                None if unknown.contains(&kind) => {}
                None => unknown.push(kind),
            }
        }
        let chosen = TAXONOMY.iter().zip(known).filter(|(_, chosen)| *chosen);
        let kinds: Vec<_> = chosen
            .map(|(fact, _)| EventKind::Known(fact))
            .chain(unknown)
            .collect();
        if kinds.is_empty() {
            return Err(EventSelectionError::Empty);
        }
        Ok(Self(Chosen::Kinds(kinds)))
    }

    /// Reads what a client sent.
    ///
    /// # Errors
    /// [`EventSelectionError::Empty`] for `[]`, [`EventSelectionError::Mixed`] for `["*", "right.issued"]`.
    pub fn from_wire<S: AsRef<str>>(words: &[S]) -> Result<Self, EventSelectionError> {
        match words {
            [only] if only.as_ref() == WILDCARD => Ok(Self::all()),
            _ => Self::of(words.iter().map(|word| EventKind::parse(word.as_ref()))),
        }
    }

    /// The words that are sent.
    pub fn to_wire(&self) -> Vec<&str> {
        match &self.0 {
            Chosen::All => vec![WILDCARD],
            Chosen::Kinds(kinds) => kinds.iter().map(EventKind::id).collect(),
        }
    }

    /// The named kinds; none when all are meant.
    pub fn kinds(&self) -> &[EventKind] {
        match &self.0 {
            Chosen::All => &[],
            Chosen::Kinds(kinds) => kinds,
        }
    }
}

impl Serialize for EventSelection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_wire().serialize(serializer)
    }
}

/// Why words are no selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventSelectionError {
    /// No kind was named.
    Empty,
    /// `*` beside named kinds, or more than once.
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
