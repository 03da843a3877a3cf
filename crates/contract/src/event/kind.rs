use std::fmt;

/// What a group of event kinds is about: the part of the identifier before the dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// A right over a screen or a space.
    Right,
    /// What a right stands on.
    Basis,
    /// An offer to share a right.
    Offer,
    /// A dispute about a right.
    Challenge,
    /// A media delivery, not a webhook delivery.
    Delivery,
    /// Sealed evidence.
    ProofPack,
    /// An API key.
    Key,
}

impl Family {
    /// All families, in the taxonomy's order.
    pub const ALL: [Self; 7] = [
        Self::Right,
        Self::Basis,
        Self::Offer,
        Self::Challenge,
        Self::Delivery,
        Self::ProofPack,
        Self::Key,
    ];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Right => "Right",
            Self::Basis => "Basis",
            Self::Offer => "Offer",
            Self::Challenge => "Challenge",
            Self::Delivery => "Delivery",
            Self::ProofPack => "Proof pack",
            Self::Key => "API key",
        }
    }
}

/// What is known of one event kind.
#[derive(Debug, PartialEq, Eq)]
pub struct Fact {
    /// The identifier that is sent, as in `right.issued`.
    pub id: &'static str,
    /// The group it belongs to.
    pub family: Family,
    /// What people call it, read after the family's name.
    pub name: &'static str,
    /// One sentence on what has happened.
    pub description: &'static str,
    /// Whether it is fired today. The others can be subscribed to and wait.
    pub fires_today: bool,
}

const fn fires(
    id: &'static str,
    family: Family,
    name: &'static str,
    description: &'static str,
) -> Fact {
    Fact {
        id,
        family,
        name,
        description,
        fires_today: true,
    }
}

const fn waits(
    id: &'static str,
    family: Family,
    name: &'static str,
    description: &'static str,
) -> Fact {
    Fact {
        fires_today: false,
        ..fires(id, family, name, description)
    }
}

/// The 19 kinds of contract v1.0, in its order.
pub static TAXONOMY: [Fact; 19] = {
    use Family::{Basis, Challenge, Delivery, Key, Offer, ProofPack, Right};
    [
        fires(
            "right.issued",
            Right,
            "Issued",
            "A right was granted on a basis.",
        ),
        fires(
            "right.suspended",
            Right,
            "Suspended",
            "A right stopped applying for now.",
        ),
        waits(
            "right.resumed",
            Right,
            "Resumed",
            "A suspended right applies again.",
        ),
        fires(
            "right.revoked",
            Right,
            "Revoked",
            "A right was ended early.",
        ),
        waits(
            "right.expired",
            Right,
            "Expired",
            "A right reached its end date.",
        ),
        fires(
            "basis.registered",
            Basis,
            "Registered",
            "Something that rights can stand on was recorded.",
        ),
        fires(
            "offer.proposed",
            Offer,
            "Proposed",
            "Someone offered to share a right.",
        ),
        fires(
            "offer.accepted",
            Offer,
            "Accepted",
            "The other side took the offer.",
        ),
        fires(
            "offer.rejected",
            Offer,
            "Rejected",
            "The other side turned the offer down.",
        ),
        fires(
            "offer.countered",
            Offer,
            "Countered",
            "Other terms were proposed back.",
        ),
        fires(
            "offer.withdrawn",
            Offer,
            "Withdrawn",
            "The proposer took the offer back.",
        ),
        fires(
            "challenge.opened",
            Challenge,
            "Opened",
            "Someone disputes a right.",
        ),
        fires(
            "challenge.resolved",
            Challenge,
            "Resolved",
            "A dispute was decided.",
        ),
        waits(
            "challenge.withdrawn",
            Challenge,
            "Withdrawn",
            "The challenger gave the dispute up.",
        ),
        fires(
            "delivery.observed",
            Delivery,
            "Observed",
            "Media was seen playing on a screen.",
        ),
        waits(
            "proof_pack.sealed",
            ProofPack,
            "Sealed",
            "A bundle of evidence was closed for good.",
        ),
        waits("key.issued", Key, "Issued", "An API key was made."),
        waits("key.revoked", Key, "Revoked", "An API key stopped working."),
        waits(
            "key.rotated",
            Key,
            "Rotated",
            "An API key was replaced by another.",
        ),
    ]
};

/// A kind of event. The set is open: an unknown word is kept and shown, never an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// One of the [`TAXONOMY`].
    Known(&'static Fact),
    /// A word that this build does not know.
    Unknown(String),
}

impl EventKind {
    /// Takes any word in.
    pub fn parse(id: &str) -> Self {
        TAXONOMY
            .iter()
            .find(|fact| fact.id == id)
            .map_or_else(|| Self::Unknown(id.to_owned()), Self::Known)
    }

    /// The identifier that is sent.
    pub fn id(&self) -> &str {
        match self {
            Self::Known(fact) => fact.id,
            Self::Unknown(id) => id,
        }
    }

    /// Whether this build knows the word.
    pub fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
