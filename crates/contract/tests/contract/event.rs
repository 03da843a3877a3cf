use contract::event::{TAXONOMY, WILDCARD};
use contract::{EventKind, EventSelection, EventSelectionError as Error, Family};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The kinds in the order of the reference, each with its family and whether it is fired today.
const KINDS: [(&str, Family, bool); 19] = [
    ("right.issued", Family::Right, true),
    ("right.suspended", Family::Right, true),
    ("right.resumed", Family::Right, false),
    ("right.revoked", Family::Right, true),
    ("right.expired", Family::Right, false),
    ("basis.registered", Family::Basis, true),
    ("offer.proposed", Family::Offer, true),
    ("offer.accepted", Family::Offer, true),
    ("offer.rejected", Family::Offer, true),
    ("offer.countered", Family::Offer, true),
    ("offer.withdrawn", Family::Offer, true),
    ("challenge.opened", Family::Challenge, true),
    ("challenge.resolved", Family::Challenge, true),
    ("challenge.withdrawn", Family::Challenge, false),
    ("delivery.observed", Family::Delivery, true),
    ("proof_pack.sealed", Family::ProofPack, false),
    ("key.issued", Family::Key, false),
    ("key.revoked", Family::Key, false),
    ("key.rotated", Family::Key, false),
];

fn selection_of(ids: &[&str]) -> Result<EventSelection, Error> {
    EventSelection::of(ids.iter().map(|id| EventKind::parse(id)))
}

#[track_caller]
fn is_sent_as(ids: &[&str], wire: &[&str]) {
    let selection = selection_of(ids).unwrap();
    assert_eq!(selection.to_wire(), wire);
    assert_eq!(
        serde_json::to_value(&selection).unwrap(),
        serde_json::json!(wire)
    );
    assert_eq!(EventSelection::from_wire(wire), Ok(selection));
}

#[test]
fn kinds_are_those_of_the_reference() {
    let known: Vec<_> = TAXONOMY
        .iter()
        .map(|info| (info.id, info.family, info.fires_today))
        .collect();
    assert_eq!(known, KINDS);
    assert_eq!(WILDCARD, "*");
}

#[test]
fn every_kind_is_described() {
    for info in &TAXONOMY {
        assert!(!info.name.is_empty() && info.description.ends_with('.'));
        assert!(
            info.id.contains(&info.name.to_ascii_lowercase()),
            "{info:?}"
        );
    }
    let families: Vec<_> = Family::ALL.iter().map(|family| family.name()).collect();
    assert_eq!(
        families,
        [
            "Right",
            "Basis",
            "Offer",
            "Challenge",
            "Delivery",
            "Proof pack",
            "API key"
        ]
    );
}

#[test]
fn unknown_kinds_are_preserved() {
    for (id, ..) in KINDS {
        let kind = EventKind::parse(id);
        assert!(kind.is_known(), "{id}");
        assert_eq!((kind.id(), kind.to_string().as_str()), (id, id));
    }
    for id in [
        "",
        "*",
        "Right.issued",
        " right.issued",
        "right.teleported",
        "\u{202e}x",
        "ü",
    ] {
        let kind = EventKind::parse(id);
        assert_eq!(kind, EventKind::Unknown(id.to_owned()));
        assert!(!kind.is_known());
        assert_eq!((kind.id(), kind.to_string().as_str()), (id, id));
    }
}

#[test]
fn kinds_are_sent_in_the_order_of_the_reference_and_once() {
    is_sent_as(&["right.issued"], &["right.issued"]);
    is_sent_as(
        &[
            "key.rotated",
            "right.revoked",
            "basis.registered",
            "right.issued",
            "key.rotated",
        ],
        &[
            "right.issued",
            "right.revoked",
            "basis.registered",
            "key.rotated",
        ],
    );
    is_sent_as(
        &["z.new", "key.issued", "a.new", "z.new", "right.issued"],
        &["right.issued", "key.issued", "z.new", "a.new"],
    );
    let mut all = KINDS.map(|(id, ..)| id);
    all.reverse();
    is_sent_as(&all, &KINDS.map(|(id, ..)| id));
}

#[test]
fn all_kinds_are_sent_as_the_wildcard_alone() {
    assert_eq!(EventSelection::all().to_wire(), ["*"]);
    assert_eq!(EventSelection::all().kinds(), []);
    assert_eq!(EventSelection::from_wire(&["*"]), Ok(EventSelection::all()));
    assert_ne!(
        selection_of(&KINDS.map(|(id, ..)| id)),
        Ok(EventSelection::all())
    );
}

#[test]
fn empty_selection_is_rejected() {
    assert_eq!(selection_of(&[]), Err(Error::Empty));
    assert_eq!(EventSelection::from_wire::<&str>(&[]), Err(Error::Empty));
    assert_eq!(
        Error::Empty.to_string(),
        "at least one event kind is needed"
    );
}

#[test]
fn wildcard_with_other_kinds_is_rejected() {
    assert_eq!(selection_of(&["*"]), Err(Error::Mixed));
    for kinds in [
        ["*", "right.issued"],
        ["right.issued", "*"],
        ["*", "*"],
        ["x", "*"],
    ] {
        assert_eq!(EventSelection::from_wire(&kinds), Err(Error::Mixed));
    }
    assert_eq!(
        Error::Mixed.to_string(),
        "\"*\" stands for all kinds and must be the only entry"
    );
}
