// The kinds of events of the API, and how the summary speaks of each group.

export const CLAUSES = {
  Right: "a right is",
  Basis: "a basis is",
  Offer: "an offer is",
  Challenge: "a challenge is",
  Delivery: "a media delivery is",
  "Proof pack": "a proof pack is",
  "API key": "an API key is",
};

// Identifier, name, description, group, and false where it is not fired today.
export const KINDS = [
  ["right.issued", "Issued", "A right was granted on a basis.", "Right"],
  ["right.suspended", "Suspended", "A right stopped applying for now.", "Right"],
  ["right.resumed", "Resumed", "A suspended right applies again.", "Right", false],
  ["right.revoked", "Revoked", "A right was ended early.", "Right"],
  ["right.expired", "Expired", "A right reached its end date.", "Right", false],
  ["basis.registered", "Registered", "Something that rights can stand on was recorded.", "Basis"],
  ["offer.proposed", "Proposed", "Someone offered to share a right.", "Offer"],
  ["offer.accepted", "Accepted", "The other side took the offer.", "Offer"],
  ["offer.rejected", "Rejected", "The other side turned the offer down.", "Offer"],
  ["offer.countered", "Countered", "Other terms were proposed back.", "Offer"],
  ["offer.withdrawn", "Withdrawn", "The proposer took the offer back.", "Offer"],
  ["challenge.opened", "Opened", "Someone disputes a right.", "Challenge"],
  ["challenge.resolved", "Resolved", "A dispute was decided.", "Challenge"],
  ["challenge.withdrawn", "Withdrawn", "The challenger gave the dispute up.", "Challenge", false],
  ["delivery.observed", "Observed", "Media was seen playing on a screen.", "Delivery"],
  ["proof_pack.sealed", "Sealed", "A bundle of evidence was closed for good.", "Proof pack", false],
  ["key.issued", "Issued", "An API key was made.", "API key", false],
  ["key.revoked", "Revoked", "An API key stopped working.", "API key", false],
  ["key.rotated", "Rotated", "An API key was replaced by another.", "API key", false],
].map(([id, name, description, group, firesToday]) => ({ id, name, description, group, firesToday }));
