use std::fmt;

/// A group of event kinds: the part of the identifier before the dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// A right over a screen or a space.
    Right,
    /// The basis of a right.
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
    /// All families, in the order of the taxonomy.
    pub const ALL: [Self; 7] = [
        Self::Right,
        Self::Basis,
        Self::Offer,
        Self::Challenge,
        Self::Delivery,
        Self::ProofPack,
        Self::Key,
    ];

    /// The display name.
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

/// The description of one event kind.
#[derive(Debug, PartialEq, Eq)]
pub struct KindInfo {
    /// The identifier that is sent, such as `right.issued`.
    pub id: &'static str,
    /// The group it belongs to.
    pub family: Family,
    /// The display name, shown after the name of the family.
    pub name: &'static str,
    /// One sentence about the event.
    pub description: &'static str,
    /// Whether the API fires it today. Other kinds can be subscribed to already.
    pub fires_today: bool,
}

const fn fired(
    id: &'static str,
    family: Family,
    name: &'static str,
    description: &'static str,
) -> KindInfo {
    KindInfo {
        id,
        family,
        name,
        description,
        fires_today: true,
    }
}

const fn not_fired_yet(
    id: &'static str,
    family: Family,
    name: &'static str,
    description: &'static str,
) -> KindInfo {
    KindInfo {
        fires_today: false,
        ..fired(id, family, name, description)
    }
}

/// The 19 kinds of contract v1.0, in the order of its reference.
pub static TAXONOMY: [KindInfo; 19] = {
    use Family::{Basis, Challenge, Delivery, Key, Offer, ProofPack, Right};
    [
        fired(
            "right.issued",
            Right,
            "Issued",
            "A right was granted on a basis.",
        ),
        fired(
            "right.suspended",
            Right,
            "Suspended",
            "A right stopped applying for now.",
        ),
        not_fired_yet(
            "right.resumed",
            Right,
            "Resumed",
            "A suspended right applies again.",
        ),
        fired(
            "right.revoked",
            Right,
            "Revoked",
            "A right was ended early.",
        ),
        not_fired_yet(
            "right.expired",
            Right,
            "Expired",
            "A right reached its end date.",
        ),
        fired(
            "basis.registered",
            Basis,
            "Registered",
            "Something that rights can stand on was recorded.",
        ),
        fired(
            "offer.proposed",
            Offer,
            "Proposed",
            "Someone offered to share a right.",
        ),
        fired(
            "offer.accepted",
            Offer,
            "Accepted",
            "The other side took the offer.",
        ),
        fired(
            "offer.rejected",
            Offer,
            "Rejected",
            "The other side turned the offer down.",
        ),
        fired(
            "offer.countered",
            Offer,
            "Countered",
            "Other terms were proposed back.",
        ),
        fired(
            "offer.withdrawn",
            Offer,
            "Withdrawn",
            "The proposer took the offer back.",
        ),
        fired(
            "challenge.opened",
            Challenge,
            "Opened",
            "Someone disputes a right.",
        ),
        fired(
            "challenge.resolved",
            Challenge,
            "Resolved",
            "A dispute was decided.",
        ),
        not_fired_yet(
            "challenge.withdrawn",
            Challenge,
            "Withdrawn",
            "The challenger gave the dispute up.",
        ),
        fired(
            "delivery.observed",
            Delivery,
            "Observed",
            "Media was seen playing on a screen.",
        ),
        not_fired_yet(
            "proof_pack.sealed",
            ProofPack,
            "Sealed",
            "A bundle of evidence was closed for good.",
        ),
        not_fired_yet("key.issued", Key, "Issued", "An API key was made."),
        not_fired_yet("key.revoked", Key, "Revoked", "An API key stopped working."),
        not_fired_yet(
            "key.rotated",
            Key,
            "Rotated",
            "An API key was replaced by another.",
        ),
    ]
};

/// A kind of event. The set is open: an unknown identifier is not an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// One of the [`TAXONOMY`].
    Known(&'static KindInfo),
    /// An identifier that is not in the taxonomy.
    Unknown(String),
}

impl EventKind {
    /// Parses any identifier.
    pub fn parse(id: &str) -> Self {
        TAXONOMY
            .iter()
            .find(|info| info.id == id)
            .map_or_else(|| Self::Unknown(id.to_owned()), Self::Known)
    }

    /// The identifier that is sent.
    pub fn id(&self) -> &str {
        match self {
            Self::Known(info) => info.id,
            Self::Unknown(id) => id,
        }
    }

    /// Whether the kind is in the taxonomy.
    pub fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
